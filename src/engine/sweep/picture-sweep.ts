import { type Axis, type NodeIndex, type Range, type Read, topologyOf } from "@/graph";
import { presentOf, type Subject } from "./axis";
import { sampleForward } from "./sampler";
import { scopeOf } from "./scope";

/** Every node of a graph over one number of it, or two: one batch for all pictures. */
export interface PictureSweep {
  /** Points along the first axis, and along the second: 1 where there is none. */
  readonly columns: number;
  readonly rows: number;
  /** The numbers of the axes in the document. */
  readonly present: readonly number[];
  /** Values of a node, by its index in `graph.nodes`; null where it has none. */
  valuesOf(node: NodeIndex): PictureValuesOfNode | null;
}

/** Values of the D units of a node at P points, row by row of the map from the lowest second number. */
export interface PictureValuesOfNode {
  /** P × D; 1 × D where no axis changes the node. A view: it is not to be written. */
  readonly numbers: Float64Array;
  /** From a point to the next: D, or 0 where all points have the same numbers. */
  readonly stride: number;
}

/** Numbers of one pass: where a graph has more, its pictures have fewer points. */
const MOST_NUMBERS = 2e6;
const FEWEST_POINTS = 8;

/**
 * Values of all complete nodes over axes, at points spread evenly over ranges, ends included. Null where an axis is gone.
 */
export function sweepPictures(
  subject: Subject,
  axes: readonly Axis[],
  ranges: readonly Range[],
  sample: number,
  wanted: { readonly columns: number; readonly rows: number },
): PictureSweep | null {
  const present = axes.map((axis) => presentOf(subject, axis, sample));
  if (present.some((number) => number === undefined)) return null;
  const { graph } = subject;
  const { widths } = topologyOf(graph);
  const reads = graph.nodes.map(({ id }): Read => ({ kind: "value", node: id, unit: 0 }));
  const scope = scopeOf(graph, axes, reads);
  const units = scope.order.reduce((sum, node) => sum + (widths[node] as number), 0);
  const shrink = Math.min(1, MOST_NUMBERS / (units * wanted.columns * wanted.rows + 1));
  const scale = wanted.rows > 1 ? Math.sqrt(shrink) : shrink;
  const fewer = (count: number) =>
    count === 1 ? 1 : Math.max(FEWEST_POINTS, Math.floor(count * scale));
  const [columns, rows] = [fewer(wanted.columns), fewer(wanted.rows)];
  const at = axes.map((_, index) => {
    const [lo, hi] = ranges[index] as Range;
    const steps = Math.max(1, (index === 0 ? columns : rows) - 1);
    return Float64Array.from({ length: columns * rows }, (_, point) => {
      const step = index === 0 ? point % columns : Math.floor(point / columns);
      return lo + ((hi - lo) * step) / steps;
    });
  });
  const samples = sampleForward(
    subject,
    scope,
    axes.map((axis, index) => ({ axis, at: at[index] as Float64Array })),
    [sample],
  );
  return {
    columns,
    rows,
    present: present as readonly number[],
    valuesOf: (node) => {
      const start = samples.offsets[node] ?? -1;
      if (start < 0) return null;
      const width = widths[node] as number;
      const isReached = scope.reached[node] === 1;
      const count = width * (isReached ? columns * rows : 1);
      return {
        numbers: samples.values.subarray(start, start + count),
        stride: isReached ? width : 0,
      };
    },
  };
}
