import { type Axis, type NodeId, type Range, type Read, topologyOf } from "@/graph";
import { presentOf, type Subject } from "./axis";
import { middleOf } from "./middle-of";
import { sampledValue, sampleForward } from "./sampler";
import { scopeOf } from "./scope";

/** All units of a vector node along an axis. */
export interface UnitStrip {
  readonly units: number;
  readonly points: number;
  /** Unit by unit from the last, points from the lowest, at the middles of cells: units × points. */
  readonly values: Float64Array;
}

const POINTS = 200;

/** Sweeps the units of a node at points spread evenly over a range; null where there is nothing to read. */
export function sweepUnits(
  subject: Subject,
  axis: Axis,
  range: Range,
  node: NodeId,
  sample: number,
): UnitStrip | null {
  const { graph } = subject;
  const { indexOf, widths } = topologyOf(graph);
  const index = indexOf.get(node) ?? -1;
  const units = widths[index] ?? 0;
  if (units === 0 || presentOf(subject, axis, sample) === undefined) return null;
  const read: Read = { kind: "value", node, unit: 0 };
  const scope = scopeOf(graph, [axis], [read]);
  const at = Float64Array.from({ length: POINTS }, (_, point) => middleOf(range, point, POINTS));
  const samples = sampleForward(subject, scope, [{ axis, at }], [sample]);
  const values = new Float64Array(units * POINTS);
  for (let unit = 0; unit < units; unit++) {
    const row = (units - 1 - unit) * POINTS;
    for (let point = 0; point < POINTS; point++) {
      values[row + point] = sampledValue(samples, scope, index, units, unit, point);
    }
  }
  return { units, points: POINTS, values };
}
