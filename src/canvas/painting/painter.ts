import { useEffect, useState } from "react";
import type { NodeId } from "@/graph";
import { type Frame, frameOf, useBackflow } from "@/store";
import { FrameTask } from "@/ui";

/**
 * Numbers change at every tick of a drag; the structure does not. So React draws the structure, and what is alive –
 * texts, widths, attributes – is painted into it directly, by one subscription for the whole canvas. While a number
 * is dragged, what lies out of view, or is too small to read, may lag a moment behind; so may flags where there are
 * many; and of a crowd in view, each comes in its turn, a few frames late. A painter is told whether the numbers have
 * settled.
 */
export type Painter = (frame: Frame, settled: boolean) => void;

/** Changes that follow each other faster than this, in milliseconds, are one drag. */
const DRAG_PAUSE = 200;
/** During a drag, what is too small to read is painted this often, and what is out of view once the drag rests. */
const LAG = 200;

/**
 * During a drag, so many painters have their turn in one frame: what they change has to be laid out and drawn as well.
 * After a frame that came late it is half as many, after each other one it is one more, until all have it at once. A
 * small graph is always painted as it changes.
 */
const MOST_TURNS = 400;
const FEWEST_TURNS = 32;
/** A frame that follows the one before after more than this, in milliseconds, came late. */
const LATE_FRAME = 25;

/** Below this zoom the digits are too small to read. */
const READABLE_ZOOM = 0.35;
/** Up to so many findings, what is said about them follows every change. */
const FEW_FINDINGS = 24;

/** Each painter with the nodes it belongs to: it is out of view where all of them are. */
const painters = new Map<Painter, readonly NodeId[]>();
const outOfView = new Set<NodeId>();
/** In view, and not painted since the numbers last changed; who has waited longest is first. */
const behind = new Set<Painter>();
let turnsPerFrame = MOST_TURNS;
/** When the last frame began; null where it has not been waited for. */
let frameAt: number | null = null;
const nextFrame = new FrameTask("paint", passFrame);
/** Were some painted since the last frame? */
let hadTurns = false;
let tooSmall = false;
let painted: Frame | null = null;
let changedAt = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;
let stop: (() => void) | null = null;

/** Tells at which zoom the canvas is drawn. */
export function noteZoom(zoom: number): void {
  tooSmall = zoom < READABLE_ZOOM;
}

function paintChange(frame: Frame): void {
  const now = performance.now();
  const dragging = now - changedAt < DRAG_PAUSE && painted !== null && isSameMoment(painted, frame);
  changedAt = now;
  painted = frame;
  if (!dragging) {
    paintAll();
    return;
  }
  if (tooSmall) {
    waiting ??= setTimeout(paintAll, LAG);
    return;
  }
  for (const [painter, nodes] of painters) {
    if (!nodes.every((node) => outOfView.has(node))) behind.add(painter);
  }
  if (!nextFrame.isAsked || behind.size <= FEWEST_TURNS) {
    paintTurns(frame);
    hadTurns = true;
  }
  nextFrame.ask();
  clearTimeout(waiting);
  waiting = setTimeout(paintAll, DRAG_PAUSE);
}

/** Paints those that have waited longest, as many as a frame has time for. */
function paintTurns(frame: Frame): void {
  const settled = frame.health.findings.length <= FEW_FINDINGS;
  let turns = 0;
  for (const painter of behind) {
    if (turns++ === turnsPerFrame) return;
    behind.delete(painter);
    painter(frame, settled);
  }
}

/** Goes on with those that are behind, and sees whether the frame after what was painted comes late. */
function passFrame(now: number): void {
  if (frameAt !== null) {
    const isLate = now - frameAt > LATE_FRAME;
    turnsPerFrame = isLate
      ? Math.max(turnsPerFrame >> 1, FEWEST_TURNS)
      : Math.min(turnsPerFrame + 1, MOST_TURNS);
  }
  if (!hadTurns && behind.size > 0 && painted) {
    paintTurns(painted);
    hadTurns = true;
  }
  frameAt = hadTurns ? now : null;
  if (hadTurns) nextFrame.ask();
  hadTurns = false;
}

