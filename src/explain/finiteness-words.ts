import { type Evaluation, type NonFinite, valuesOf } from "@/engine";
import type { GraphNode } from "@/graph";
import { opOf } from "@/ops";
import { inputIds, nodeText, objectiveText, omegaText, wireLocalText } from "./formulas";
import { formatNumber } from "./numbers";
import { formulaText, formulaTextOf, plainFormula } from "./plain-formula";

const TOO_LARGE = "is too large for float64";

/** Why the first number that is not finite is not, without a full stop: "h₂ = exp[812.4] overflows". */
export function nonFiniteCause(evaluation: Evaluation, first: NonFinite): string {
  const node = evaluation.graph.nodes[first.node];
  if (!node) return "a number is not finite";
  return first.pass === "forward"
    ? forwardCause(evaluation, first, node)
    : backwardCause(evaluation, first, node);
}

function forwardCause(evaluation: Evaluation, first: NonFinite, node: GraphNode): string {
  const { graph } = evaluation;
  const symbol = nodeText(graph, node.id);
  const op = opOf(node.op);
  const numbers = first.inputs.map((value) => formatNumber(value));
  const scalar = op.kind === "unary" || op.kind === "binary";
  const formula = scalar ? formulaTextOf(graph, node, numbers) : formulaText(graph, node);
  if (formula === null) return `${symbol} is ${formatNumber(first.result)}`;
  if (first.cause !== "outside-domain" || !scalar || !op.domain) {
    return `${symbol} = ${formula} overflows`;
  }
  const names = inputIds(graph, node.id).map((id) => (id === null ? "" : nodeText(graph, id)));
  return `${symbol} = ${formula} is not defined, for it needs ${plainFormula(op.domain.latex(...names))}`;
}

function backwardCause(evaluation: Evaluation, first: NonFinite, node: GraphNode): string {
  const { graph } = evaluation;
  const symbol = nodeText(graph, node.id);
  const [local = 0, upstream = 0] = first.inputs;
  if (first.partial?.kind === "omega") {
    // Named like every partial: upstream derivative × input.
    const partial = `∂${objectiveText(graph)}/∂${omegaText(node, first.partial.port)}`;
    return `${partial} = ${formatNumber(local)} × ${formatNumber(upstream)} ${TOO_LARGE}`;
  }
  if (first.wire === null) return `the sum of the contributions at ${symbol} ${TOO_LARGE}`;
  const name = wireLocalText(graph, first.wire);
  const source = graph.wires[first.wire]?.source ?? "";
  const values = valuesOf(evaluation, source, first.sample);
  const at =
    values?.length === 1 ? ` at ${nodeText(graph, source)} = ${formatNumber(values[0] ?? 0)}` : "";
  switch (first.cause) {
    case "zero-times-infinity":
      return `${name} is infinite${at}, the upstream gradient is 0, and 0 · ∞ is not a number`;
    case "infinite-local":
      return `${name} is infinite${at}`;
    default:
      return first.inputs.length === 0
        ? `the sum over the units behind ${name} ${TOO_LARGE}`
        : `${name} times the upstream gradient, ${formatNumber(local)} × ${formatNumber(upstream)}, ${TOO_LARGE}`;
  }
}
