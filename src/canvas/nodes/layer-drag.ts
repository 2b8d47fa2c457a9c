import { useReactFlow } from "@xyflow/react";
import { type PointerEvent, useRef } from "react";
import type { Position } from "@/graph";

/** Pixels that a pointer moves before a press becomes a drag. */
const THRESHOLD = 4;

let drags = 0;

interface Drag {
  readonly gesture: string;
  x: number;
  y: number;
  moved: boolean;
}

/** Drags what stands on the canvas and is no node of React Flow: `move` is told by how much, in canvas units, at each step. */
export function useLayerDrag(move: (by: Position, gesture: string) => void) {
  const flow = useReactFlow();
  const drag = useRef<Drag | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0 || !event.isPrimary) return;
      if (event.target instanceof Element && event.target.closest("input, button, textarea"))
        return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      drags++;
      drag.current = {
        gesture: `layer:${drags}`,
        x: event.clientX,
        y: event.clientY,
        moved: false,
      };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const { current } = drag;
      if (!current) return;
      const [x, y] = [event.clientX - current.x, event.clientY - current.y];
      if (!current.moved && Math.hypot(x, y) < THRESHOLD) return;
      current.moved = true;
      const zoom = flow.getZoom();
      // What is less than a canvas unit is left for the next step, or a slow drag would stand still.
      const by = { x: Math.trunc(x / zoom), y: Math.trunc(y / zoom) };
      if (by.x === 0 && by.y === 0) return;
      current.x += by.x * zoom;
      current.y += by.y * zoom;
      move(by, current.gesture);
    },
    onPointerUp: (): void => {
      drag.current = null;
    },
  };
}
