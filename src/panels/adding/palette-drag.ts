import { type PointerEvent, useEffect, useRef, useState } from "react";
import { type OpId, opOf } from "@/ops";
import { canvasView, useBackflow } from "@/store";

/** Pixels that a pointer moves before a press becomes a drag. */
const THRESHOLD = 5;

/** An op on its way to the canvas, with the pointer's place in pixels of the window. */
export interface Carried {
  readonly op: OpId;
  readonly x: number;
  readonly y: number;
}

/** What carries an op from a button to the canvas. */
export interface Carrying {
  readonly carried: Carried | null;
  onPointerDown(event: PointerEvent, op: OpId): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
  onPointerCancel(): void;
  /** Did the press that a click ends carry something? Then it is no click. */
  hasCarried(): boolean;
}

/** Carries an op with the pointer and drops it on the canvas; Escape lets it go. */
export function useCarrying(): Carrying {
  const [carried, setCarried] = useState<Carried | null>(null);
  const press = useRef<Carried | null>(null);
  const moved = useRef(false);
  const isCarrying = carried !== null;

  useEffect(() => {
    if (!isCarrying) return;
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      press.current = null;
      setCarried(null);
    };
    window.addEventListener("keydown", cancel, true);
    return () => window.removeEventListener("keydown", cancel, true);
  }, [isCarrying]);

  return {
    carried,
    hasCarried: () => moved.current,
    onPointerDown: (event, op) => {
      moved.current = false;
      if (event.button !== 0 || !event.isPrimary) return;
      press.current = { op, x: event.clientX, y: event.clientY };
      // A fast pointer is off the button before its first movement is told.
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: ({ clientX: x, clientY: y }) => {
      const start = press.current;
      if (!start) return;
      if (!moved.current) {
        // A finger along the list scrolls it: the browser takes such a press away, by touch-action.
        if (Math.hypot(x - start.x, y - start.y) < THRESHOLD) return;
        moved.current = true;
        useBackflow.getState().setHand(null);
      }
      setCarried({ op: start.op, x, y });
    },
    onPointerUp: ({ clientX, clientY }) => {
      const start = press.current;
      press.current = null;
      setCarried(null);
      if (!start || !moved.current) return;
      if (canvasView.get().dropOp(start.op, clientX, clientY)) return;
      const text = `${opOf(start.op).title} was not added: let it go on the canvas.`;
      useBackflow.getState().notify({ tone: "info", text, lasts: "until-edit" });
    },
    onPointerCancel: () => {
      press.current = null;
      setCarried(null);
    },
  };
}
