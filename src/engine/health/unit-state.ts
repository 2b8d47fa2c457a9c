import type { Indices, NodeId, NodeIndex, WireIndex } from "@/graph";
import { opOf, type UnaryOp } from "@/ops";
import type { Evaluation } from "../evaluation";
import { derivativesAlong } from "../local";

/** What a unit does to what passes it. `dead` is said of the training rows, and once they are all through. */
export type UnitState =
  | "saturated"
  | "inactive"
  | "dead"
  | "flat"
  | "active"
  /** Exactly where the op is not differentiable, and its derivative a convention. */
  | "kink"
  /** Its value or its local derivative is infinite or no number: what it passes cannot be judged. */
  | "not-finite";

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

/** Does an op have a kink at x, where its derivative is a convention or truly infinite? */
export function isKinkOf(op: UnaryOp, x: number, setting: number): boolean {
  return op.kinks.some(({ at }) => at === x) || op.isKink?.(x, setting) === true;
}

/** State of one unit of a unary op at input x with output h (E12). */
export function unaryState(op: UnaryOp, x: number, h: number, setting = 0): UnitState {
  if (!Number.isFinite(x) || !Number.isFinite(h)) return "not-finite";
  const local = Math.abs(op.derivative(x, h, setting));
  if (!Number.isFinite(local)) return "not-finite";
  if (isKinkOf(op, x, setting)) return "kink";
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
 * State of a node at one sample. Null where nothing passes through: leaves, and nodes without a value. Where they are
 * finite, linear nodes and what takes rows as a whole are active: what they do to the gradient is said by their factors.
 */
export function stateOf(evaluation: Evaluation, node: NodeId): NodeState | null {
  const index = evaluation.plan.topology.indexOf.get(node);
  return index === undefined ? null : stateAt(evaluation, index);
}

/** The same by the index of the node in `graph.nodes`. */
export function stateAt(evaluation: Evaluation, index: NodeIndex): NodeState | null {
  const stateOfUnit = unitStatesAt(evaluation, index);
  return stateOfUnit && agree(evaluation.plan.topology.widths[index] ?? 0, stateOfUnit);
}

/** The state of each unit of the node at an index; null where nothing passes through. */
export function unitStatesAt(
  evaluation: Evaluation,
  index: NodeIndex,
): ((unit: number) => UnitState) | null {
  const { graph, plan, arenas } = evaluation;
  const { widths, incoming, sources } = plan.topology;
  const found = graph.nodes[index];
  if (!found || (widths[index] ?? 0) === 0) return null;
  const op = opOf(found.op);
  if (op.kind === "leaf") return null;
  const outputs = plan.slots[index]?.value ?? 0;
  const isFiniteUnit = (unit: number) => Number.isFinite(arenas.values[outputs + unit]);
  if (op.kind === "linear" || op.kind === "vector") {
    return (unit) => (isFiniteUnit(unit) ? "active" : "not-finite");
  }
  const wires = incoming[index] as Indices<WireIndex>;
  if (op.kind === "loss") {
    if (!isFiniteUnit(0)) return () => "not-finite";
    const state = isLossAtKink(evaluation, index) ? "kink" : "active";
    return () => state;
  }
  if (op.kind === "unary") {
    const source = sources[wires[0] as WireIndex] as NodeIndex;
    const setting = arenas.settings[plan.settingSlots[index] as number] ?? 0;
    const inputs = plan.slots[source]?.value ?? 0;
    const clipped = evaluation.statistics?.clipped[index];
    return (unit) => {
      const x = arenas.values[inputs + unit] as number;
      const state = unaryState(op, x, arenas.values[outputs + unit] as number, setting);
      const isClipped = state === "inactive" || (state === "kink" && op.clips?.(x) === true);
      return isClipped && clipped?.[unit] === 1 ? "dead" : state;
    };
  }
  const isChoice = op.kind === "binary" && op.linearParts?.kind === "choice";
  const [a, b] = Array.from(wires, (wire) => sources[wire] ?? -1);
  const locals = Array.from(wires, (wire) => derivativesAlong(evaluation, wire));
  return (unit) => {
    const inputs = [valueAt(evaluation, a, unit), valueAt(evaluation, b, unit)];
    const slopes = locals.map((local) => Math.abs(local?.[unit] ?? Number.NaN));
    if (!isFiniteUnit(unit) || ![...inputs, ...slopes].every(Number.isFinite)) return "not-finite";
    if (isChoice && inputs[0] === inputs[1]) return "kink";
    return slopes.every((slope) => slope <= FLAT_DERIVATIVE) ? "flat" : "active";
  };
}

/** |f − y| at f = y. */
function isLossAtKink(evaluation: Evaluation, index: NodeIndex): boolean {
  const { graph, plan } = evaluation;
  const found = graph.nodes[index];
  const op = found && opOf(found.op);
  if (op?.kind !== "loss" || !op.linearParts) return false;
  const { breaks } = op.linearParts;
  const [f, y] = Array.from(
    plan.topology.incoming[index] as Indices<WireIndex>,
    (wire) => plan.topology.sources[wire] ?? -1,
  );
  for (let unit = 0; unit < (plan.topology.widths[f ?? -1] ?? 0); unit++) {
    const error = valueAt(evaluation, f, unit) - valueAt(evaluation, y, unit);
    if (breaks.some((at) => at === error)) return true;
  }
  return false;
}

/** The value of the node at an index, at a unit; the only one where it has one unit. NaN where it has none. */
function valueAt({ plan, arenas }: Evaluation, index: NodeIndex | undefined, unit: number): number {
  const width = plan.topology.widths[index ?? -1] ?? 0;
  const start = plan.slots[index ?? -1]?.value;
  if (start === undefined || width === 0) return Number.NaN;
  return arenas.values[start + (width === 1 ? 0 : unit)] ?? Number.NaN;
}

const UNIFORM: { readonly [State in UnitState]: NodeState } = {
  saturated: { kind: "uniform", state: "saturated" },
  inactive: { kind: "uniform", state: "inactive" },
  dead: { kind: "uniform", state: "dead" },
  flat: { kind: "uniform", state: "flat" },
  active: { kind: "uniform", state: "active" },
  kink: { kind: "uniform", state: "kink" },
  "not-finite": { kind: "uniform", state: "not-finite" },
};

function agree(units: number, stateOfUnit: (unit: number) => UnitState): NodeState {
  const first = stateOfUnit(0);
  let agreeing = 1;
  while (agreeing < units && stateOfUnit(agreeing) === first) agreeing++;
  if (agreeing === units) return UNIFORM[first];
  const counts = new Map<UnitState, number>();
  for (let unit = 0; unit < units; unit++) {
    const state = stateOfUnit(unit);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return { kind: "mixed", counts, units };
}
