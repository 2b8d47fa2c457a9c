import { DEFAULT_THRESHOLDS, type HealthThresholds, wireKey } from "@/graph";
import {
  atSample,
  contributionOf,
  derivativeOf,
  type Evaluation,
  evaluate,
  partialsOf,
  valuesOf,
} from "./evaluation";
import { type Built, build, type NodeSpec } from "./graph-builder.test-support";
import { healthOf } from "./health/findings";

/** |actual − reference| ÷ max(1, |reference|), the largest; ∞ where shapes differ or a number is missing. */
export function errorOf(actual: unknown, reference: unknown): number {
  if (typeof actual === "number" && typeof reference === "number") {
    const error = Math.abs(actual - reference) / Math.max(1, Math.abs(reference));
    return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  }
  const ours = listOf(actual);
  const theirs = listOf(reference);
  if (!ours || !theirs || ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  return ours.reduce<number>((worst, item, at) => Math.max(worst, errorOf(item, theirs[at])), 0);
}

function listOf(value: unknown): readonly unknown[] | null {
  if (value instanceof Float64Array) return Array.from(value);
  return Array.isArray(value) ? value : null;
}

/** Evaluates what `build` made. */
export function run(specs: readonly NodeSpec[], more?: Parameters<typeof build>[1]): Evaluation {
  return evaluateBuilt(build(specs, more));
}

export function evaluateBuilt(built: Built): Evaluation {
  return evaluate(built);
}

/** The one value of a scalar node; NaN where there is none. */
export function value(evaluation: Evaluation, node: string, sample = 0): number {
  return valuesOf(atSample(evaluation, sample), node)?.[0] ?? Number.NaN;
}

/** The one derivative of a scalar node; NaN where there is none. */
export function derivative(evaluation: Evaluation, node: string, sample = 0): number {
  return derivativeOf(atSample(evaluation, sample), node)?.[0] ?? Number.NaN;
}

/** Place of the wire `source->target:port`; −1 where there is none. */
export function wirePlace(evaluation: Evaluation, name: string): number {
  return evaluation.graph.wires.findIndex((wire) => wireKey(wire) === name);
}

export function contribution(evaluation: Evaluation, name: string, sample = 0): number[] {
  return Array.from(
    contributionOf(atSample(evaluation, sample), wirePlace(evaluation, name)) ?? [],
  );
}

/** ∂L/∂β and ∂L/∂ω of a linear node of one unit, ω by port and unit of the source. */
export function scalarPartials(
  evaluation: Evaluation,
  node: string,
): { beta: number; omega: number[] } {
  const partials = partialsOf(evaluation, node);
  if (partials?.kind !== "linear") return { beta: Number.NaN, omega: [] };
  return { beta: partials.beta[0] ?? Number.NaN, omega: partials.omega.flat(2) };
}

/** Health of one sample by name, as tests read it. */
export function diagnose(
  evaluation: Evaluation,
  thresholds: HealthThresholds = DEFAULT_THRESHOLDS,
  sample = 0,
) {
  const { flow, findings, states } = healthOf(atSample(evaluation, sample), thresholds);
  const { nodes, wires } = evaluation.graph;
  const idOf = (index: number) => nodes[index]?.id ?? "";
  const wireName = (wireIndex: number) => {
    const wire = wires[wireIndex];
    return wire ? wireKey(wire) : "";
  };
  const regions = findings
    .filter((finding) => finding.kind === "flow-region")
    .map(({ nodes: members, wires: places, chain, revivedBy, contributions, ...rest }) => ({
      ...rest,
      nodes: members.map(idOf),
      wires: places.map(wireName),
      path: chain.path.map(idOf),
      factors: chain.factors.map((factor) => factor.value),
      product: chain.product,
      culprit: chain.culprit === null ? null : wireName(chain.factors[chain.culprit]?.wire ?? -1),
      revivedBy: revivedBy && wireName(revivedBy.wire),
      contributions: contributions.map(({ wire, value }) => [wireName(wire), value]),
    }));
  return {
    flow,
    findings,
    regions,
    node: (id: string) => flow.nodes[nodes.findIndex((node) => node.id === id)],
    wire: (name: string) => flow.wires[wirePlace(evaluation, name)],
    state: (id: string) => states[nodes.findIndex((node) => node.id === id)],
  };
}
