import type { Subject } from "@/engine/sweep";
import { type Read, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import { lossComparing } from "./comparison";

/**
 * The value of a node at which it is undecided between two classes: ½ of a probability; 0 of a logit; halfway between the
 * two numbers that code the classes, where it is compared with them as a number is. 0 of all else.
 */
export function decisionLevelOf(
  { graph }: Pick<Subject, "graph">,
  read: Read,
  classes: readonly [number, number] | null,
): number {
  if (read.kind !== "value") return 0;
  const node = graph.nodes[topologyOf(graph).indexOf.get(read.node) ?? -1];
  if (!node) return 0;
  if (opOf(node.op).isProbability) return 1 / 2;
  const loss = lossComparing(graph, read.node);
  return loss && !loss.probabilities && classes ? (classes[0] + classes[1]) / 2 : 0;
}
