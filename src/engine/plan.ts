import type { Graph, Indices, NodeId, NodeIndex, Topology } from "@/graph";
import type { BinaryOp, LinearOp, LossOp, UnaryOp, VectorOp } from "@/ops";

/** What one instruction does. Small integers, for the switch in the hot loop. */
export const INSTRUCTION = {
  /** One row of a trainable leaf, copied to every sample. */
  parameter: 0,
  linear: 1,
  unary: 2,
  binary: 3,
  loss: 4,
  /** Units broadcast 1 → D, into a copy of the source. Backward: contributions summed over units. */
  expand: 5,
  /** Nothing forward. Backward: the contributions of several wires summed at their source. */
  fanOut: 6,
  /** Rows as a whole. */
  vector: 7,
} as const;

/** Numbers of one instruction in `program`, by index. */
export const FIELDS = 10;

/**
 * One wire into a linear node: [slot of the input, its width, offset of Ω's block, slot of the contribution, 1 if the
 * contribution is to a leaf that is not trained].
 */
export const PORT_FIELDS = 5;

/**
 * One thing that is differentiated or that differentiates: where its numbers live. −1 where there is none.
 *
 * Values and derivatives are placed as for one row. In arenas of R rows, the number of row r and unit u is at
 * slot · R + r · D + u.
 */
export interface NodeSlots {
  /** Of its values. */
  readonly value: number;
  /** Of its derivatives; −1 where nothing is differentiated or no path leads to the objective. */
  readonly gradient: number;
  /** Offset of β (then Ω, wire by wire) or of a parameter's row. */
  readonly parameters: number;
}

/** The loops of ops, as the instructions of a plan call them: forward over values, backward over derivatives. */
export type UnaryForward = UnaryOp["forward"];
export type UnaryBackward = UnaryOp["backward"];
export type BinaryForward = BinaryOp["forward"];
export type BinaryBackward = BinaryOp["backward"];
export type VectorForward = VectorOp["forward"];
export type VectorBackward = VectorOp["backward"];
export type LossForward = LossOp["forward"];
export type LossBackward = LossOp["backward"];

/** An input or target: its numbers come from the table, a column for each unit. */
export interface TableLeaf {
  readonly node: NodeId;
  readonly width: number;
  /** Slot of its values. */
  readonly value: number;
}

/**
 * How to run a graph: a flat program over arenas of float64. It depends on the graph alone, never on its numbers, and it
 * knows no count of rows: slots of values and derivatives are those of one row, and arenas multiply them by theirs.
 *
 * `program` holds FIELDS integers for each instruction, in topological order:
 * kind, width, then by kind
 * - parameter: value, gradient, parameters
 * - linear: value, gradient, parameters, first port in `ports`, end of its ports
 * - unary: value, gradient, input, contribution, setting
 * - binary: value, gradient, a, b, contribution to a, contribution to b
 * - vector: value, gradient, a, b, contribution to a, contribution to b, width of a, width of b (with `width` of the result)
 * - loss: value, gradient, f, y, contribution to f, contribution to y, setting (with `width` of f)
 * - expand: copy, its contributions, source, contribution to the source
 * - fanOut: −1, gradient, first in `contributions`, end of them, 1 if the node is a leaf that is not trained
 */
export interface Plan {
  readonly graph: Graph;
  readonly topology: Topology;
  readonly program: Int32Array;
  /** Value and derivative loops by instruction; null for kinds that need none. */
  readonly forwardLoops: readonly (
    | UnaryForward
    | BinaryForward
    | VectorForward
    | LossForward
    | null
  )[];
  readonly backwardLoops: readonly (
    | UnaryBackward
    | BinaryBackward
    | VectorBackward
    | LossBackward
    | null
  )[];
  readonly linear: LinearOp;
  readonly ports: Int32Array;
  readonly contributions: Int32Array;
  /** Slots of derivatives that start as 1: the losses of the objective, or the chosen output. */
  readonly seeds: Int32Array;
  readonly seedWidths: Int32Array;
  /** What is differentiated, as node indices. Empty where there is nothing. */
  readonly objective: Indices<NodeIndex>;
  /** 1 for each node from which a path of complete nodes leads to the objective. */
  readonly reaches: Uint8Array;
  /** By node index. */
  readonly slots: readonly NodeSlots[];
  /** Slot of each wire's contribution, as wide as its source, by wire index; −1 where it is none. */
  readonly wireSlots: Int32Array;
  /** Offset of Ω's block of each wire into a linear node; −1 for the others. */
  readonly wireParameters: Int32Array;
  /** Numbers of one row over all nodes and copies. They decide how many rows are run together. */
  readonly valueCount: number;
  readonly derivativeCount: number;
  readonly parameterCount: number;
  readonly settingCount: number;
  /** Index in the settings, by node index; −1 for ops without one. */
  readonly settingSlots: Int32Array;
  /** Whether every node is a single number (D = 1), as in most graphs that are drawn by hand. */
  readonly scalar: boolean;
  /** The complete inputs and targets, in topological order. */
  readonly tableLeaves: readonly TableLeaf[];
  /** The complete constants, as node indices. */
  readonly constants: readonly number[];
  /** The node that each instruction belongs to, as a node index. */
  readonly instructionNodes: Indices<NodeIndex>;
}

/** What a forward pass runs: a plan, or the part of one that `planPart` gives. */
export type ForwardPlan = Pick<Plan, "program" | "forwardLoops" | "ports" | "linear" | "scalar">;
