import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import type { Position } from "@/graph";
import { useBackflow } from "@/store";
import { suppressClick } from "./clicks";
import { wireOf } from "./place";
import { nearestWire } from "./wire-search";

/** How long a finger rests for a menu, in milliseconds, and what it may move by, in pixels. */
const LONG_PRESS = 500;
const SLACK = 9;
/** How near to a wire a finger means it, in pixels. */
export const FINGER = 22;

/** Opens the menu of what is under the pointer: by the right button, or by a finger that rests. */
export function useMenus(canvas: RefObject<HTMLElement | null>, stopDrag: () => void): void {
  const flow = useReactFlow();
  useEffect(() => {
    const root = canvas.current;
    if (!root) return;
    let press: { timer: ReturnType<typeof setTimeout>; at: Position } | null = null;
    let opened = false;
    const release = (): void => {
      clearTimeout(press?.timer);
      press = null;
    };
    const openAt = (element: Element, at: Position, finger: boolean): void => {
      const position = flow.screenToFlowPosition(at);
      const reach = finger ? FINGER / flow.getZoom() : 0;
      stopDrag();
      openMenu(element, at, position, reach);
    };
    const onContextMenu = (event: MouseEvent): void => {
      if (!(event.target instanceof Element) || event.target.closest("input")) return;
      event.preventDefault();
      release();
      if (opened) return;
      openAt(event.target, { x: event.clientX, y: event.clientY }, false);
    };
    const onPointerDown = (event: PointerEvent): void => {
      release();
      opened = false;
      const { target, pointerType, isPrimary } = event;
      if (pointerType !== "touch" || !isPrimary || !(target instanceof Element)) return;
      if (target.closest("input, button")) return;
      const at = { x: event.clientX, y: event.clientY };
      const timer = setTimeout(() => {
        press = null;
        opened = true;
        openAt(target, at, true);
      }, LONG_PRESS);
      press = { timer, at };
    };
    const onPointerMove = ({ clientX, clientY }: PointerEvent): void => {
      if (press && Math.hypot(clientX - press.at.x, clientY - press.at.y) > SLACK) release();
    };
    const onPointerUp = (): void => {
      release();
      if (opened) suppressClick();
    };
    const control = new AbortController();
    const { signal } = control;
    // The finger that has opened a menu drags nothing any more.
    const onTouchMove = (event: TouchEvent): void => {
      if (opened) event.stopPropagation();
    };
    root.addEventListener("contextmenu", onContextMenu, { signal });
    root.addEventListener("pointerdown", onPointerDown, { signal, capture: true });
    root.addEventListener("touchmove", onTouchMove, { signal, capture: true, passive: true });
    window.addEventListener("pointermove", onPointerMove, { signal });
    window.addEventListener("pointerup", onPointerUp, { signal });
    window.addEventListener("pointercancel", release, { signal });
    return () => {
      release();
      control.abort();
    };
  }, [canvas, flow, stopDrag]);
}

function openMenu(element: Element, anchor: Position, position: Position, reach: number): void {
  const state = useBackflow.getState();
  const node = element.closest(".react-flow__node")?.getAttribute("data-id");
  if (state.hand) state.setHand(null);
  if (node) {
    if (!state.selection.has(node)) state.select(new Set([node]));
    state.setMenu({ target: { kind: "node", node }, anchor });
    return;
  }
  const wire = wireOf(element) ?? (reach > 0 ? nearestWire(position, reach) : null);
  if (wire) {
    state.selectWire(wire);
    state.setMenu({ target: { kind: "wire", wire }, anchor });
    return;
  }
  state.setMenu({ target: { kind: "canvas", position }, anchor });
}
