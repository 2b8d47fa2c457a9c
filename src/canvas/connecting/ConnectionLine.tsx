import { useReactFlow, ViewportPortal } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import type { FlowEdge, FlowNode } from "../flow/flow-elements";
import styles from "./connection.module.css";
import { ConnectionGesture } from "./connection-gesture";
import { ConnectionLinePainter } from "./connection-line";

/** The pending connection, with what it would do at the pointer. Painted by `ConnectionGesture`. */
export function ConnectionLine({ canvas }: { canvas: RefObject<HTMLElement | null> }) {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const line = useRef<SVGPathElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!canvas.current || !line.current || !tip.current) return;
    const painter = new ConnectionLinePainter(canvas.current, line.current, tip.current, flow);
    return new ConnectionGesture(canvas.current, painter, flow).listen();
  }, [canvas, flow]);
  return (
    <>
      <ViewportPortal>
        <svg className={styles.loose} aria-hidden="true">
          <path ref={line} data-loose-wire="" />
        </svg>
      </ViewportPortal>
      <div ref={tip} role="status" className={styles.tip} hidden />
    </>
  );
}
