import type { BackflowDocument, NodeId } from "@/graph";

/**
 * What is told of a preset before its run, sentence by sentence. The graph may be changed while they stand there, so no
 * sentence gives a number that it has not asked for, and none claims what it has not looked at.
 *
 * - A text, or a function of the facts, is said as long as the preset's nodes have their ops and their wires.
 * - `anyWiring` is said whatever became of these.
 *
 * No sentence is said that names a node that is gone, or that asks for a number that there is not. A renamed node is
 * called by its new name.
 */
export type Sentence = Telling | { readonly anyWiring: Telling };

/** A function returns null where it has nothing to say of the graph as it is. */
type Telling = string | ((facts: Facts) => string | null);

/** Parts of a document that a sentence may be about. The learning rate is apart from the rest of the training. */
export type DocumentPart = "widths" | "numbers" | "rows" | "figures" | "training" | "rate";

/** The graph as it is now, at the shown sample. A number that there is not is NaN, and its sentence is not said. */
export interface Facts {
  readonly document: BackflowDocument;
  /** Are all these parts what the preset was made with? */
  isAsMade(...parts: readonly DocumentPart[]): boolean;
  /** Units of an input, target, parameter, constant or linear node. */
  width(node: NodeId): number;
  /** Value of a node's unit. */
  value(node: NodeId, unit?: number): number;
  /** The derivative of what is differentiated by a node's unit. */
  derivative(node: NodeId, unit?: number): number;
  /** ∂target/∂source along a wire between nodes of one unit. */
  local(source: NodeId, target: NodeId): number;
  /** What comes back along a wire to a source of one unit. */
  contribution(source: NodeId, target: NodeId): number;
  beta(node: NodeId, unit?: number): number;
  /** The weight of a unit for the first unit that is wired into a port. */
  omega(node: NodeId, port?: number, unit?: number): number;
  /** The numbers of an input's first unit in the training rows. */
  column(input: NodeId): readonly number[];
  /** A number as the page prints it. */
  text(value: number, digits?: number): string;
  /** "= 0.25" or "≈ 0.3333": a number after what it is the value of. */
  equalTo(value: number, digits?: number): string;
}

/** "three", "14". */
export function countText(count: number): string {
  return COUNTS[count] ?? String(count);
}

const COUNTS = "no one two three four five six seven eight nine ten".split(" ");

/** How many training rows there are. */
export function trainingRowsOf({ document: { data } }: Facts): number {
  return data.rows - data.validation;
}

/** B: rows of a mini-batch, of which there are never more than training rows. */
export function batchOf(facts: Facts): number {
  const { batchSize } = facts.document.training;
  const rows = trainingRowsOf(facts);
  return batchSize === "all" ? rows : Math.min(batchSize, rows);
}
