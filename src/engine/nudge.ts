import type { NodeId, NodeIndex } from "@/graph";
import type { Evaluation } from "./evaluation";
import { runForward } from "./passes";
import { planPart } from "./plan-part";

/** What happens to the values of one sample when a number is a little larger. */
export interface Nudge {
  /** Δv of the D units of a node; null where it is incomplete. */
  changeOf(node: NodeId): readonly number[] | null;
}

/**
 * Pushes a small change through: unit `unit` of a node is `delta` larger, and all that is computed from it is computed
 * anew. No derivative is used, so that what derivatives predict can be held against it.
 */
export function nudged(evaluation: Evaluation, node: NodeId, unit: number, delta: number): Nudge {
  const { plan, arenas } = evaluation;
  const { indexOf, outgoing, targets, widths } = plan.topology;
  const index = indexOf.get(node) ?? -1;
  const behind = Array.from(outgoing[index] ?? [], (wire) => targets[wire] as NodeIndex);
  const values = arenas.values.slice();
  const start = plan.slots[index]?.value ?? 0;
  values[start + unit] = (values[start + unit] ?? Number.NaN) + delta;
  const everything = Array.from(plan.graph.nodes.keys());
  if (behind.length > 0) runForward(planPart(plan, everything, behind), { ...arenas, values });
  return {
    changeOf(asked) {
      const index = indexOf.get(asked) ?? -1;
      const width = widths[index] ?? 0;
      const from = plan.slots[index]?.value;
      if (from === undefined || width === 0) return null;
      return Array.from(
        { length: width },
        (_, each) => (values[from + each] as number) - (arenas.values[from + each] as number),
      );
    },
  };
}
