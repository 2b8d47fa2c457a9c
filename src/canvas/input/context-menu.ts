import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import type { Position, Wire } from "@/graph";
import { selectedNodes, selectedWire, useBackflow } from "@/store";
import type { Flow } from "../connecting/connection-line";
import type { FlowEdge, FlowNode } from "../flow/flow-elements";
import { portPosition, portsOf } from "../flow/ports";
import { suppressClick } from "../flow/suppress-click";
import { wireOf } from "../wires/wire-elements";
import { nearestWire, wireBesidePort } from "../wires/wire-search";

/** How long a finger rests for a menu, in milliseconds, and what it may move by, in pixels. */
const LONG_PRESS = 500;
const SLACK = 9;
/** How near to a wire a finger means it, in pixels. */
export const FINGER = 22;

/** Opens the menu of what is under the pointer: by the right button, or by a finger that rests. */
export function useContextMenu(canvas: RefObject<HTMLElement | null>, stopDrag: () => void): void {
  const flow = useReactFlow<FlowNode, FlowEdge>();
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
      const within = finger ? FINGER / flow.getZoom() : 0;
      stopDrag();
      opened = finger;
      const wire = wireMeant(element, position, within, flow);
      openMenu(element, at, position, wire);
    };
    const onContextMenu = (event: MouseEvent): void => {
      if (!(event.target instanceof Element) || event.target.closest("input")) return;
      event.preventDefault();
      // Some browsers tell of a finger that rests before it is asked for here.
      const finger = press !== null;
      release();
      if (!opened) openAt(event.target, { x: event.clientX, y: event.clientY }, finger);
    };
    const onPointerDown = (event: PointerEvent): void => {
      release();
      opened = false;
      const { target, pointerType, isPrimary } = event;
      if (pointerType !== "touch" || !isPrimary || !(target instanceof Element)) return;
      if (target.closest("input, button:not([data-port], [data-wire-end])")) return;
      const at = { x: event.clientX, y: event.clientY };
      const timer = setTimeout(() => {
        press = null;
        openAt(target, at, true);
      }, LONG_PRESS);
      press = { timer, at };
    };
    const onPointerMove = ({ clientX, clientY }: PointerEvent): void => {
      if (press && Math.hypot(clientX - press.at.x, clientY - press.at.y) > SLACK) release();
    };
    const onPointerUp = (): void => {
      release();
      // The next tap, on the menu, is one of its own.
      if (opened) suppressClick();
      opened = false;
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

/** The wire that a menu is about; null where it is about a node or the canvas. `within`: how far a finger may miss it by. */
function wireMeant(element: Element, position: Position, within: number, flow: Flow): Wire | null {
  if (element.closest("[data-wire-end]")) return selectedWire(useBackflow.getState());
  const id = element.closest(".react-flow__node")?.getAttribute("data-id");
  if (id === undefined || id === null) {
    return wireOf(element) ?? (within > 0 ? nearestWire(position, within) : null);
  }
  const flowNode = flow.getNode(id);
  const name = element.closest("[data-port]")?.getAttribute("data-port");
  const port = flowNode && portsOf(flowNode.data).find((each) => each.name === name);
  return port ? wireBesidePort(position, portPosition(flowNode, port)) : null;
}

function openMenu(element: Element, anchor: Position, position: Position, wire: Wire | null): void {
  const state = useBackflow.getState();
  const node = element.closest(".react-flow__node")?.getAttribute("data-id");
  state.setHand(null);
  if (wire) {
    state.selectWire(wire);
    state.setMenu({ target: { kind: "wire", wire }, anchor });
  } else if (node) {
    if (!selectedNodes(state).has(node)) state.select(new Set([node]));
    state.setMenu({ target: { kind: "node", node }, anchor });
  } else state.setMenu({ target: { kind: "canvas", position }, anchor });
}
