import { MOST_ROWS } from "@/data";

/** How large a document may be. What is within them opens on a phone. */
export interface Limits {
  readonly nodes: number;
  readonly wires: number;
  /** N, the rows of the table: training and validation rows. */
  readonly rows: number;
  /** Numbers that the document owns: its table, leaves, β, Ω, settings. */
  readonly numbers: number;
  /**
   * Numbers that one row of an evaluation holds: the width, summed over nodes and (by their source) wires. Rows are run
   * block by block, so that their number does not count. Without the limit a short link could ask for 2,000 nodes of
   * half a million numbers each.
   */
  readonly values: number;
  /** UTF-16 units. */
  readonly title: number;
  /** UTF-16 units. */
  readonly symbol: number;
  /** |x| and |y| of a position, canvas units. */
  readonly position: number;
}

/** What a document may have at most, edited here or read from outside. */
export const LIMITS: Limits = {
  nodes: 2000,
  wires: 8000,
  rows: MOST_ROWS,
  numbers: 2 ** 21,
  values: 2 ** 23,
  title: 200,
  symbol: 200,
  position: 1e6,
};

/** Groups of a document. */
export const MOST_GROUPS = 200;
/** UTF-16 units. */
export const LONGEST_GROUP_NAME = 100;
/** Notes of a document. */
export const MOST_NOTES = 200;
/** UTF-16 units. */
export const LONGEST_NOTE = 2000;

/** Characters of a link's payload, `g1=` included. */
export const MAX_LINK_LENGTH = 64 * 1024;
/** Bytes that a link may inflate to. */
export const MAX_INFLATED_BYTES = 1024 * 1024;
/**
 * Bytes of a file. Every document within the limits is smaller when it is written: 2²¹ numbers of at most 24 characters,
 * in indented lines of their own, and the texts of 2,000 nodes and 8,000 wires.
 */
export const MAX_FILE_BYTES = 128 * 1024 * 1024;

/** The coordinate, or the last one that a document may hold in its direction. */
export function withinCanvas(coordinate: number): number {
  return Math.min(LIMITS.position, Math.max(-LIMITS.position, coordinate));
}
