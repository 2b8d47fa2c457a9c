import { useRef } from "react";
import { fittingRange, presentOf, subjectOf } from "@/engine/sweep";
import type { CurveFigure, Range } from "@/graph";
import type { Frame } from "@/store";
import { useMovedView } from "./moved-view";

/** What of the axis is in sight. */
export interface CurveView {
  readonly range: Range;
  /** Was it moved by hand? */
  readonly isMoved: boolean;
  /** Moves it; null: back to the figure's own range. */
  move(range: Range | null): void;
}

/**
 * What the view was moved to, else what is typed, else what fits: that stays where it is while the number is dragged, and
 * while the curve or a row is held.
 */
export function useCurveView(figure: CurveFigure, frame: Frame, isHeld: boolean): CurveView {
  // A view of another axis, or from before another range was typed, is no view of this curve.
  const [moved, move] = useMovedView<Range>(JSON.stringify([figure.axis, figure.range]));
  const fitting = useFittingRange(figure, frame, isHeld);
  return { range: moved ?? figure.range ?? fitting(), isMoved: moved !== null, move };
}

/** Finds the range around the present number; the one before as long as that number is in it, or it must not move. */
function useFittingRange(
  figure: CurveFigure,
  { document, sample }: Frame,
  isHeld: boolean,
): () => Range {
  const last = useRef<{ readonly key: string; readonly range: Range } | null>(null);
  return () => {
    const subject = subjectOf(document);
    const present = presentOf(subject, figure.axis, sample) ?? 0;
    const key = `${figure.id} ${JSON.stringify(figure.axis)} ${document.graph.nodes.length}`;
    const kept = last.current?.key === key ? last.current.range : null;
    if (kept && (isHeld || (present >= kept[0] && present <= kept[1]))) return kept;
    const range = fittingRange(subject, figure.axis, present);
    last.current = { key, range };
    return range;
  };
}
