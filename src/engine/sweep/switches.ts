import { type Axis, type GraphNode, type NodeIndex, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import type { Subject } from "./axis";
import { type AxisPoints, type Samples, sampledValue, sampleForward } from "./sampler";
import type { Scope } from "./scope";
import { breaksOfUnary } from "./tangents";

/** A number whose change of sign is a kink: x − break of an op, a − b of max and min, f − y − break of a loss. */
export interface Switch {
  /** Index of the node that has the kink. */
  readonly node: NodeIndex;
  readonly unit: number;
  /** Switches of smaller depth may lie before it, none of the same depth does. */
  readonly depth: number;
  /** By the values of a pass. */
  read(samples: Samples, point: number, sample: number): number;
}

/** The switches of nodes that are reached; those of `known` nodes are left out, their joints are exact already. */
export function switchesOf(
  subject: Subject,
  scope: Scope,
  known: Pick<ReadonlySet<number>, "has">,
): readonly Switch[] {
  const { graph } = subject;
  const { widths, incoming, sources } = topologyOf(graph);
  const depths = new Int32Array(graph.nodes.length);
  const found: Switch[] = [];
  for (const node of scope.order) {
    if (scope.reached[node] !== 1) continue;
    const inputs = Array.from(incoming[node] ?? [], (wire) => sources[wire] as NodeIndex);
    let depth = inputs.reduce((most, input) => Math.max(most, depths[input] as number), 0);
    if (!known.has(node)) {
      const added = switchesOfNode(node, inputs, depth);
      if (added.length > 0) depth++;
      found.push(...added);
    }
    depths[node] = depth;
  }
  return found;

  function switchesOfNode(node: NodeIndex, inputs: readonly number[], depth: number): Switch[] {
    const op = opOf((graph.nodes[node] as GraphNode).op);
    const [a = -1, b = -1] = inputs;
    const valueAt = (source: NodeIndex, unit: number) => {
      const width = widths[source] as number;
      const at = width === 1 ? 0 : unit;
      return (samples: Samples, point: number, sample: number) =>
        sampledValue(samples, scope, source, width, at, point, sample);
    };
    const units = Array.from({ length: widths[a] ?? 0 }, (_, unit) => unit);
    if (op.kind === "unary") {
      return breaksOfUnary(op).flatMap((at) =>
        units.map((unit) => {
          const x = valueAt(a, unit);
          return { node, unit, depth, read: (s, point, sample) => x(s, point, sample) - at };
        }),
      );
    }
    const isChoice = op.kind === "binary" && op.linearParts?.kind === "choice";
    const breaks = op.kind === "loss" ? (op.linearParts?.breaks ?? []) : isChoice ? [0] : [];
    const wider = Array.from(
      { length: Math.max(widths[a] ?? 0, widths[b] ?? 0) },
      (_, unit) => unit,
    );
    return breaks.flatMap((at) =>
      wider.map((unit) => {
        const p = valueAt(a, unit);
        const q = valueAt(b, unit);
        return {
          node,
          unit,
          depth,
          read: (s: Samples, point: number, sample: number) =>
            p(s, point, sample) - q(s, point, sample) - at,
        };
      }),
    );
  }
}

/** Between two points a switch changes its sign. */
interface Bracket {
  readonly found: Switch;
  readonly sample: number;
  low: number;
  high: number;
  atLow: number;
  atHigh: number;
  /** Side that stayed in the last step, for the Illinois rule. */
  kept: -1 | 0 | 1;
  done: boolean;
  /** The point of the smallest |number| so far. */
  best: number;
  bestSize: number;
}

/** The kinks that were found, in no order. */
export interface KinkSearch {
  readonly kinks: readonly number[];
  /** False where there were more than the budget allows. */
  readonly complete: boolean;
}

const STEPS = 60;

/**
 * Where switches change their sign between neighbouring points, refined to the last digits of the range: false position
 * with the Illinois rule, all of one depth at once. Behind a switch functions are smooth between points only if its
 * own kinks are among them, so depth goes after depth.
 */
export function findKinks(
  subject: Subject,
  scope: Scope,
  axis: Axis,
  points: readonly number[],
  samples: readonly number[],
  switches: readonly Switch[],
  budget: number,
): KinkSearch {
  const kinks: number[] = [];
  let known = points;
  const deepest = switches.reduce((most, { depth }) => Math.max(most, depth), -1);
  for (let depth = 0; depth <= deepest; depth++) {
    const here = switches.filter((found) => found.depth === depth);
    if (here.length * known.length * samples.length > budget) return { kinks, complete: false };
    const values = sampleForward(subject, scope, [{ axis, at: known }], samples);
    const brackets = bracketsOf(here, values, known, samples.length, kinks);
    if (brackets.length > 2000) return { kinks, complete: false };
    refine(subject, scope, axis, samples, brackets);
    for (const { best } of brackets) kinks.push(best);
    known = mergeSorted(points, kinks);
  }
  return { kinks, complete: true };
}

/** Ascending, each number once. */
export function mergeSorted(...lists: readonly (readonly number[])[]): number[] {
  const all = lists.flat().sort((a, b) => a - b);
  return all.filter((t, index) => index === 0 || t !== all[index - 1]);
}

function bracketsOf(
  switches: readonly Switch[],
  values: Samples,
  points: readonly number[],
  samples: number,
  exact: number[],
): Bracket[] {
  const brackets: Bracket[] = [];
  for (const found of switches) {
    for (let sample = 0; sample < samples; sample++) {
      let atLow = found.read(values, 0, sample);
      for (let point = 1; point < points.length; point++) {
        const atHigh = found.read(values, point, sample);
        if (atHigh === 0) exact.push(points[point] as number);
        else if (atLow * atHigh < 0) {
          const low = points[point - 1] as number;
          const high = points[point] as number;
          const isLow = Math.abs(atLow) <= Math.abs(atHigh);
          brackets.push({
            ...{ found, sample, low, high, atLow, atHigh },
            kept: 0,
            done: false,
            best: isLow ? low : high,
            bestSize: Math.abs(isLow ? atLow : atHigh),
          });
        }
        atLow = atHigh;
      }
    }
  }
  return brackets;
}

function refine(
  subject: Subject,
  scope: Scope,
  axis: Axis,
  samples: readonly number[],
  brackets: readonly Bracket[],
): void {
  let open = brackets;
  for (let step = 0; step < STEPS && open.length > 0; step++) {
    const at = open.map(({ low, high, atLow, atHigh }) => {
      const t = step % 4 === 3 ? (low + high) / 2 : low - (atLow * (high - low)) / (atHigh - atLow);
      return t > low && t < high ? t : (low + high) / 2;
    });
    const points: AxisPoints = { axis, at };
    const values = sampleForward(subject, scope, [points], samples);
    open.forEach((bracket, index) => {
      const t = at[index] as number;
      const value = bracket.found.read(values, index, bracket.sample);
      const width = bracket.high - bracket.low;
      if (Math.abs(value) < bracket.bestSize) {
        bracket.best = t;
        bracket.bestSize = Math.abs(value);
      }
      if (value === 0 || t === bracket.low || t === bracket.high || !Number.isFinite(value)) {
        bracket.done = true;
        return;
      }
      if (value < 0 === bracket.atLow < 0) {
        bracket.low = t;
        bracket.atLow = value;
        if (bracket.kept === 1) bracket.atHigh /= 2;
        bracket.kept = 1;
      } else {
        bracket.high = t;
        bracket.atHigh = value;
        if (bracket.kept === -1) bracket.atLow /= 2;
        bracket.kept = -1;
      }
      if (bracket.high - bracket.low >= width) bracket.done = true;
    });
    open = open.filter(({ done }) => !done);
  }
}
