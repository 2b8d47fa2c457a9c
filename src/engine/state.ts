import type { NodeId } from "@/graph";
import { opOf, type UnaryOp } from "@/ops";
import { type Evaluation, valuesOf, widthOf } from "./evaluation";
import { derivativesAlong } from "./local";

/** What a unit does to what passes it. `dead` is said of data sets only. */
export type UnitState = "saturated" | "inactive" | "dead" | "flat" | "active";

/** The state of a node: the word all its units agree on, else how many bear each word. */
export type NodeState =
  | { readonly kind: "uniform"; readonly state: UnitState }
  | {
      readonly kind: "mixed";
      readonly counts: ReadonlyMap<UnitState, number>;
      readonly units: number;
    };

/** Under this part of the op's largest |local derivative|, a unit on a tail is saturated. */
const SATURATED_PART = 0.05;
/** At or below this |local derivative|, a unit off a tail is flat. */
const FLAT_DERIVATIVE = 1e-3;

/** State of one unit of a unary op at input x with output h (E12). */
export function unaryState(op: UnaryOp, x: number, h: number): UnitState {
  // What is not a number says nothing about the op; the run's first such step is named elsewhere.
  if (Number.isNaN(x)) return "active";
  const local = Math.abs(op.derivative(x, h));
  if (op.clips?.(x)) return "inactive";
  const { tails } = op;
  if (tails) {
    const onTail =
      (tails.below !== undefined && x < tails.below) ||
      (tails.above !== undefined && x > tails.above);
    if (onTail) return local < SATURATED_PART * tails.largest ? "saturated" : "active";
  }
  return local <= FLAT_DERIVATIVE ? "flat" : "active";
}

/**
 * State of a node at one sample. Null where nothing passes through: leaves, and nodes without a value. Linear nodes
 * and losses are active: what they do to the gradient is said by their weights and by the error.
 */
export function stateOf(evaluation: Evaluation, node: NodeId, sample: number): NodeState | null {
  const index = evaluation.plan.topology.indexOf.get(node);
  const out = valuesOf(evaluation, node, sample);
  const found = index === undefined ? undefined : evaluation.graph.nodes[index];
  if (!found || !out || index === undefined) return null;
  const op = opOf(found.op);
  if (op.kind === "leaf") return null;
  if (op.kind === "linear" || op.kind === "loss") return { kind: "uniform", state: "active" };
  const wires = evaluation.plan.topology.incoming[index] as Int32Array;
  const source = evaluation.graph.wires[wires[0] as number]?.source ?? "";
  if (op.kind === "unary") {
    const inputs = valuesOf(evaluation, source, sample);
    if (!inputs) return null;
    return agree(
      Array.from(out, (h, unit) => {
        const state = unaryState(op, inputs[unit] as number, h);
        return state === "inactive" && isDead(evaluation, op, source, unit) ? "dead" : state;
      }),
    );
  }
  const locals = Array.from(wires, (wire) => derivativesAlong(evaluation, wire, sample));
  return agree(
    Array.from({ length: widthOf(evaluation, node) }, (_, unit) =>
      locals.every((local) => Math.abs(local?.[unit] ?? Number.NaN) <= FLAT_DERIVATIVE)
        ? "flat"
        : "active",
    ),
  );
}

/** Is a unit clipped on every row of the data set? One sample is no data set. */
function isDead(evaluation: Evaluation, op: UnaryOp, source: NodeId, unit: number): boolean {
  const { batch } = evaluation.plan;
  if (batch < 2 || !op.clips) return false;
  for (let sample = 0; sample < batch; sample++) {
    const inputs = valuesOf(evaluation, source, sample);
    if (!op.clips(inputs?.[unit] ?? Number.NaN)) return false;
  }
  return true;
}

function agree(states: readonly UnitState[]): NodeState {
  const counts = new Map<UnitState, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  const [first] = states;
  return counts.size === 1 && first
    ? { kind: "uniform", state: first }
    : { kind: "mixed", counts, units: states.length };
}
