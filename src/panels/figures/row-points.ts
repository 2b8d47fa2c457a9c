import { type Subject, valuesAtRows } from "@/engine/sweep";
import { type Axis, type Graph, type NodeId, type Read, topologyOf } from "@/graph";
import { type LossOp, opOf } from "@/ops";

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
  const target = targetComparedWith(subject, read);
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

/** The target leaf that a loss compares a node with; null where there is none. */
export function targetComparedWith(
  { graph }: Subject,
  read: Extract<Read, { readonly kind: "value" }>,
): string | null {
  return comparisonOf(graph, read.node)?.target ?? null;
}

/** The loss that compares a node with a target; null where there is none. */
export function lossComparing(graph: Graph, node: NodeId): LossOp | null {
  return comparisonOf(graph, node)?.loss ?? null;
}

function comparisonOf(
  graph: Graph,
  id: NodeId,
): { readonly loss: LossOp; readonly target: NodeId } | null {
  const { indexOf, outgoing, incoming, sources, targets } = topologyOf(graph);
  const index = indexOf.get(id) ?? -1;
  for (const wire of outgoing[index] ?? []) {
    const at = targets[wire] ?? -1;
    const node = graph.nodes[at];
    const loss = node && opOf(node.op);
    if (loss?.kind !== "loss" || incoming[at]?.[0] !== wire) continue;
    const compared = graph.nodes[sources[incoming[at]?.[1] ?? -1] ?? -1];
    const op = compared && opOf(compared.op);
    if (compared && op?.kind === "leaf" && op.isTarget) return { loss, target: compared.id };
  }
  return null;
}
