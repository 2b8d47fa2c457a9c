import type { GraphNode } from "@/graph";
import { opOf } from "@/ops";

/** What an op is called in a sentence: "cos", "ReLU", "linear", "the loss", "multiply". */
export function opWord(node: GraphNode): string {
  const op = opOf(node.op);
  if (op.kind === "loss") return "the loss";
  if (op.kind === "unary") {
    // The name that the formula shows: \cos[x], \operatorname{ReLU}[x].
    const [, upright, plain] =
      /^\\(?:operatorname\{(\w+)\}|(\w+))\[x\]$/.exec(op.latex.value("x")) ?? [];
    const name = upright ?? plain;
    if (name !== undefined) return name;
  }
  return op.title.toLowerCase();
}
