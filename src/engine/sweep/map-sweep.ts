import { type Axis, type Range, type Read, topologyOf } from "@/graph";
import { presentOf, type Subject } from "./axis";
import { termsOfRead, termValue } from "./reads";
import { sampleForward } from "./sampler";
import { nodesOfRead, scopeOf } from "./scope";

/** What a map over two numbers is asked for. */
export interface MapRequest {
  readonly axes: readonly [Axis, Axis];
  readonly ranges: readonly [Range, Range];
  readonly read: Read;
  /** The chosen sample, from 0. */
  readonly sample: number;
  /** Cells across and up: a number is that of the middle of its cell. */
  readonly columns: number;
  readonly rows: number;
}

/** A node, or L, over two numbers of a document. */
export interface SweptMap {
  readonly columns: number;
  readonly rows: number;
  /** Row by row from the lowest second number. NaN where nothing can be read. */
  readonly values: Float64Array;
  /** The numbers of the axes in the document, and what is read there; null where one is gone. */
  readonly present: { readonly at: readonly [number, number]; readonly value: number } | null;
}

/** Samples of L are taken together up to so many numbers of one pass. */
const BLOCK = 400_000;

/** Reads a map, cell by cell in one batch; L row by row of the data, in blocks. */
export function sweepMap(subject: Subject, request: MapRequest): SweptMap {
  const { axes, ranges, read, sample, columns, rows } = request;
  const count = columns * rows;
  const first = presentOf(subject, axes[0], sample);
  const second = presentOf(subject, axes[1], sample);
  const terms = termsOfRead(subject, read, null);
  const isReadable = terms !== null && nodesOfRead(subject.graph, read).length > 0;
  if (first === undefined || second === undefined || !isReadable) {
    return { columns, rows, values: new Float64Array(count).fill(Number.NaN), present: null };
  }
  const xs = new Float64Array(count + 1);
  const ys = new Float64Array(count + 1);
  for (let cell = 0; cell < count; cell++) {
    xs[cell] = middleOf(ranges[0], cell % columns, columns);
    ys[cell] = middleOf(ranges[1], Math.floor(cell / columns), rows);
  }
  // The present point is one more of them.
  xs[count] = first;
  ys[count] = second;
  const scope = scopeOf(subject.graph, axes, [read]);
  const { widths } = topologyOf(subject.graph);
  const samples =
    read.kind === "objective" ? Array.from({ length: subject.samples }, (_, row) => row) : [sample];
  const sums = new Float64Array(count + 1);
  const footprint = scope.order.reduce((sum, node) => sum + (widths[node] as number), 0);
  const block = Math.max(1, Math.floor(BLOCK / (footprint * (count + 1))));
  for (let from = 0; from < samples.length; from += block) {
    const some = samples.slice(from, from + block);
    const found = sampleForward(
      subject,
      scope,
      [
        { axis: axes[0], at: xs },
        { axis: axes[1], at: ys },
      ],
      some,
    );
    for (let rowIndex = 0; rowIndex < some.length; rowIndex++) {
      for (let cell = 0; cell <= count; cell++) {
        for (const term of terms) {
          sums[cell] =
            (sums[cell] as number) +
            (term.factor * termValue(found, scope, widths, term, cell, rowIndex)) / samples.length;
        }
      }
    }
  }
  return {
    columns,
    rows,
    values: sums.subarray(0, count),
    present: { at: [first, second], value: sums[count] as number },
  };
}

function middleOf([lo, hi]: Range, step: number, count: number): number {
  return lo + ((hi - lo) * (step + 0.5)) / count;
}
