import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import type { Extent } from "@/ui";
import { type Dock, paneShare } from "./dock";
import styles from "./pane.module.css";

export interface PaneDividerProps {
  readonly dock: Dock;
  /** Of canvas and pane together, and of the pane alone. */
  readonly work: Extent;
  readonly pane: Extent;
  /** Which part of the work the pane is to take; null: what it takes by itself. */
  readonly onShare: (share: number | null) => void;
}

/** Part of the work that an arrow key moves it by. */
const STEP = 0.05;

/** The edge between canvas and pane: dragged, or moved by the arrow keys. A double click puts it back. */
export function PaneDivider({ dock, work, pane, onShare }: PaneDividerProps) {
  /** From the pointer to the edge, in pixels, while it is dragged. */
  const held = useRef<number | null>(null);
  const isBeside = dock === "beside";
  const share = paneShare(work, dock, pane);

  const edgeOf = (event: PointerEvent): number => (isBeside ? event.clientX : event.clientY);

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    held.current = edgeOf(event) - ((isBeside ? box?.left : box?.top) ?? 0);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (held.current === null) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    const end = (isBeside ? box?.right : box?.bottom) ?? 0;
    const size = end - (edgeOf(event) - held.current);
    onShare(size / (isBeside ? work.width : work.height));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const [more, less] = isBeside ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const by = event.key === more ? STEP : event.key === less ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onShare(share + by);
  }

  const letGo = () => {
    held.current = null;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that is moved is no <hr>.
    <div
      role="separator"
      tabIndex={0}
      className={styles.divider}
      aria-label="Edge between graph and pane"
      aria-orientation={isBeside ? "vertical" : "horizontal"}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * share)}
      title="Drag to give the graph or the pane more room"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onDoubleClick={() => onShare(null)}
      onKeyDown={onKeyDown}
    />
  );
}
