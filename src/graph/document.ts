import type { DataTable } from "@/data";
import type { BinaryOpId, LeafOpId, LossOpId, UnaryOpId, VectorOpId } from "@/ops";
import type { TrainingSettings } from "@/optimizers";
import type { Figure, NodePictures } from "./figures";
import type { Made } from "./made-settings";
import type { PauseCondition } from "./pauses";

/** Unique in its document: 1 to 40 of A–Z a–z 0–9 _ -. Travels in links. */
export type NodeId = string;

interface NodeBase {
  readonly id: NodeId;
  /** What the reader calls it, in LaTeX from the allowed set; anything else is shown as plain text. */
  readonly symbol: string;
}

/** Brings in numbers: an input or target those of the table, a column for each unit; others one row of their own. */
export interface LeafNode extends NodeBase {
  readonly op: LeafOpId;
  readonly width: number;
}

/** f = β + Ω·concat(inputs), with D = width units. */
export interface LinearNode extends NodeBase {
  readonly op: "linear";
  readonly width: number;
  readonly betaSymbol: string;
  /** One for each incoming wire, by port. */
  readonly omegaSymbols: readonly string[];
}

/** A node whose width follows from what is wired into it. */
export interface OperationNode extends NodeBase {
  readonly op: UnaryOpId | BinaryOpId | VectorOpId | LossOpId;
}

/** A node. Its `op` tells which of the three it is. */
export type GraphNode = LeafNode | LinearNode | OperationNode;

/** Carries the value of `source` into the input `port` (from 0) of `target`. */
export interface Wire {
  readonly source: NodeId;
  readonly target: NodeId;
  readonly port: number;
}

/**
 * What is wired with what, and how wide: everything that a plan depends on. The numbers are kept apart, so that
 * changing one leaves the graph, and all that was derived from it, the same object.
 */
export interface Graph {
  /** Document order: it breaks ties in the topological order. */
  readonly nodes: readonly GraphNode[];
  /** At most one for each (target, port); the ports of a linear node have no gaps. */
  readonly wires: readonly Wire[];
  /** The node that the user chose to differentiate; null for the sum of the losses. */
  readonly output: NodeId | null;
}

/** One number for each of D units. */
export type Row = readonly number[];
/** Rows of one length. */
export type Matrix = readonly Row[];

/** The numbers that a node owns. What differs from sample to sample is no node's: it is in the table. */
export type NodeNumbers =
  /** A parameter or constant: one number for each unit, the same for every sample. */
  | { readonly kind: "leaf"; readonly values: Row }
  /** β has D numbers. Each incoming wire, by port, owns a block of Ω: D × the width of its source. */
  | { readonly kind: "linear"; readonly beta: Row; readonly omega: readonly Matrix[] }
  /** An op with a setting, such as Huber's δ or the exponent of a power. */
  | { readonly kind: "setting"; readonly value: number };

/** The numbers of each node that owns some, with the shapes that `number-shapes.ts` says. */
export type Numbers = ReadonlyMap<NodeId, NodeNumbers>;

/** Top left corner in canvas units (CSS pixels at zoom 1). */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Where each node stands. How large it is follows from the graph. */
export type Layout = ReadonlyMap<NodeId, Position>;

/** Shares of the gradient that enters at the prediction. */
export interface HealthThresholds {
  /** A share at or below this is vanishing; between 0 and 1. */
  readonly vanishing: number;
  /** A share at or above this is exploding; above 1. */
  readonly exploding: number;
}

/** Three decades either way. */
export const DEFAULT_THRESHOLDS: HealthThresholds = { vanishing: 1e-3, exploding: 1e3 };

/** Nodes that belong together. Folded, they are drawn as one; the graph, its values and its gradients stay as they are. */
export interface NodeGroup {
  /** Unique among the groups: 1 to 40 of A–Z a–z 0–9 _ -. */
  readonly id: string;
  readonly name: string;
  /** Its own nodes, without those of the groups in it. A node is in one group at most, as its own. */
  readonly nodes: readonly NodeId[];
  readonly folded: boolean;
  /** The group that it lies in, by its id; left out where it lies in none. */
  readonly parent?: string;
}

/** A text on the canvas. What stands between two $ is a symbol, in LaTeX from the allowed set. */
export interface Note {
  /** Unique among the notes: 1 to 40 of A–Z a–z 0–9 _ -. */
  readonly id: string;
  readonly text: string;
  /** Top left corner in canvas units. */
  readonly position: Position;
}

/** What a document holds beside its graph. Each part has its entry in `parts/table.ts`, which reads, writes and checks it. */
export interface DocumentParts {
  readonly thresholds: HealthThresholds;
  readonly training: TrainingSettings;
  /** What is plotted beside the graph. */
  readonly figures: readonly Figure[];
  /** When a run pauses by itself. */
  readonly pauses: readonly PauseCondition[];
  /** What the little pictures in the nodes show. */
  readonly pictures: NodePictures;
  /** The settings of which graph and numbers are made; null for an ordinary graph. */
  readonly made: Made | null;
  /** Nodes that are drawn as one, or inside a frame. */
  readonly groups: readonly NodeGroup[];
  /** Texts on the canvas. */
  readonly notes: readonly Note[];
}

/** All that is undone, saved and shared. Immutable; an edit makes a new one that shares what it left alone. */
export interface BackflowDocument extends DocumentParts {
  readonly title: string;
  readonly graph: Graph;
  readonly numbers: Numbers;
  /** The rows behind the inputs and targets; without any, one row of nothing. */
  readonly data: DataTable;
  readonly layout: Layout;
}

/** Where one editable number of a document lives. The `row` of a value is one of the table; 0 for all other nodes. */
export type NumberAddress =
  | { readonly kind: "value"; readonly node: NodeId; readonly row: number; readonly unit: number }
  | { readonly kind: "beta"; readonly node: NodeId; readonly unit: number }
  | {
      readonly kind: "omega";
      readonly node: NodeId;
      readonly port: number;
      readonly unit: number;
      readonly input: number;
    }
  | { readonly kind: "setting"; readonly node: NodeId };
