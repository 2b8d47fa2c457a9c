import type { GraphNode, Indices, NodeId, NodeIndex, WireIndex } from "@/graph";
import { isElementWise, type Op, opOf } from "@/ops";
import { contributionOf, derivativeOf, type Evaluation, valuesOf } from "../evaluation";
import { largestOf, magnitude, termsOf, unitOf } from "../local";
import { nodeSetting } from "../node-setting";
import type { NonFiniteStep } from "./non-finite";
import { isKinkOf } from "./unit-state";

/** Why the value of a node is not finite although what it is computed from is, at `unit`. */
export function forwardCause(
  evaluation: Evaluation,
  index: NodeIndex,
  unit: number,
): NonFiniteStep {
  const { graph, plan } = evaluation;
  const id = idOf(evaluation, index);
  const op = opAt(evaluation, index);
  const out = valuesOf(evaluation, id) ?? new Float64Array(0);
  const unitByUnit = isElementWise(op);
  const inputs = Array.from(plan.topology.incoming[index] as Indices<WireIndex>, (wire) => {
    const values = valuesOf(evaluation, graph.wires[wire]?.source ?? "");
    if (!values) return 0;
    return unitByUnit ? unitOf(values, unit) : largestOf(values);
  });
  const domain = op.kind === "unary" || op.kind === "binary" ? op.domain : undefined;
  const node = evaluation.graph.nodes[index] as GraphNode;
  const isOutside =
    domain !== undefined && !domain.contains(...inputs, nodeSetting(evaluation.numbers, node));
  return {
    pass: "forward",
    node: index,
    wire: null,
    partial: null,
    cause: isOutside ? (isEdge(out[unit]) ? "domain-edge" : "outside-domain") : "overflow",
    inputs,
    result: out[unit] ?? Number.NaN,
  };
}

/** At the edge of its domain a function grows beyond all bounds; outside it has no value. */
function isEdge(result: number | undefined): boolean {
  return result !== undefined && !Number.isNaN(result);
}

/** Why what a wire contributes to its source is not finite although all that it is computed from is. */
export function contributionCause(
  evaluation: Evaluation,
  node: NodeIndex,
  wire: WireIndex,
): NonFiniteStep {
  const base = { pass: "backward", node, wire, partial: null } as const;
  const { largest, factors } = termsOf(evaluation, wire);
  const [local, upstream] = factors;
  const contribution = contributionOf(evaluation, wire);
  const result = contribution?.find((value) => !Number.isFinite(value)) ?? Number.NaN;
  // Products that are finite, but not their sum over the units of the target.
  const inputs = Number.isFinite(largest) ? [] : factors;
  if (Number.isFinite(local)) return { ...base, cause: "overflow", inputs, result };
  if (upstream === 0) return { ...base, cause: "zero-times-infinity", inputs, result };
  const cause = isInfiniteSlope(evaluation, wire) ? "infinite-local" : "local-overflow";
  return { ...base, cause, inputs, result };
}

/** Is a slope infinite because the op is not differentiable there, and not just too large for float64? */
function isInfiniteSlope(evaluation: Evaluation, wire: WireIndex): boolean {
  const { graph, numbers, plan } = evaluation;
  const node = graph.nodes[plan.topology.targets[wire] ?? -1];
  const op = node && opOf(node.op);
  const source = graph.wires[wire]?.source ?? "";
  if (!node || op?.kind !== "unary") return false;
  const values = valuesOf(evaluation, source) ?? new Float64Array(0);
  return values.some((x) => isKinkOf(op, x, nodeSetting(numbers, node)));
}

/** Contributions that are finite, but not their sum at a node. */
export function sumCause(evaluation: Evaluation, node: NodeIndex): NonFiniteStep {
  const total = derivativeOf(evaluation, idOf(evaluation, node));
  const result = total?.find((value) => !Number.isFinite(value)) ?? Number.NaN;
  const base = { pass: "backward", node, wire: null, partial: null } as const;
  return { ...base, cause: "overflow", inputs: [], result };
}

/** ∂ℓᵢ/∂ω = upstream · input can overflow where both are finite: the ports of a linear node at which it does. */
export function partialCauses(evaluation: Evaluation, node: NodeIndex): readonly NonFiniteStep[] {
  const { graph, plan } = evaluation;
  if (opAt(evaluation, node).kind !== "linear") return [];
  const upstream = largestOf(derivativeOf(evaluation, idOf(evaluation, node)) ?? []);
  const found: NonFiniteStep[] = [];
  for (const [port, wire] of (plan.topology.incoming[node] as Indices<WireIndex>).entries()) {
    const input = largestOf(valuesOf(evaluation, graph.wires[wire]?.source ?? "") ?? []);
    const result = upstream * input;
    if (!Number.isFinite(upstream) || !Number.isFinite(input) || Number.isFinite(result)) continue;
    const inputs = [upstream, input];
    const partial = { kind: "omega", port } as const;
    found.push({ pass: "backward", node, wire, partial, cause: "overflow", inputs, result });
  }
  return found;
}

/** Is it a leaf whose numbers training changes? */
export function isTrainable(evaluation: Evaluation, index: NodeIndex): boolean {
  const op = opAt(evaluation, index);
  return op.kind === "leaf" && op.trainable;
}

/** The op of the node at an index, which must be one of the graph. */
export function opAt(evaluation: Evaluation, index: NodeIndex): Op {
  return opOf((evaluation.graph.nodes[index] as GraphNode).op);
}

/** The id of the node at an index, which must be one of the graph. */
export function idOf(evaluation: Evaluation, index: NodeIndex): NodeId {
  return (evaluation.graph.nodes[index] as GraphNode).id;
}

/** Is any of these numbers infinite or NaN? Where there are none, none is. */
export function isNotFinite(numbers: Float64Array | null): boolean {
  return numbers !== null && !Number.isFinite(magnitude(numbers));
}
