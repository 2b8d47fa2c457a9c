import { useReactFlow, ViewportPortal } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import { sizeOfOp } from "@/layout";
import { type OpId, opOf } from "@/ops";
import { handOf, useBackflow } from "@/store";
import { lightWire, placeOp, wireForOp } from "../wires/wire-elements";
import styles from "./connection.module.css";

/** What was taken from the palette, at the pointer: the next click on the canvas puts it there. */
export function PlacedOp({ canvas }: { canvas: RefObject<HTMLElement | null> }) {
  const op = useBackflow((state) => {
    const hand = handOf(state);
    return hand?.kind === "op" ? hand.op : null;
  });
  return op === null ? null : <Ghost key={op} op={op} canvas={canvas} />;
}

function Ghost({ op, canvas }: { op: OpId; canvas: RefObject<HTMLElement | null> }) {
  const flow = useReactFlow();
  const ghost = useRef<HTMLDivElement>(null);
  const size = sizeOfOp(op);
  useEffect(() => {
    const root = canvas.current;
    if (!root) return;
    const { width, height } = sizeOfOp(op);
    root.dataset.placing = "true";
    const onMove = (event: PointerEvent): void => {
      const element = ghost.current;
      if (!element) return;
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      element.style.transform = `translate(${at.x - width / 2}px, ${at.y - height / 2}px)`;
      element.hidden = false;
      lightWire(wireForOp(op, at));
    };
    const onClick = (event: MouseEvent): void => {
      // A click that a key makes (its detail is 0) has no position, and one on the map moves the view.
      const isPlaced = event.detail > 0 && event.target instanceof Element;
      if (!isPlaced || event.target.closest("[data-map]")) return;
      event.stopPropagation();
      event.preventDefault();
      if (!event.shiftKey) useBackflow.getState().setHand(null);
      placeOp(op, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
    };
    window.addEventListener("pointermove", onMove);
    root.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("pointermove", onMove);
      root.removeEventListener("click", onClick, { capture: true });
      delete root.dataset.placing;
      lightWire(null);
    };
  }, [op, flow, canvas]);
  return (
    <ViewportPortal>
      <div ref={ghost} className={styles.ghost} style={size} hidden>
        {opOf(op).title}
      </div>
    </ViewportPortal>
  );
}
