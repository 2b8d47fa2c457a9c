import type { Evaluation, Factor } from "@/engine";
import type { WireIndex } from "@/graph";
import { opOf } from "@/ops";
import { nodeById, omegaText, wireLocalText } from "../formulas";
import { equalTo, formatNumber } from "../numbers";

/** What the factor of a wire is called: a weight by its ω, any other by its local derivative. */
export function factorText(evaluation: Evaluation, wire: WireIndex): string {
  const omega = weightOf(evaluation, wire);
  return omega
    ? omegaText(evaluation.graph, omega.node, omega.port)
    : wireLocalText(evaluation.graph, wire);
}

/** "∂h₂/∂f₂ ≈ 1.349·10⁻⁴" */
export function factorFact(evaluation: Evaluation, factor: Factor, digits = 4): string {
  const { exact, value } = factor;
  const number = exact ? equalTo(value, digits) : `≈ ${formatNumber(value, digits)}`;
  return `${factorText(evaluation, factor.wire)} ${number}`;
}

/** The linear node and port whose weight the factor of a wire is; null where it is no weight. */
export function weightOf(evaluation: Evaluation, wire: WireIndex) {
  const found = evaluation.graph.wires[wire];
  const node = found && nodeById(evaluation.graph, found.target);
  return node && opOf(node.op).kind === "linear" ? { node, port: found.port } : null;
}
