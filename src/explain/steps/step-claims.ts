import { trainingRows } from "@/data";
import {
  atSample,
  firstNonFinite,
  type NonFinite,
  nonFiniteSources,
  type Step,
  stateOf,
} from "@/engine";
import { isLinear, type NodeId, type WireIndex } from "@/graph";
import { opOf } from "@/ops";
import { inputIds, nodeById, sumsLosses } from "../formulas";
import { isDirect } from "./step-backward";
import {
  derivativeAt,
  derivativeStep,
  indexOfNode,
  isMatrix,
  localAt,
  type StepContext,
  valueAt,
  width,
  wireAt,
} from "./step-context";
import { meanOf, type PartialsStep, samplePartial } from "./step-partials";

/** What is not finite: a value, a derivative, or the partial of what a node owns. */
export type NumberName =
  | { readonly kind: "value"; readonly node: NodeId }
  | { readonly kind: "derivative"; readonly node: NodeId }
  | { readonly kind: "partial"; readonly step: PartialsStep }
  | { readonly kind: "mean"; readonly step: PartialsStep };

/**
 * What one sentence about a step asserts: the facts that `step-words.ts` makes sentences of, and that a test holds against
 * numbers computed another way. Wires are indices in `graph.wires`; steps have the numbers of the trace.
 */
export type StepClaim =
  | {
      readonly kind: "computed";
      readonly node: NodeId;
      readonly from: readonly NodeId[];
      /** Is it alone what is differentiated? */
      readonly isObjective: boolean;
      /** Does the backward pass come through it? */
      readonly isNeeded: boolean;
    }
  /** The derivative of what is differentiated by itself, or by one of the losses that it is the sum of, is 1. */
  | { readonly kind: "seed"; readonly node: NodeId; readonly isPart: boolean }
  /** The derivative is the sum of the contributions along these wires. */
  | { readonly kind: "fan-out"; readonly node: NodeId; readonly wires: readonly WireIndex[] }
  /** The derivative of what is given: training does not need it. */
  | { readonly kind: "given"; readonly node: NodeId }
  /** What is differentiated is computed from the node directly, along this wire. */
  | {
      readonly kind: "direct";
      readonly node: NodeId;
      readonly wire: WireIndex;
      readonly isFirst: boolean;
    }
  /** Local derivative × upstream gradient; a weight where the wire leads into a linear node. */
  | {
      readonly kind: "chain";
      readonly wire: WireIndex;
      readonly isWeight: boolean;
      readonly isMatrix: boolean;
      readonly upstream: Stored;
    }
  | { readonly kind: "zero-local"; readonly wire: WireIndex }
  /** The node behind the wire is not differentiable, at `local` by convention; null: some of its units, or several numbers. */
  | {
      readonly kind: "kink";
      readonly wire: WireIndex;
      readonly local: number | null;
      readonly isSome: boolean;
    }
  /** ∂f/∂β is 1, so the partial is the upstream gradient. */
  | { readonly kind: "beta"; readonly node: NodeId; readonly upstream: Stored }
  /** ∂f/∂ω is the input. */
  | {
      readonly kind: "omega";
      readonly node: NodeId;
      readonly port: number;
      readonly input: NodeId;
      readonly isGiven: boolean;
      readonly upstream: Stored;
    }
  | {
      readonly kind: "block";
      readonly node: NodeId;
      readonly port: number;
      readonly rows: number;
      readonly columns: number;
      /** Whose numbers are shown, from 0. */
      readonly row: number;
      readonly column: number;
    }
  /** Of so many units the numbers of one are shown, counted from 0. */
  | {
      readonly kind: "units";
      readonly node: NodeId;
      readonly units: number;
      readonly shown: number;
    }
  | { readonly kind: "sample"; readonly sample: number }
  /** Training uses the mean over so many rows. */
  | { readonly kind: "mean"; readonly rows: number }
  | {
      readonly kind: "not-finite";
      readonly name: NumberName;
      readonly value: number;
      /** null: not found. Of a mean: of the row that spoils it, or the sum itself where it has none. */
      readonly source: NonFinite | null;
    };

/** Where an upstream gradient is known from: the seed, or the step that has stored it. */
export type Stored = { readonly kind: "one" } | { readonly kind: "step"; readonly number: number };

/** All that is said of a step, in order. */
export function stepClaims(context: StepContext, step: Step): readonly StepClaim[] {
  const claims =
    step.part === "forward"
      ? forwardClaims(context, step.node)
      : step.part === "backward"
        ? backwardClaims(context, step.node, step.wires)
        : partialsClaims(context, step);
  return [...claims, ...sampleClaims(context, step)];
}

function forwardClaims(context: StepContext, node: NodeId): StepClaim[] {
  const from = inputIds(context.graph, node).filter((id) => id !== null);
  const isObjective =
    context.evaluation.plan.objective[0] === indexOfNode(context, node) &&
    !sumsLosses(context.graph);
  const isNeeded = context.evaluation.plan.reaches[indexOfNode(context, node)] === 1;
  return [
    { kind: "computed", node, from: [...new Set(from)], isObjective, isNeeded },
    ...unitClaims(context, node),
    ...notFinite(context, { kind: "value", node }, valueAt(context, node)),
  ];
}

function backwardClaims(
  context: StepContext,
  node: NodeId,
  wires: readonly WireIndex[],
): StepClaim[] {
  return [
    ...derivativeClaims(context, node, wires),
    ...wires.flatMap((wire) => kinkClaims(context, wire)),
    ...unitClaims(context, node),
    ...notFinite(context, { kind: "derivative", node }, derivativeAt(context, node)),
  ];
}

