import { type PointerEvent, useRef } from "react";
import { beginGesture, type Gesture } from "./gesture";
import { dragUnit, onGrid } from "./number-text";

/** Pixels that a pointer moves before a press becomes a drag. */
const THRESHOLD = 3;

interface Drag {
  /** Ends what listens for as long as it lasts. */
  readonly over: AbortController;
  readonly pointer: number;
  readonly unit: number;
  x: number;
  /** Where the drag has come to, before it is put on the grid. */
  position: number;
  last: number;
  gesture: Gesture | null;
}

interface Dragged {
  readonly value: number;
  /** Whether a press may become a drag now. */
  readonly isDraggable: boolean;
  readonly isBounded: boolean;
  readonly allows: (next: number) => boolean;
  readonly onBegin: () => void;
  /** All changes of one drag come with the same gesture. */
  readonly onChange: (value: number, gesture: Gesture) => void;
}

/** Lets a number be dragged sideways: Shift makes it faster, Alt finer. `wasDragged` tells of the last press. */
export function useNumberDrag({
  value,
  isDraggable,
  isBounded,
  allows,
  onBegin,
  onChange,
}: Dragged) {
  const drag = useRef<Drag | null>(null);
  const dragged = useRef(false);

  function onPointerDown(event: PointerEvent<HTMLInputElement>) {
    dragged.current = false;
    if (!isDraggable || event.button !== 0 || !event.isPrimary) return;
    // What is being typed elsewhere is committed first, as by any other click.
    const active = document.activeElement;
    if (active instanceof HTMLElement && active !== document.body) active.blur();
    event.currentTarget.setPointerCapture(event.pointerId);
    const over = new AbortController();
    drag.current = {
      over,
      pointer: event.pointerId,
      x: event.clientX,
      position: value,
      last: value,
      unit: dragUnit(value, isBounded),
      gesture: null,
    };
    // A second finger makes it a pinch of what is around.
    const cancel = (): void => {
      over.abort();
      drag.current = null;
      dragged.current = true;
    };
    window.addEventListener("pointerdown", cancel, { capture: true, signal: over.signal });
  }

  function onPointerMove(event: PointerEvent<HTMLInputElement>) {
    const held = drag.current;
    if (held === null || event.pointerId !== held.pointer) return;
    if (held.gesture === null) {
      const way = event.clientX - held.x;
      if (Math.abs(way) < THRESHOLD) return;
      held.x += Math.sign(way) * (THRESHOLD - 1);
      held.gesture = beginGesture("drag");
      dragged.current = true;
      onBegin();
    }
    const factor = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
    const position = held.position + (event.clientX - held.x) * held.unit * factor;
    held.x = event.clientX;
    const next = onGrid(position, held.unit * Math.min(1, factor));
    // Against a limit the drag stands still, and turns around at once.
    if (!allows(next)) return;
    held.position = position;
    if (Object.is(next, held.last)) return;
    held.last = next;
    onChange(next, held.gesture);
  }

  function end(event: PointerEvent<HTMLInputElement>) {
    if (drag.current?.pointer !== event.pointerId) return;
    drag.current.over.abort();
    drag.current = null;
  }

  return {
    wasDragged: () => dragged.current,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: end,
      onPointerCancel: end,
      onLostPointerCapture: end,
    },
  };
}
