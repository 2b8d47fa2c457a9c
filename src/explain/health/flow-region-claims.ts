import {
  derivativeOf,
  type Evaluation,
  type Factor,
  type FlowRegion,
  localOf,
  sizeOfDerivative,
  stateAt,
  unitStatesAt,
} from "@/engine";
import type { NodeIndex, WireIndex } from "@/graph";
import { opOf } from "@/ops";
import type { FlowReason, HealthClaim } from "./health-claims";
import { weightOf } from "./product";

/** All that is said of a region, the reason first found by `flowReason`. */
export function flowRegionClaims(
  evaluation: Evaluation,
  region: FlowRegion,
  reason: FlowReason | null,
): readonly HealthClaim[] {
  return [
    ...shareClaims(region),
    ...(reason ? [reason] : []),
    ...underflowClaims(evaluation, region),
    ...(region.revivedBy ? [{ kind: "revival", factor: region.revivedBy } as const] : []),
    ...(evaluation.data.rows > 1 ? [{ kind: "sample", sample: evaluation.sample } as const] : []),
  ];
}

/** Why a region has its word; null where nothing more than its size can be said. */
export function flowReason(evaluation: Evaluation, region: FlowRegion): FlowReason | null {
  const { chain } = region;
  const blamed = chain.culprit === null ? null : (chain.factors[chain.culprit] ?? null);
  switch (region.flow) {
    case "cancelled":
      return cancelledReason(region);
    case "blocked":
      return blamed
        ? zeroReason(evaluation, blamed.wire)
        : { kind: "all-ways-blocked", node: headOf(region) };
    case "exploding":
      return sizeReason(evaluation, region, "exploding", blamed);
    case "vanishing":
      return sizeOfDerivative(evaluation, headOf(region)) === 0
        ? { kind: "underflow", node: headOf(region) }
        : sizeReason(evaluation, region, "vanishing", blamed);
  }
}

/**
 * Index of the node that stands for a region, the first that the gradient comes to; −1, which is no node's, for a
 * region without nodes.
 */
export function headOf(region: FlowRegion): number {
  return region.nodes[0] ?? -1;
}

/** Index of the node that a wire leads to. */
export function targetOf({ plan }: Evaluation, wire: WireIndex): number {
  return plan.topology.targets[wire] ?? -1;
}

function cancelledReason(region: FlowRegion): FlowReason {
  const { contributions, chain } = region;
  const node = headOf(region);
  return contributions.length > 0
    ? { kind: "contributions-cancel", node, contributions }
    : { kind: "units-cancel", node, wire: chain.factors.at(-1)?.wire ?? -1 };
}

/** Why nothing passes along a wire at whose target something arrives. */
function zeroReason(evaluation: Evaluation, wire: WireIndex): FlowReason {
  const local = localOf(evaluation, wire);
  const entries = local?.kind === "matrix" ? local.rows.flat() : [...(local?.values ?? [])];
  const isZero = entries.every((entry) => entry === 0);
  if (weightOf(evaluation, wire)) {
    return {
      kind: "zero-weight",
      wire,
      entries: entries.length === 1 ? "one" : isZero ? "all" : "used",
    };
  }
  const target = targetOf(evaluation, wire);
  const state = stateAt(evaluation, target);
  return state && isInactiveWhereReached(evaluation, target)
    ? { kind: "inactive", wire, state }
    : { kind: "zero-local", wire, entries: isZero ? "all" : "used" };
}

/** Is every unit of a node inactive, or dead, at which a gradient arrives? */
function isInactiveWhereReached(evaluation: Evaluation, index: NodeIndex): boolean {
  const stateOfUnit = unitStatesAt(evaluation, index);
  const upstream = derivativeOf(evaluation, evaluation.graph.nodes[index]?.id ?? "");
  if (!stateOfUnit || !upstream) return false;
  return upstream.every((value, unit) => {
    if (value === 0) return true;
    const state = stateOfUnit(unit);
    return state === "inactive" || state === "dead";
  });
}

/** Vanishing or exploding by size: one factor, or the product of them all. */
function sizeReason(
  evaluation: Evaluation,
  region: FlowRegion,
  flow: "vanishing" | "exploding",
  blamed: Factor | null,
): FlowReason | null {
  const { factors, product: whole } = region.chain;
  if (blamed) {
    const state = weightOf(evaluation, blamed.wire)
      ? null
      : stateAt(evaluation, targetOf(evaluation, blamed.wire));
    const isActive = state?.kind === "uniform" && state.state === "active";
    return { kind: "one-factor", flow, factor: blamed, factors, state: isActive ? null : state };
  }
  const guilty = factors.filter(({ value }) =>
    flow === "vanishing" ? Math.abs(value) < 1 : Math.abs(value) > 1,
  );
  if (guilty.length === 0) return null;
  // One after the other: there may be more than a call takes arguments.
  let bound = Math.abs(guilty[0]?.value ?? 1);
  let product = 1;
  for (const { value } of guilty) {
    const size = Math.abs(value);
    bound = flow === "vanishing" ? Math.max(bound, size) : Math.min(bound, size);
    product *= size;
  }
  const others = factors.length - guilty.length;
  return {
    kind: "product",
    flow,
    node: headOf(region),
    factors: guilty,
    bound,
    product,
    others,
    whole: Math.abs(whole),
  };
}

/** The part of what enters that arrives at the head, as far as size is what is told. */
function shareClaims(region: FlowRegion): HealthClaim[] {
  const { flow, share, reference } = region;
  if ((flow !== "vanishing" && flow !== "exploding") || share === 0) return [];
  if (reference < 0) return [];
  return [{ kind: "share", flow, from: reference, node: headOf(region), share }];
}

/** Small numbers multiply on until they are none: where in a vanishing region that happens. */
function underflowClaims(evaluation: Evaluation, region: FlowRegion): HealthClaim[] {
  if (region.flow !== "vanishing") return [];
  const [gone] = region.nodes.filter((index) => sizeOfDerivative(evaluation, index) === 0);
  // At the head it is the reason itself.
  return gone === undefined || gone === headOf(region)
    ? []
    : [{ kind: "underflows-from", node: gone }];
}

/** The title of the op of a node: "ReLU". */
export function opTitle({ graph }: Evaluation, index: NodeIndex): string {
  const node = graph.nodes[index];
  return node ? opOf(node.op).title : "";
}
