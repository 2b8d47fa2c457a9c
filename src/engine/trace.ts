import type { GraphNode, Indices, NodeId, NodeIndex, WireIndex } from "@/graph";
import { type Op, opOf } from "@/ops";
import type { Plan } from "./plan";

/** The lecture's three parts of a run. */
export type Part = "forward" | "backward" | "partials";

/** Which of the numbers that a node owns. */
export type OwnedNumbers =
  | { readonly kind: "beta" }
  /** The block of Ω that belongs to the wire into `port`. */
  | { readonly kind: "omega"; readonly port: number }
  | { readonly kind: "parameter" };

interface StepBase {
  readonly node: NodeId;
  /** Index in `graph.nodes`. */
  readonly nodeIndex: NodeIndex;
  /** Indices in `graph.wires` of the wires that carry something in this step. */
  readonly wires: readonly WireIndex[];
  /** From 1, over the steps that are always shown; for an optional step, the number of the last one before it. */
  readonly number: number;
  /**
   * The seed, and the derivatives with respect to inputs, targets and constants: shown only when asked for. Where there
   * is no parameter to learn, the derivatives of the inputs are what the run is for, and are counted; of the constants
   * where there is no input either.
   */
  readonly optional: boolean;
}

/** One step of a run, by the pass that it belongs to. */
export type Step =
  /** The node's value is computed; values come in along `wires`. */
  | (StepBase & { readonly part: "forward" })
  /** ∂ℓᵢ/∂node is computed; contributions come back along `wires`. None: the seed, 1. */
  | (StepBase & { readonly part: "backward" })
  /** A partial is computed from ∂ℓᵢ/∂node. */
  | (StepBase & { readonly part: "partials"; readonly owned: OwnedNumbers });

/** A run as a list of steps. The playhead stands at 0 before all of them, at k after the first k. */
export interface Trace {
  readonly steps: readonly Step[];
  /** How many steps are numbered. */
  readonly count: number;
  /** By node index: the playhead from which on the value, or derivative, is known; Infinity for never. */
  readonly valueKnownAt: Float64Array;
  readonly derivativeKnownAt: Float64Array;
  /** The same for the partial of a node's β, and, by wire index, of a wire's block of Ω. */
  readonly betaKnownAt: Float64Array;
  readonly omegaKnownAt: Float64Array;
}

const traces = new WeakMap<Plan, Trace>();

/** The trace of a plan, made once: it depends on the graph alone (E9). */
export function traceOf(plan: Plan): Trace {
  let trace = traces.get(plan);
  if (!trace) {
    trace = makeTrace(plan);
    traces.set(plan, trace);
  }
  return trace;
}

function makeTrace(plan: Plan): Trace {
  const { graph, topology, reaches } = plan;
  const steps: Step[] = [];
  let number = 0;
  const order = topology.order.filter((index) => topology.widths[index] !== 0);
  const objective = new Set(plan.objective);
  const kindOf = (index: NodeIndex) => opOf((graph.nodes[index] as GraphNode).op);
  const relevant = (index: NodeIndex) =>
    Array.from(topology.outgoing[index] as Indices<WireIndex>).filter(
      (wire) => (plan.wireSlots[wire] as number) >= 0,
    );
  const valueKnownAt = new Float64Array(graph.nodes.length).fill(Number.POSITIVE_INFINITY);
  const derivativeKnownAt = new Float64Array(graph.nodes.length).fill(Number.POSITIVE_INFINITY);
  const betaKnownAt = new Float64Array(graph.nodes.length).fill(Number.POSITIVE_INFINITY);
  const omegaKnownAt = new Float64Array(graph.wires.length).fill(Number.POSITIVE_INFINITY);
  const base = (index: NodeIndex, wires: readonly WireIndex[], optional: boolean): StepBase => ({
    node: (graph.nodes[index] as GraphNode).id,
    nodeIndex: index,
    wires,
    number: optional ? number : ++number,
    optional,
  });

  for (const index of order) {
    if (kindOf(index).kind === "leaf") {
      valueKnownAt[index] = 0;
      continue;
    }
    const wires = Array.from(topology.incoming[index] as Indices<WireIndex>);
    steps.push({ ...base(index, wires, false), part: "forward" });
    valueKnownAt[index] = steps.length;
  }
  const backward = order.filter((index) => reaches[index]).reverse();
  const counted = countedLeaf(Array.from(backward, kindOf));
  for (const index of backward) {
    const op = kindOf(index);
    // A parameter's derivative is a partial: it has its step in the third part.
    if (op.kind === "leaf" && op.trainable) continue;
    const seed = objective.has(index);
    steps.push({
      ...base(index, relevant(index), seed || (op.kind === "leaf" && op.id !== counted)),
      part: "backward",
    });
    derivativeKnownAt[index] = steps.length;
  }
  for (const index of backward) {
    const op = kindOf(index);
    if (op.kind === "leaf" && op.trainable) {
      const wires = relevant(index);
      steps.push({ ...base(index, wires, false), part: "partials", owned: { kind: "parameter" } });
      derivativeKnownAt[index] = steps.length;
    }
    if (op.kind !== "linear") continue;
    steps.push({ ...base(index, [], false), part: "partials", owned: { kind: "beta" } });
    betaKnownAt[index] = steps.length;
    (topology.incoming[index] as Indices<WireIndex>).forEach((wire, port) => {
      steps.push({
        ...base(index, [wire], false),
        part: "partials",
        owned: { kind: "omega", port },
      });
      omegaKnownAt[wire] = steps.length;
    });
  }
  // No path leads from the rest to the objective: at the end of the run, their derivative is known to be zero.
  if (plan.objective.length > 0) {
    for (const index of order) {
      if (!reaches[index]) derivativeKnownAt[index] = steps.length;
    }
  }
  return {
    steps,
    count: number,
    valueKnownAt,
    derivativeKnownAt,
    betaKnownAt,
    omegaKnownAt,
  };
}

