import { type Subject, valuesAtRows } from "@/engine/sweep";
import { type Axis, type Read, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import { targetComparedWith } from "../maps/comparison";

/** A row of the data as a figure shows it. */
export interface RowPoint {
  /** From 0. */
  readonly row: number;
  readonly at: number;
  /** What the read is compared with; null where it is compared with nothing. */
  readonly target: number | null;
  /** What is read at this row; NaN where it was not asked for: it takes a pass over all rows. */
  readonly value: number;
  readonly hollow: boolean;
  readonly chosen: boolean;
}

/** Rows beyond this number are not drawn. */
const MOST_ROWS = 2000;

/**
 * The rows against an input axis: where what is read is compared with a target, at the target's value; else as marks on
 * the axis. `withValues` asks for what is read at each. None where the axis is no input, or where there is one row alone and nothing to compare.
 */
export function rowPoints(
  subject: Subject,
  axis: Axis,
  read: Read,
  sample: number,
  withValues = true,
): readonly RowPoint[] {
  if (axis.kind !== "value" || read.kind !== "value") return [];
  const { graph } = subject;
  const { indexOf } = topologyOf(graph);
  const leaf = graph.nodes[indexOf.get(axis.node) ?? -1];
  const op = leaf && opOf(leaf.op);
  if (op?.kind !== "leaf" || !op.perSample || op.isTarget) return [];
  const target = targetComparedWith(graph, read.node);
  const total = subject.samples + subject.validation;
  if (target === null && total < 2) return [];
  const shown = Math.min(total, MOST_ROWS);
  const rows = Array.from({ length: shown }, (_, row) => row);
  const values = target === null || !withValues ? null : valuesAtRows(subject, read, rows);
  return rows.map((row) => ({
    row,
    at: subject.rowOf(axis.node, row)[axis.unit] ?? Number.NaN,
    target: target === null ? null : (subject.rowOf(target, row)[read.unit] ?? Number.NaN),
    value: values?.[row] ?? Number.NaN,
    hollow: row >= subject.samples,
    chosen: row === sample,
  }));
}
