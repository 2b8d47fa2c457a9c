import { useReactFlow, useStoreApi, type Viewport } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import type { Position } from "@/graph";
import { useBackflow } from "@/store";

/** Two fingers on the canvas: the middle between them, in pixels of the window, and how far they are apart. */
interface Span {
  readonly middle: Position;
  readonly length: number;
}

/** Fingers that are nearer to each other than this are no measure of zoom, in pixels. */
const SHORTEST = 12;

/**
 * Two fingers zoom and move the view, wherever they lie: React Flow knows them on the bare canvas only, and takes one
 * that lies on a node for a drag of that node. `stopDrag` ends what the first finger had begun.
 */
export function usePinch(canvas: RefObject<HTMLElement | null>, stopDrag: () => void): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const root = canvas.current;
    if (!root) return;
    let begun: { readonly span: Span; readonly view: Viewport } | null = null;
    /** From the second finger on until the last one has left: what stays behind drags nothing. */
    let pinching = false;
    const begin = (event: TouchEvent): void => {
      const span = spanOf(event, root);
      begun = span && { span, view: flow.getViewport() };
      if (!span) return;
      if (!pinching) {
        stopDrag();
        useBackflow.getState().setCameraFollows(false);
      }
      pinching = true;
    };
    const onStart = (event: TouchEvent): void => {
      begin(event);
      if (pinching) event.stopPropagation();
    };
    const onMove = (event: TouchEvent): void => {
      if (!pinching) return;
      event.stopPropagation();
      if (event.cancelable) event.preventDefault();
      const span = spanOf(event, root);
      if (!begun || !span) return;
      const { minZoom, maxZoom } = store.getState();
      const { x, y } = root.getBoundingClientRect();
      void flow.setViewport(viewBetween(begun, span, { x, y }, minZoom, maxZoom));
    };
    // It goes on to React Flow, which has to know that its own finger has left.
    const onEnd = (event: TouchEvent): void => {
      begin(event);
      if (event.touches.length === 0) pinching = false;
    };
    const control = new AbortController();
    const listening = { capture: true, passive: false, signal: control.signal };
    root.addEventListener("touchstart", onStart, listening);
    root.addEventListener("touchmove", onMove, listening);
    root.addEventListener("touchend", onEnd, listening);
    root.addEventListener("touchcancel", onEnd, listening);
    return () => control.abort();
  }, [canvas, flow, store, stopDrag]);
}

/** The first two fingers on the canvas; null where there are fewer. */
function spanOf({ touches }: TouchEvent, root: Element): Span | null {
  const [one, other] = Array.from(touches).filter(
    ({ target }) => target instanceof Node && root.contains(target),
  );
  if (!one || !other) return null;
  return {
    middle: { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 },
    length: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
  };
}

/** The view in which what lay between the fingers lies between them still. */
function viewBetween(
  { span: before, view }: { readonly span: Span; readonly view: Viewport },
  now: Span,
  corner: Position,
  minZoom: number,
  maxZoom: number,
): Viewport {
  const factor = Math.max(SHORTEST, now.length) / Math.max(SHORTEST, before.length);
  const zoom = Math.min(maxZoom, Math.max(minZoom, view.zoom * factor));
  const along = (middle: number, start: number, offset: number, edge: number): number =>
    middle - edge - ((start - edge - offset) * zoom) / view.zoom;
  return {
    x: along(now.middle.x, before.middle.x, view.x, corner.x),
    y: along(now.middle.y, before.middle.y, view.y, corner.y),
    zoom,
  };
}
