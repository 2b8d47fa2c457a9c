import { derivativeOf, firstNonFinite } from "@/engine";
import type { PauseCondition } from "@/graph";
import type { Frame } from "./frame";

/** The condition of the document that the step which was just played fulfils; null where none does. */
export function pauseAtStep({
  document,
  evaluation,
  trace,
  playhead,
}: Frame): PauseCondition | null {
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
