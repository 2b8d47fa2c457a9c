import { type Axis, type Graph, type NodeId, type Numbers, type Row, topologyOf } from "@/graph";
import { opOf } from "@/ops";

/**
 * A graph with its numbers, as a sweep sees it: `rowOf` tells what a leaf holds at a sample, from 0, and `samples` how
 * many L is the mean of.
 */
export interface Subject {
  readonly graph: Graph;
  readonly numbers: Numbers;
  readonly samples: number;
  /** Rows behind them that never enter L. */
  readonly validation: number;
  rowOf(node: NodeId, sample: number): Row;
}

/** The number that an axis varies, as it is now; undefined where there is none any more, or its node is incomplete. */
export function presentOf(subject: Subject, axis: Axis, sample: number): number | undefined {
  const { indexOf, widths } = topologyOf(subject.graph);
  const index = indexOf.get(axis.node);
  if (index === undefined || widths[index] === 0) return undefined;
  const node = subject.graph.nodes[index];
  if (node === undefined) return undefined;
  if (axis.kind === "value") {
    return opOf(node.op).kind === "leaf" ? subject.rowOf(axis.node, sample)[axis.unit] : undefined;
  }
  const own = subject.numbers.get(axis.node);
  if (own?.kind !== "linear") return undefined;
  return axis.kind === "beta"
    ? own.beta[axis.unit]
    : own.omega[axis.port]?.[axis.unit]?.[axis.input];
}
