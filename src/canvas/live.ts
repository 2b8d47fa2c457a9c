import { useEffect, useRef } from "react";
import { type Frame, frameOf, useBackflow } from "@/store";

/**
 * Numbers change at every tick of a drag; the structure does not. So React draws the structure, and what is alive –
 * texts, widths, attributes – is painted into it directly, by one subscription for the whole canvas. Measured, this
 * is what keeps a change of a number on 141 nodes within a few milliseconds.
 */
type Painter = (frame: Frame) => void;

const painters = new Set<Painter>();
let painted: Frame | null = null;
let stop: (() => void) | null = null;

function start(): void {
  stop ??= useBackflow.subscribe((state) => {
    const frame = frameOf(state);
    if (frame === painted) return;
    painted = frame;
    for (const painter of painters) painter(frame);
  });
}

/** Paints now, and again whenever the frame changes, until the component goes. `painter` must be stable. */
export function usePainter(painter: Painter): void {
  useEffect(() => {
    painters.add(painter);
    start();
    painter(frameOf(useBackflow.getState()));
    return () => {
      painters.delete(painter);
      if (painters.size === 0) {
        stop?.();
        stop = null;
        painted = null;
      }
    };
  }, [painter]);
}

/** What was last written into an element, so that the same text or attribute is not written again. */
export class Paint {
  private readonly texts = new WeakMap<Element, string>();
  private readonly attributes = new WeakMap<Element, Map<string, string>>();

  text(element: Element | null | undefined, text: string): void {
    if (!element || this.texts.get(element) === text) return;
    this.texts.set(element, text);
    element.textContent = text;
  }

  attribute(element: Element | null | undefined, name: string, value: string): void {
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
}

/** One `Paint` for the life of a component. */
export function usePaint(): Paint {
  const paint = useRef<Paint | null>(null);
  paint.current ??= new Paint();
  return paint.current;
}
