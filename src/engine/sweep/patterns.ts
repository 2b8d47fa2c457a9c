import { type Axis, type GraphNode, type NodeId, type Read, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import { type UnitState, unaryState } from "../health/unit-state";
import { nodeSetting } from "../node-setting";
import type { Subject } from "./axis";
import { type AxisPoints, sampledValue, sampleForward } from "./sampler";
import { scopeOf } from "./scope";

/** A unit that is clipped in one part of the axis and passes its input on in another. */
export interface SwitchingUnit {
  readonly node: NodeId;
  readonly unit: number;
}

/** Activation patterns: which of the units that switch are active, place by place. */
export interface Patterns {
  readonly units: readonly SwitchingUnit[];
  /** For each place that was asked for: which units are active there. */
  readonly active: readonly (readonly boolean[])[];
}

/** Which units before a read are active at places along an axis, in the order of the graph. */
export function activationPatterns(
  subject: Subject,
  axis: Axis,
  read: Read,
  sample: number,
  at: readonly number[],
): Patterns {
  return patternsAt(subject, [{ axis, at }], read, sample);
}

/** The same at places over two axes. */
export function mapPatterns(
  subject: Subject,
  axes: readonly [Axis, Axis],
  read: Read,
  sample: number,
  places: readonly (readonly [x: number, y: number])[],
): Patterns {
  const [first, second] = axes;
  const points: readonly AxisPoints[] = [
    { axis: first, at: places.map(([x]) => x) },
    { axis: second, at: places.map(([, y]) => y) },
  ];
  return patternsAt(subject, points, read, sample);
}

function patternsAt(
  subject: Subject,
  points: readonly AxisPoints[],
  read: Read,
  sample: number,
): Patterns {
  const { graph } = subject;
  const scope = scopeOf(
    graph,
    points.map(({ axis }) => axis),
    [read],
  );
  const { widths, incoming, sources } = topologyOf(graph);
  const samples = sampleForward(subject, scope, points, [sample]);
  const units: SwitchingUnit[] = [];
  const active: boolean[][] = Array.from({ length: samples.points }, () => []);
  for (const index of [...scope.order].sort((a, b) => a - b)) {
    const node = graph.nodes[index] as GraphNode;
    const op = opOf(node.op);
    if (scope.reached[index] !== 1 || op.kind !== "unary" || op.clips === undefined) continue;
    const { clips } = op;
    const source = sources[incoming[index]?.[0] ?? -1] ?? -1;
    const width = widths[index] as number;
    for (let unit = 0; unit < width; unit++) {
      units.push({ node: node.id, unit });
      active.forEach((pattern, point) => {
        pattern.push(!clips(sampledValue(samples, scope, source, width, unit, point)));
      });
    }
  }
  return { units, active };
}

/** An interval of the axis on which a unit is saturated or inactive. */
export interface ShadedInterval {
  readonly from: number;
  readonly to: number;
  readonly state: "saturated" | "inactive";
}

/** Where along the axis a unit of a unary node is saturated or inactive, by what it is between neighbouring points. */
export function shadedIntervals(
  subject: Subject,
  axis: Axis,
  node: NodeId,
  unit: number,
  sample: number,
  points: readonly number[],
): readonly ShadedInterval[] {
  const { graph } = subject;
  const { widths, incoming, sources, indexOf } = topologyOf(graph);
  const index = indexOf.get(node) ?? -1;
  const found = graph.nodes[index];
  const op = found && opOf(found.op);
  const source = sources[incoming[index]?.[0] ?? -1] ?? -1;
  if (!found || op?.kind !== "unary" || source < 0 || points.length < 2) return [];
  const scope = scopeOf(graph, [axis], [{ kind: "value", node, unit }]);
  if (scope.reached[index] !== 1) return [];
  const at = points.slice(1).map((to, interval) => ((points[interval] as number) + to) / 2);
  const samples = sampleForward(subject, scope, [{ axis, at }], [sample]);
  const width = widths[source] as number;
  const setting = nodeSetting(subject.numbers, found);
  const intervals: { from: number; to: number; state: ShadedInterval["state"] }[] = [];
  let before: UnitState = "active";
  at.forEach((_, interval) => {
    const x = sampledValue(samples, scope, source, width, unit, interval);
    const state = unaryState(op, x, op.value(x, setting), setting);
    const from = points[interval] as number;
    const to = points[interval + 1] as number;
    const last = intervals[intervals.length - 1];
    if (state === "saturated" || state === "inactive") {
      if (last && state === before) last.to = to;
      else intervals.push({ from, to, state });
    }
    before = state;
  });
  return intervals;
}
