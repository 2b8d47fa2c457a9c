import type { SettingsProblem } from "@/optimizers";
import type { NodeId, Wire } from "./document";

/** Which of a node's numbers a problem is about. */
export type NumbersPart = "value" | "beta" | "omega" | "setting";

/** What is wrong with a document, as facts; the sentences are made in `explain/`. */
export type DocumentProblem =
  /** `values`: numbers that one row of an evaluation has to hold, over all nodes and wires. */
  | {
      readonly kind: "too-many";
      readonly what: "nodes" | "wires" | "numbers" | "values";
      readonly count: number;
      readonly limit: number;
    }
  | { readonly kind: "title-too-long"; readonly length: number; readonly limit: number }
  | {
      readonly kind: "symbol-too-long";
      readonly node: NodeId;
      readonly length: number;
      readonly limit: number;
    }
  | { readonly kind: "bad-id"; readonly id: string }
  | { readonly kind: "repeated-id"; readonly id: NodeId }
  /** `op` as it was written: a name in a file, a number in a link. */
  | { readonly kind: "unknown-op"; readonly node: string; readonly op: string }
  | { readonly kind: "bad-width"; readonly node: NodeId; readonly width: number }
  /** The number of rows of the table; of its validation rows. */
  | { readonly kind: "bad-rows"; readonly rows: number }
  | { readonly kind: "bad-validation"; readonly validation: number; readonly rows: number }
  /** A wire starts or ends at `node`, which does not exist. */
  | { readonly kind: "unknown-node"; readonly wire: Wire; readonly node: string }
  /** The target has only `ports` input ports. */
  | { readonly kind: "no-port"; readonly wire: Wire; readonly ports: number }
  | { readonly kind: "port-taken"; readonly wire: Wire }
  /** A linear node promises `ports` wires (one ω symbol each), but nothing is wired into `port`. */
  | {
      readonly kind: "linear-gap";
      readonly node: NodeId;
      readonly port: number;
      readonly ports: number;
    }
  /** Each node feeds the next one, and the last feeds the first. */
  | { readonly kind: "cycle"; readonly nodes: readonly NodeId[] }
  | { readonly kind: "width"; readonly node: NodeId; readonly widths: readonly [number, number] }
  | { readonly kind: "unknown-output"; readonly node: string }
  | { readonly kind: "numbers-missing"; readonly node: NodeId }
  | { readonly kind: "numbers-unexpected"; readonly node: string }
  /** Rows × columns. `port` where it is a block of Ω. */
  | {
      readonly kind: "shape";
      readonly node: NodeId;
      readonly part: NumbersPart;
      readonly port?: number;
      readonly expected: readonly [number, number];
      readonly found: readonly [number, number];
    }
  | {
      readonly kind: "omega-blocks";
      readonly node: NodeId;
      readonly expected: number;
      readonly found: number;
    }
  | { readonly kind: "not-finite"; readonly node: NodeId; readonly part: NumbersPart }
  | {
      readonly kind: "setting-bound";
      readonly node: NodeId;
      readonly value: number;
      readonly above: number;
    }
  | { readonly kind: "position-missing"; readonly node: NodeId }
  | { readonly kind: "position-unexpected"; readonly node: string }
  | { readonly kind: "position-bound"; readonly node: NodeId; readonly limit: number }
  | { readonly kind: "thresholds"; readonly vanishing: number; readonly exploding: number }
  | { readonly kind: "training"; readonly problem: SettingsProblem }
  /** The settings of a made graph are none, or make another graph than the one that is there. */
  | { readonly kind: "made" }
  /** A condition to pause on, by its index in the list. */
  | {
      readonly kind: "pause";
      readonly index: number;
      readonly reason: "too-many" | "threshold" | "node";
    }
  /** A group or note, by its index in the list. */
  | {
      readonly kind: "group";
      readonly index: number;
      readonly reason: "too-many" | "id" | "name" | "nodes" | "parent";
    }
  | {
      readonly kind: "note";
      readonly index: number;
      readonly reason: "too-many" | "id" | "text" | "position";
    }
  /** A figure, by its index in the list. */
  | {
      readonly kind: "figure";
      readonly index: number;
      readonly reason: "too-many" | "id" | "read" | "range" | "panels" | "marks";
    }
  /** What the pictures in the nodes speak of is no number of a node. */
  | { readonly kind: "pictures" };

/** Why a wire cannot be drawn. */
export type WiringProblem =
  | { readonly kind: "nodes-missing" }
  /** A leaf has no input port. */
  | { readonly kind: "no-input"; readonly node: NodeId }
  /** Nothing goes on from a loss. */
  | { readonly kind: "loss-ends"; readonly node: NodeId }
  /** The port has its wire already; `port` is null where all of the node's ports do. */
  | { readonly kind: "port-full"; readonly node: NodeId; readonly port: number | null }
  /** Each node feeds the next one; the wire would lead from the last back to the first. */
  | { readonly kind: "would-cycle"; readonly nodes: readonly NodeId[] }
  /** These numbers of units would meet at `node`. */
  | {
      readonly kind: "would-misfit";
      readonly node: NodeId;
      readonly widths: readonly [number, number];
    };

/** Why an edit of the structure cannot be made; the document stays as it is. */
export type EditProblem =
  | WiringProblem
  /** The op has `ports` input ports; the node has a wire beyond them. */
  | {
      readonly kind: "swap-ports";
      readonly node: NodeId;
      readonly op: string;
      readonly ports: number;
    }
  /** The node feeds others, so it cannot become a loss. */
  | { readonly kind: "swap-feeds"; readonly node: NodeId; readonly op: string }
  /** What was pasted holds no graph. */
  | { readonly kind: "not-a-graph" }
  | DocumentProblem;

/** Why a link cannot be opened. */
export type LinkProblem =
  | { readonly kind: "link-too-long"; readonly length: number; readonly limit: number }
  /** Not of the form g1=…, or with characters that no link has. */
  | { readonly kind: "not-a-link" }
  /** Cut off or altered on its way: the checksum does not hold. */
  | { readonly kind: "damaged" }
  /** Inflates to more than `limit` bytes. */
  | { readonly kind: "inflates-too-large"; readonly limit: number }
  /** Made by a later Backflow. */
  | { readonly kind: "newer-link"; readonly version: number }
  | ReadProblem;

/** Why a file cannot be opened. */
export type FileProblem =
  /** In bytes. */
  | { readonly kind: "file-too-large"; readonly limit: number }
  | { readonly kind: "not-json" }
  /** JSON, but without "format": "backflow". */
  | { readonly kind: "not-backflow" }
  | { readonly kind: "newer-file"; readonly version: number }
  | ReadProblem;

/** What the readers of links and files have in common. */
export type ReadProblem =
  /** `path` names the place ("nodes[3].value"), `expected` what has to stand there. */
  | { readonly kind: "malformed"; readonly path: string; readonly expected: Expected }
  /** The object at `path` has a field that is none of its own. */
  | { readonly kind: "unknown-field"; readonly path: string; readonly field: string }
  | { readonly kind: "refused"; readonly problem: DocumentProblem };

/** What a reader of untrusted JSON would have had at a place. */
export type Expected =
  | "text"
  | "number"
  | "whole number"
  | "list"
  | "list of numbers"
  | "rows of numbers"
  | "object"
  | "nothing more"
  | "recipe"
  | "settings of a made graph";