function derivativeClaims(
  context: StepContext,
  node: NodeId,
  wires: readonly WireIndex[],
): StepClaim[] {
  const [wire] = wires;
  const target = wire === undefined ? null : wireAt(context, wire)?.target;
  if (wire === undefined || !target) {
    return [{ kind: "seed", node, isPart: sumsLosses(context.graph) }];
  }
  if (wires.length > 1) return [{ kind: "fan-out", node, wires }];
  if (isGiven(context, node) && isExtra(context, node)) return [{ kind: "given", node }];
  if (isDirect(context, wire)) {
    return [{ kind: "direct", node, wire, isFirst: isFirst(context, node) }];
  }
  const chain = {
    kind: "chain",
    wire,
    isWeight: isLinear(target),
    isMatrix: isMatrix(context, wire),
    upstream: storedIn(context, target.id),
  } as const;
  const stops = localAt(context, wire) === 0 && derivativeAt(context, target.id) !== 0;
  return stops ? [chain, { kind: "zero-local", wire }] : [chain];
}

function kinkClaims(context: StepContext, wire: WireIndex): StepClaim[] {
  const target = wireAt(context, wire)?.target;
  const state = target && stateOf(context.evaluation, target.id);
  if (state?.kind === "mixed") {
    return state.counts.has("kink") ? [{ kind: "kink", wire, local: null, isSome: true }] : [];
  }
  if (state?.state !== "kink") return [];
  return [{ kind: "kink", wire, local: localAt(context, wire), isSome: false }];
}

function partialsClaims(context: StepContext, step: PartialsStep): StepClaim[] {
  const { owned, node } = step;
  if (owned.kind === "parameter") return backwardClaims(context, node, step.wires);
  const upstream = storedIn(context, node);
  const derivative = derivativeAt(context, node);
  if (owned.kind === "beta") {
    return [
      { kind: "beta", node, upstream },
      ...unitClaims(context, node),
      ...notFinite(context, { kind: "derivative", node }, derivative),
    ];
  }
  const input = inputIds(context.graph, node)[owned.port] ?? "";
  const [rows, columns] = [width(context, node), width(context, input)];
  const { port } = owned;
  const { unit: row, column } = context.entry;
  const partial = valueAt(context, input, column) * derivative;
  const isBlock = rows > 1 || columns > 1;
  return [
    { kind: "omega", node, port, input, isGiven: isLeaf(context, input), upstream },
    ...(isBlock ? [{ kind: "block", node, port, rows, columns, row, column } as const] : []),
    ...notFinite(context, { kind: "partial", step }, partial),
  ];
}

function unitClaims(context: StepContext, node: NodeId): StepClaim[] {
  const units = width(context, node);
  return units > 1 ? [{ kind: "units", node, units, shown: context.entry.unit }] : [];
}

/** Which sample is shown; and at the parameters, that training uses the mean. */
function sampleClaims(context: StepContext, step: Step): StepClaim[] {
  const { data, sample } = context.evaluation;
  if (data.rows === 1) return [];
  const shown = { kind: "sample", sample } as const;
  if (step.part !== "partials") return [shown];
  return [shown, { kind: "mean", rows: trainingRows(data) }, ...meanClaims(context, step)];
}

/** Why the mean of a partial is not finite where this sample's is. */
function meanClaims(context: StepContext, step: PartialsStep): StepClaim[] {
  const value = meanOf(context, step);
  if (value === null || Number.isFinite(value)) return [];
  if (!Number.isFinite(samplePartial(context.evaluation, context, step))) return [];
  const name = { kind: "mean", step } as const;
  const { first: from = 0, count = 0 } = context.evaluation.statistics?.spoiledBy ?? {};
  for (let sample = from; sample < from + count; sample++) {
    const other = atSample(context.evaluation, sample);
    if (Number.isFinite(samplePartial(other, context, step))) continue;
    return [{ kind: "not-finite", name, value, source: firstNonFinite(other) }];
  }
  return [{ kind: "not-finite", name, value, source: null }];
}

/** A number that is not finite is never shown bare: where it comes from. */
function notFinite(context: StepContext, name: NumberName, value: number): StepClaim[] {
  if (Number.isFinite(value)) return [];
  const node = "node" in name ? name.node : name.step.node;
  const index = indexOfNode(context, node);
  const sources = nonFiniteSources(context.evaluation);
  const spoils = (source: NonFinite) =>
    source.node === index ||
    source.spoiledValues.includes(index) ||
    source.spoiledDerivatives.includes(index);
  const source = sources.find(spoils) ?? sources[0] ?? null;
  return [{ kind: "not-finite", name, value, source }];
}

function storedIn(context: StepContext, node: NodeId): Stored {
  const isSeed = context.evaluation.plan.objective.includes(indexOfNode(context, node));
  const number = derivativeStep(context, node);
  return isSeed ? { kind: "one" } : { kind: "step", number };
}

function isLeaf(context: StepContext, id: NodeId): boolean {
  const node = nodeById(context.graph, id);
  return node !== undefined && opOf(node.op).kind === "leaf";
}

/** Is it a number that nothing learns: an input, a target, a constant? */
function isGiven(context: StepContext, id: NodeId): boolean {
  const node = nodeById(context.graph, id);
  const op = node && opOf(node.op);
  return op?.kind === "leaf" && !op.trainable;
}

/** Is the derivative of a node a step that is not counted? */
function isExtra(context: StepContext, node: NodeId): boolean {
  const step = context.trace.derivativeKnownAt[indexOfNode(context, node)] ?? Number.NaN;
  return context.trace.steps[step - 1]?.optional === true;
}

function isFirst(context: StepContext, node: NodeId): boolean {
  const first = context.trace.steps.find((step) => step.part === "backward" && !step.optional);
  return first?.node === node;
}