/** The leaves whose derivatives are counted steps, of the ops that what is differentiated depends on; null for none. */
function countedLeaf(ops: readonly Op[]): "input" | "constant" | null {
  if (ops.some((op) => op.kind === "linear" || (op.kind === "leaf" && op.trainable))) return null;
  return ops.some(({ id }) => id === "input") ? "input" : "constant";
}

/** The playhead right after a numbered step (0: none is played yet), clamped to the run. */
export function playheadAtStep(trace: Trace, number: number): number {
  if (number <= 0) return 0;
  if (number >= trace.count) return trace.steps.length;
  return trace.steps.findIndex((step) => step.number === number && !step.optional) + 1;
}

/** Number of the last numbered step that has been played at a playhead. */
export function stepNumberAt(trace: Trace, playhead: number): number {
  return trace.steps[Math.min(playhead, trace.steps.length) - 1]?.number ?? 0;
}

/** Where, in a direction, the playhead stops next; optional steps are passed over unless shown. */
export function nextPlayhead(
  trace: Trace,
  playhead: number,
  direction: 1 | -1,
  showOptional: boolean,
): number {
  const last = trace.steps.length;
  let next = playhead + direction;
  while (next > 0 && next < last && !showOptional && trace.steps[next - 1]?.optional) {
    next += direction;
  }
  return Math.max(0, Math.min(last, next));
}

/**
 * Where the playhead stands after an edit: at the same part and node; where they are gone, at the nearest step of the
 * same part that is left, the earlier one of two; else at the last step before it that is left (E10).
 */
export function carryPlayhead(before: Trace, playhead: number, after: Trace): number {
  if (before === after || playhead <= 0) return Math.max(0, playhead);
  if (playhead >= before.steps.length) return after.steps.length;
  const playheads = new Map(after.steps.map((step, index) => [keyOf(step), index + 1]));
  const carried = (at: number) => playheads.get(keyOf(before.steps[at - 1] as Step)) ?? 0;
  const { part } = before.steps[playhead - 1] as Step;
  const isOfPart = (at: number) => before.steps[at - 1]?.part === part;
  for (let back = playhead, on = playhead; isOfPart(back) || isOfPart(on); back--, on++) {
    const found = (isOfPart(back) && carried(back)) || (isOfPart(on) && carried(on));
    if (found) return found;
  }
  for (let at = playhead; at > 0; at--) {
    if (carried(at)) return carried(at);
  }
  return 0;
}

/** Names a step by what it does, whatever else is in the run. */
function keyOf(step: Step): string {
  if (step.part !== "partials") return `${step.part} ${step.node}`;
  const port = step.owned.kind === "omega" ? step.owned.port : "";
  return `${step.part} ${step.node} ${step.owned.kind} ${port}`;
}
