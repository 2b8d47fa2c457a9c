import { type Graph, type NodeId, type Numbers, type Row, topologyOf } from "@/graph";
import { opOf } from "@/ops";

/** The one number of a document that a sweep varies. */
export type Axis =
  /** A unit of a leaf: of an input or a target at the chosen sample, else of its one row. */
  | { readonly kind: "value"; readonly node: NodeId; readonly unit: number }
  | { readonly kind: "beta"; readonly node: NodeId; readonly unit: number }
  /** ω of a linear node: of a unit, at a port, for a unit of what is wired there. */
  | {
      readonly kind: "omega";
      readonly node: NodeId;
      readonly port: number;
      readonly unit: number;
      readonly input: number;
    };

/** What is read along an axis. */
export type Read =
  /** The value of a node's unit. */
  | { readonly kind: "value"; readonly node: NodeId; readonly unit: number }
  /** What a wire adds to a unit of a linear node: Σₖ ω·h. */
  | { readonly kind: "term"; readonly node: NodeId; readonly port: number; readonly unit: number }
  /** The local derivative of an element-wise node along the wire into a port. */
  | { readonly kind: "local"; readonly node: NodeId; readonly port: number; readonly unit: number }
  /** ℓᵢ of the chosen sample. */
  | { readonly kind: "loss" }
  /** L, the mean of ℓᵢ over the training rows. */
  | { readonly kind: "objective" };

/**
 * A graph with its numbers, as a sweep sees it: `rowOf` tells what a leaf holds at a sample, from 0, and `samples` how
 * many L is the mean of.
 */
export interface Subject {
  readonly graph: Graph;
  readonly numbers: Numbers;
  readonly samples: number;
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
