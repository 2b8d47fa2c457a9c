import { type PointerEvent, useRef } from "react";

/** Pixels that a finger moves before it is told whether it scrolls the pane or moves along the plot. */
const FIRST_MOVE = 6;

/**
 * Pointers that move along a plot of the iterations: the mouse seeks where it is pressed and while it is dragged; a finger
 * where it is lifted again, or once it moves along the plot. Up or down it scrolls the pane, and seeks nothing.
 */
export function useSeekingPointer<Plot extends Element>(
  seekAt: (clientX: number, plot: Plot) => void,
) {
  const pressed = useRef<{ readonly id: number; readonly x: number; readonly y: number } | null>(
    null,
  );
  const seeks = useRef(false);

  const isPressed = ({ pointerId }: PointerEvent<Plot>) => pressed.current?.id === pointerId;
  function letGo(): void {
    pressed.current = null;
    seeks.current = false;
  }

  function onPointerDown(event: PointerEvent<Plot>): void {
    if (event.button !== 0 || !event.isPrimary) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pressed.current = { id: event.pointerId, x: event.clientX, y: event.clientY };
    seeks.current = event.pointerType !== "touch";
    if (seeks.current) seekAt(event.clientX, event.currentTarget);
  }

  function onPointerMove(event: PointerEvent<Plot>): void {
    const { current: from } = pressed;
    if (!from || !isPressed(event)) return;
    if (event.buttons === 0) {
      letGo();
      return;
    }
    const [across, along] = [Math.abs(event.clientY - from.y), Math.abs(event.clientX - from.x)];
    if (along > FIRST_MOVE && along > across) seeks.current = true;
    if (seeks.current) seekAt(event.clientX, event.currentTarget);
  }

  function onPointerUp(event: PointerEvent<Plot>): void {
    if (isPressed(event) && !seeks.current) seekAt(event.clientX, event.currentTarget);
    letGo();
  }

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: letGo };
}
