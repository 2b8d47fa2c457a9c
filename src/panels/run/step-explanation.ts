import { useMemo } from "react";
import type { StepExplanation } from "@/explain";
import { type Frame, useBackflow } from "@/store";
import { laterFile, useLater } from "@/ui";

const stepPart = laterFile(() => import("./step-part"));

/** Fetches what explains a step: the first thing that is needed once the run begins. */
export const preloadStep = stepPart.preload;

/** What is told of a step, and what draws that. */
export interface ToldStep {
  readonly explanation: StepExplanation;
  readonly part: Awaited<ReturnType<typeof stepPart.fetch>>;
}

/** The step that a frame has come to; null before the first one, and until the file that explains steps is there. */
export function useStepExplanation({ evaluation, trace, playhead }: Frame): ToldStep | null {
  const entry = useBackflow((state) => state.entry);
  const part = useLater(stepPart, playhead > 0);
  return useMemo(
    () =>
      playhead > 0 && part
        ? { part, explanation: part.explainStep(evaluation, trace, playhead, entry) }
        : null,
    [part, evaluation, trace, playhead, entry],
  );
}
