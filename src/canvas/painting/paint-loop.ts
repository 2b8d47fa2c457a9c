import type { NodeId } from "@/graph";
import { type Frame, frameOf, useBackflow } from "@/store";
import { FrameTask } from "@/ui";

/** Paints something that is alive. `settled`: the numbers rest, so that what takes longer to say is said as well. */
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

/**
 * Numbers change at every tick of a drag; the structure does not. So React draws the structure, and what is alive –
 * texts, widths, attributes – is painted into it directly, by one loop for the whole canvas, which owns it. While a
 * number is dragged, what lies out of view, or is too small to read, may lag a moment behind; so may flags where there
 * are many; and of a crowd in view, each comes in its turn, a few frames late.
 */
export class PaintLoop {
  /** Each painter with the nodes it belongs to: it is out of view where all of them are. */
  readonly #painters = new Map<Painter, readonly NodeId[]>();
  readonly #view = new NodesInView();
  /** In view, and not painted since the numbers last changed; who has waited longest is first. */
  readonly #behind = new Set<Painter>();
  #turnsPerFrame = MOST_TURNS;
  /** When the last frame began; null where nothing was painted in it, so that it was not waited for. */
  #frameAt: number | null = null;
  readonly #nextFrame = new FrameTask("paint", (now) => this.#passFrame(now));
  /** Were some painted since the last frame? */
  #hadTurns = false;
  #isTooSmall = false;
  #painted: Frame | null = null;
  #changedAt = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** Paints whenever the frame changes, until the returned function is called. */
  follow(): () => void {
    const stop = useBackflow.subscribe((state) => {
      const frame = frameOf(state);
      if (frame !== this.#painted) this.#paintChange(frame);
    });
    return () => {
      stop();
      this.#endWaiting();
    };
  }

  /** Adds what paints something of these nodes, and paints it at once. The returned function removes it. */
  add(painter: Painter, nodes: readonly NodeId[]): () => void {
    this.#painters.set(painter, nodes);
    painter(frameOf(useBackflow.getState()), true);
    return () => this.remove(painter);
  }

  /** Removes a painter. */
  remove(painter: Painter): void {
    this.#painters.delete(painter);
    this.#behind.delete(painter);
  }

  /** Keeps account of whether a node is in view, until the returned function is called. */
  watch(element: Element, node: NodeId): () => void {
    return this.#view.watch(element, node);
  }

  /** Tells at which zoom the canvas is drawn. */
  noteZoom(zoom: number): void {
    this.#isTooSmall = zoom < READABLE_ZOOM;
  }

  #paintChange(frame: Frame): void {
    const now = performance.now();
    const isDragging =
      now - this.#changedAt < DRAG_PAUSE &&
      this.#painted !== null &&
      isSameMoment(this.#painted, frame);
    this.#changedAt = now;
    this.#painted = frame;
    if (!isDragging) {
      this.#paintAll();
      return;
    }
    if (this.#isTooSmall) {
      this.#waiting ??= setTimeout(() => this.#paintAll(), LAG);
      return;
    }
    for (const [painter, nodes] of this.#painters) {
      if (this.#view.hasAny(nodes)) this.#behind.add(painter);
    }
    if (!this.#nextFrame.isAsked || this.#behind.size <= FEWEST_TURNS) {
      this.#paintTurns(frame);
      this.#hadTurns = true;
    }
    this.#nextFrame.ask();
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#paintAll(), DRAG_PAUSE);
  }

  /** Paints those that have waited longest, as many as a frame has time for. */
  #paintTurns(frame: Frame): void {
    const settled = frame.health.findings.length <= FEW_FINDINGS;
    let turns = 0;
    for (const painter of this.#behind) {
      if (turns++ === this.#turnsPerFrame) return;
      this.#behind.delete(painter);
      painter(frame, settled);
    }
  }

  /** Goes on with those that are behind, and sees whether the frame after what was painted comes late. */
  #passFrame(now: number): void {
    if (this.#frameAt !== null) {
      const isLate = now - this.#frameAt > LATE_FRAME;
      this.#turnsPerFrame = isLate
        ? Math.max(this.#turnsPerFrame >> 1, FEWEST_TURNS)
        : Math.min(this.#turnsPerFrame + 1, MOST_TURNS);
    }
    if (!this.#hadTurns && this.#behind.size > 0 && this.#painted) {
      this.#paintTurns(this.#painted);
      this.#hadTurns = true;
    }
    this.#frameAt = this.#hadTurns ? now : null;
    if (this.#hadTurns) this.#nextFrame.ask();
    this.#hadTurns = false;
  }

  #paintAll(): void {
    this.#endWaiting();
    this.#behind.clear();
    if (!this.#painted) return;
    for (const painter of this.#painters.keys()) painter(this.#painted, true);
  }

  #endWaiting(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#nextFrame.cancel();
    this.#frameAt = null;
  }
}

/** Knows which nodes are out of view. Where the browser does not tell, all are in it. */
class NodesInView {
  readonly #nodes = new WeakMap<Element, NodeId>();
  readonly #outOfView = new Set<NodeId>();
  #observer: IntersectionObserver | null = null;

  /** Is one of these in view? */
  hasAny(nodes: readonly NodeId[]): boolean {
    return !nodes.every((node) => this.#outOfView.has(node));
  }

  watch(element: Element, node: NodeId): () => void {
    if (typeof IntersectionObserver === "undefined") return () => undefined;
    this.#observer ??= new IntersectionObserver((entries) => this.#note(entries));
    this.#nodes.set(element, node);
    this.#observer.observe(element);
    return () => {
      this.#observer?.unobserve(element);
      this.#outOfView.delete(node);
    };
  }

  #note(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const node = this.#nodes.get(target);
      if (node === undefined) continue;
      if (isIntersecting) this.#outOfView.delete(node);
      else this.#outOfView.add(node);
    }
  }
}

/** Do two frames differ in their numbers alone? */
function isSameMoment(a: Frame, b: Frame): boolean {
  return a.playhead === b.playhead && a.sample === b.sample && a.trace === b.trace;
}
