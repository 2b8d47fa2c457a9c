import type { Evaluation, Factor } from "@/engine";
import { opOf } from "@/ops";
import { nodeById, omegaText, wireLocalText } from "../formulas";
import { formatNumber } from "../numbers";

/** What a factor is called: a weight by its ω, any other by its local derivative. */
export function factorText(evaluation: Evaluation, factor: Factor): string {
  const omega = weightOf(evaluation, factor);
  return omega
    ? omegaText(evaluation.graph, omega.node, omega.port)
    : wireLocalText(evaluation.graph, factor.wire);
}

/** "∂h₂/∂f₂ = 1.35·10⁻⁴" */
export function factorFact(evaluation: Evaluation, factor: Factor): string {
  const relation = factor.exact ? "=" : "≈";
  return `${factorText(evaluation, factor)} ${relation} ${formatNumber(factor.value)}`;
}

/** The linear node and port whose weight a factor is; null where it is no weight. */
export function weightOf(evaluation: Evaluation, factor: Factor) {
  const wire = evaluation.graph.wires[factor.wire];
  const node = wire && nodeById(evaluation.graph, wire.target);
  return node && opOf(node.op).kind === "linear" ? { node, port: wire.port } : null;
}