function paintAll(): void {
  clearTimeout(waiting);
  waiting = undefined;
  forgetFrame();
  behind.clear();
  if (painted) for (const painter of painters.keys()) painter(painted, true);
}

function forgetFrame(): void {
  nextFrame.cancel();
  frameAt = null;
}

/** Do two frames differ in their numbers alone? */
function isSameMoment(a: Frame, b: Frame): boolean {
  return a.playhead === b.playhead && a.sample === b.sample && a.trace === b.trace;
}

function forget(painter: Painter): void {
  painters.delete(painter);
  behind.delete(painter);
}

/**
 * Paints when the component has been drawn, and again whenever the frame changes, until it goes. `make` is called once
 * the elements are there, and makes the painter; both arguments must be stable.
 */
export function usePainter(make: () => Painter | null, nodes: readonly NodeId[]): void {
  const [, fail] = useState<null>(null);
  useEffect(() => {
    const made = make();
    if (!made) return;
    const painter: Painter = (frame, settled) => {
      try {
        made(frame, settled);
      } catch (error) {
        // Thrown while React renders it, an error ends at this component's boundary, and the others go on painting.
        forget(painter);
        fail(() => {
          throw error;
        });
      }
    };
    painters.set(painter, nodes);
    stop ??= useBackflow.subscribe((state) => {
      const frame = frameOf(state);
      if (frame !== painted) paintChange(frame);
    });
    painter(frameOf(useBackflow.getState()), true);
    return () => {
      forget(painter);
      if (painters.size > 0) return;
      stop?.();
      stop = null;
      painted = null;
      forgetFrame();
    };
  }, [make, nodes]);
}

const observed = new WeakMap<Element, NodeId>();
let observer: IntersectionObserver | null = null;

/** Keeps account of whether a node is in view. */
export function useViewWatch(root: { readonly current: HTMLElement | null }, node: NodeId): void {
  useEffect(() => {
    const element = root.current;
    if (!element || typeof IntersectionObserver === "undefined") return;
    observer ??= new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const id = observed.get(entry.target);
        if (id === undefined) continue;
        if (entry.isIntersecting) outOfView.delete(id);
        else outOfView.add(id);
      }
    });
    observed.set(element, node);
    observer.observe(element);
    return () => {
      observer?.unobserve(element);
      outOfView.delete(node);
    };
  }, [root, node]);
}

/** Elements by their `data-part`, and what was last written into them, so that the same is not written again. */
export class Paint<Part extends string> {
  private readonly parts = new Map<string, Element>();
  private readonly texts = new Map<Element, Text>();
  private readonly attributes = new Map<Element, Map<string, string>>();
  private readonly properties = new Map<ElementCSSInlineStyle, string>();

  constructor(...roots: readonly (Element | null)[]) {
    for (const root of roots) {
      for (const element of root?.querySelectorAll("[data-part]") ?? []) {
        this.parts.set(element.getAttribute("data-part") ?? "", element);
      }
    }
  }

  part(name: Part): Element | undefined {
    return this.parts.get(name);
  }

  text(element: Element | undefined, text: string): void {
    if (!element) return;
    let node = this.texts.get(element);
    if (!node) {
      node = document.createTextNode("");
      element.replaceChildren(node);
      this.texts.set(element, node);
    }
    if (node.data !== text) node.data = text;
  }

  /** A text that its style sheet sets as large as there is room, by its width in characters: `--characters`. */
  fittedText(element: Element | undefined, text: string, width: number): void {
    this.text(element, text);
    if (element instanceof HTMLElement) {
      this.property(element, "--characters", Math.max(1, width).toFixed(1));
    }
  }

  attribute(element: Element | undefined, name: string, value: string): void {
    if (!element) return;
    let written = this.attributes.get(element);
    if (!written) {
      written = new Map();
      this.attributes.set(element, written);
    }
    if (written.get(name) === value) return;
    written.set(name, value);
    element.setAttribute(name, value);
  }

  /** The one custom property that is painted into an element's style. */
  property(element: ElementCSSInlineStyle, name: string, value: string): void {
    if (this.properties.get(element) === value) return;
    this.properties.set(element, value);
    element.style.setProperty(name, value);
  }
}
