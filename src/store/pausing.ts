import { derivativeOf, firstNonFinite } from "@/engine";
import type { PauseCondition } from "@/graph";
import type { Frame } from "./frame";

/**
 * Where a run that goes on from one step to a later one has to pause: at the first step in between, optional ones
 * included, that fulfils a condition of the document. null where none does.
 */
export function pauseBetween(
  frame: Frame,
  from: number,
  to: number,
): { readonly playhead: number; readonly condition: PauseCondition } | null {
  if (frame.document.pauses.length === 0) return null;
  for (let playhead = from + 1; playhead <= to; playhead++) {
    const condition = pauseAtStep({ ...frame, playhead });
    if (condition) return { playhead, condition };
  }
  return null;
}

/** The condition of the document that the step before the playhead fulfils. */
function pauseAtStep({ document, evaluation, trace, playhead }: Frame): PauseCondition | null {
  const step = trace.steps[playhead - 1];
  if (!step) return null;
  for (const condition of document.pauses) {
    if (condition.kind === "not-finite") {
      const source = firstNonFinite(evaluation);
      const isSource = source && document.graph.nodes[source.node]?.id === step.node;
      if (isSource && (source.pass === "forward") === (step.part === "forward")) return condition;
    }
    if (condition.kind !== "gradient-below") continue;
    const index = evaluation.plan.topology.indexOf.get(condition.node) ?? -1;
    const derivative = derivativeOf(evaluation, condition.node);
    const isHere = trace.derivativeKnownAt[index] === playhead;
    if (isHere && derivative?.every((one) => Math.abs(one) < condition.threshold)) return condition;
  }
  return null;
}
