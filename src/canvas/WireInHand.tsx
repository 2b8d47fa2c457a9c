import { useReactFlow, ViewportPortal } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import { Connecting } from "./connecting";
import styles from "./hand.module.css";
import type { NodePicture, WirePicture } from "./picture";

/** The wire in hand, with what it would do at the pointer. Painted by `Connecting`. */
export function WireInHand({ canvas }: { canvas: RefObject<HTMLElement | null> }) {
  const flow = useReactFlow<NodePicture, WirePicture>();
  const line = useRef<SVGPathElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!canvas.current || !line.current || !tip.current) return;
    return new Connecting(canvas.current, line.current, tip.current, flow).listen();
  }, [canvas, flow]);
  return (
    <>
      <ViewportPortal>
        <svg className={styles.loose} aria-hidden="true">
          <path ref={line} />
        </svg>
      </ViewportPortal>
      <div ref={tip} role="status" className={styles.tip} hidden />
    </>
  );
}
