import type { Indices, NodeIndex, WireIndex } from "@/graph";
import {
  contributionOf,
  derivativeOf,
  type Evaluation,
  hasObjective,
  valuesOf,
} from "../evaluation";
import { idOf, isNotFinite } from "./finiteness-causes";
import type { NonFiniteStep } from "./non-finite";

/** Indices in `graph.nodes`, in topological order. */
interface Spoiled {
  readonly values: readonly number[];
  readonly derivatives: readonly number[];
}

const NOTHING: Spoiled = { values: [], derivatives: [] };

/**
 * What is not finite because of a source: only what can be reached from it along numbers that are not finite. A value
 * spoils the values behind it and every contribution that is computed from one of them; a derivative spoils those
 * before it.
 */
export function spoiledBy(evaluation: Evaluation, source: NonFiniteStep): Spoiled {
  // Nothing goes on from a partial.
  if (source.partial) return NOTHING;
  const { order } = evaluation.plan.topology;
  const values =
    source.pass === "forward" ? reach(source.node, (node) => badBehind(evaluation, node)) : null;
  const starts = values ? contributionsFrom(evaluation, values) : new Set([source.node]);
  const derivatives = hasObjective(evaluation)
    ? reachAll(starts, (node) => badBefore(evaluation, node))
    : new Set<number>();
  return {
    values: Array.from(order).filter((node) => values?.has(node) && node !== source.node),
    derivatives: Array.from(order).filter(
      (node) => derivatives.has(node) && (source.pass === "forward" || node !== source.node),
    ),
  };
}

function reach(start: number, next: (node: NodeIndex) => number[]): Set<number> {
  return reachAll(new Set([start]), next);
}

/** No recursion: graphs may be thousands of nodes deep. */
function reachAll(starts: ReadonlySet<number>, next: (node: NodeIndex) => number[]): Set<number> {
  const found = new Set(starts);
  const open = [...starts];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const other of next(node)) {
      if (found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}

/** The nodes fed by a node whose values are not finite. */
function badBehind(evaluation: Evaluation, node: NodeIndex): number[] {
  const { outgoing, targets } = evaluation.plan.topology;
  return Array.from(outgoing[node] as Indices<WireIndex>, (wire) => targets[wire] ?? -1).filter(
    (target) => isNotFinite(valuesOf(evaluation, idOf(evaluation, target))),
  );
}

/** The nodes that feed a node, and get a contribution that is not finite from it. */
function badBefore(evaluation: Evaluation, node: NodeIndex): number[] {
  const { incoming, sources } = evaluation.plan.topology;
  return Array.from(incoming[node] as Indices<WireIndex>)
    .filter((wire) => isNotFinite(contributionOf(evaluation, wire)))
    .map((wire) => sources[wire] ?? -1)
    .filter((source) => isNotFinite(derivativeOf(evaluation, idOf(evaluation, source))));
}

/** The nodes that get a contribution that is not finite, computed from one of these values: of the target or its inputs. */
function contributionsFrom(evaluation: Evaluation, values: ReadonlySet<number>): Set<number> {
  const { incoming, outgoing, sources, targets } = evaluation.plan.topology;
  const found = new Set<number>();
  const consider = (target: NodeIndex): void => {
    const wires = incoming[target] as Indices<WireIndex>;
    const inputs = Array.from(wires, (wire) => sources[wire] ?? -1);
    if (!values.has(target) && !inputs.some((input) => values.has(input))) return;
    for (const source of badBefore(evaluation, target)) found.add(source);
  };
  for (const node of values) {
    consider(node);
    for (const wire of outgoing[node] as Indices<WireIndex>) consider(targets[wire] ?? -1);
  }
  return found;
}
