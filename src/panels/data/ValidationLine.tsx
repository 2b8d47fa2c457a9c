import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { beginGesture } from "@/ui";
import { type RowGeometry, trainingAt } from "./row-geometry";
import styles from "./table.module.css";
import { moveLine } from "./table-actions";

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** The line between training and validation rows: dragged, or moved by keys. */
export function ValidationLine({
  geometry,
  top,
  onTell,
}: {
  readonly geometry: RowGeometry;
  readonly top: number;
  readonly onTell: (sentence: string | null) => void;
}) {
  const { rows, training } = geometry;
  const validation = rows - training;
  const drag = useRef<{ pointer: number; y: number; top: number; gesture: string } | null>(null);
  const run = useRef("");

  function move(to: number, gesture: string): void {
    const next = Math.max(0, Math.min(rows - 1, to));
    onTell(moveLine(next, gesture));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    const end = event.key === "Home" ? rows - 1 : event.key === "End" ? 0 : null;
    if (step === undefined && end === null) return;
    event.preventDefault();
    event.stopPropagation();
    run.current ||= beginGesture("step").id;
    move(end ?? validation + (step ?? 0), run.current);
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      pointer: event.pointerId,
      y: event.clientY,
      top,
      gesture: beginGesture("drag").id,
    };
  }

  function onPointerMove(event: PointerEvent): void {
    const held = drag.current;
    if (held?.pointer !== event.pointerId) return;
    const to = rows - trainingAt(geometry, held.top + event.clientY - held.y);
    if (to !== validation) move(to, held.gesture);
  }

  function endDrag(): void {
    drag.current = null;
  }

  return (
    <div className={styles.line} style={{ transform: `translateY(${top}px)` }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that is moved by keys is a slider to those who listen; <hr> takes no focus. */}
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="horizontal"
        aria-label="Line between training and validation rows"
        aria-valuemin={0}
        aria-valuemax={rows - 1}
        aria-valuenow={validation}
        aria-valuetext={`${validation} validation rows`}
        className={styles.handle}
        onKeyDown={onKeyDown}
        onBlur={() => {
          run.current = "";
        }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={endDrag}
        onPointerCancel={endDrag}
      >
        <span className={styles.lineWords}>
          {validation === 0 ? (
            "No validation rows: drag this line up"
          ) : (
            <>
              <strong>validation</strong>, {validation} {validation === 1 ? "row" : "rows"}: never
              in L, in no partial
            </>
          )}
        </span>
      </div>
    </div>
  );
}
