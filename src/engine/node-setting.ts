import type { GraphNode, Numbers } from "@/graph";
import { opOf, settingOf } from "@/ops";

/** The setting of a node; 0 where its op has none. */
export function nodeSetting(numbers: Numbers, node: GraphNode): number {
  const own = numbers.get(node.id);
  return own?.kind === "setting" ? own.value : (settingOf(opOf(node.op))?.initial ?? 0);
}
