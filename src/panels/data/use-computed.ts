import { useMemo } from "react";
import { useThrottledFrame } from "../run/throttled-frame";
import { computeRows } from "./computed-rows";

/** What is computed of the rows in sight. */
export interface Computed {
  readonly isShown: boolean;
  predictionOf(row: number): number | null;
  lossOf(row: number): number | null;
  /** Of all training rows where it is known, else of the rows in sight. */
  readonly largestLoss: number;
}

/** f and ℓᵢ of the rows `from` to before `to`; they follow the graph as fast as the page can. */
export function useComputed(from: number, to: number): Computed {
  const { evaluation } = useThrottledFrame();
  const rows = evaluation.data.rows;
  return useMemo(() => {
    const end = Math.min(to, rows);
    const { predictions, losses } = computeRows(evaluation, Math.min(from, end - 1), end);
    const start = Math.min(from, end - 1);
    const known = evaluation.statistics?.losses ?? losses;
    let largestLoss = 0;
    for (const loss of known)
      if (loss > largestLoss && loss < Number.POSITIVE_INFINITY) largestLoss = loss;
    return {
      isShown: losses.length > 0,
      predictionOf: (row) => predictions[row - start] ?? null,
      lossOf: (row) => losses[row - start] ?? null,
      largestLoss,
    };
  }, [evaluation, from, to, rows]);
}
