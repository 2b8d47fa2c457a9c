import { nodeText, omegaText, portName } from "@/explain";
import { type Graph, isLinear, type Wire } from "@/graph";

/** "f₀ → h₁", "x₁ → f₂ (port 2)": a wire in few signs. */
export function describeWire(graph: Graph, { source, target, port }: Wire): string {
  const node = graph.nodes.find(({ id }) => id === target);
  const many = node && (isLinear(node) ? port > 0 : portName(node, port) !== "x");
  const atPort = node && many ? `, port ${portName(node, port)}` : "";
  return `${nodeText(graph, source)} → ${nodeText(graph, target)}${atPort}`;
}

/** The name of a wire for those who do not see it: "Wire from f₀ into h₁", with ω where the wire has one. */
export function nameWire(graph: Graph, { source, target, port }: Wire): string {
  const node = graph.nodes.find(({ id }) => id === target);
  const said = `Wire from ${nodeText(graph, source)} into ${nodeText(graph, target)}`;
  if (!node) return said;
  if (isLinear(node)) return `${said}, ${omegaText(graph, node, port)}`;
  const name = portName(node, port);
  return name === "x" ? said : `${said}, port ${name}`;
}
