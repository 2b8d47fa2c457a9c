import type { Pitch } from "@/graph";
import type { Place } from "./document-builder";

/** Where the nodes of a chain that ends in a loss stand, in columns and rows. */
export interface ChainPlaces {
  /** By the place in the chain, from its input to its loss. */
  at(index: number): Place;
  /** Above the loss, beside the end of the first row. */
  readonly target: Place;
  /** From column to column, and from row to row. */
  readonly pitch: Pitch;
}

/** From the first column to the last: beside a table or a figure, two rows of it fill the canvas in both directions. */
const WIDTH = 744;
/** What a label needs between two columns, and what it takes at most. */
const NARROWEST_COLUMN = 190;
const WIDEST_COLUMN = 248;
/** The usual pitch of rows, and how many of it they stand apart: for the wire from one to the other, and the flags of the second. */
const ROW = 240;
const ROW_STEP = 1.1;

/**
 * A chain of so many nodes in two rows that both read from left to right: beside a table or a figure its numbers are half as large
 * again as in one row. The target takes the place that the first row leaves free.
 */
export function inTwoRows(nodes: number): ChainPlaces {
  const columns = Math.ceil((nodes + 1) / 2);
  const ofFirst = nodes - columns;
  return {
    at: (index) => (index < ofFirst ? [index, 0] : [index - ofFirst, ROW_STEP]),
    target: [columns - 1, 0],
    pitch: [Math.min(WIDEST_COLUMN, Math.max(NARROWEST_COLUMN, WIDTH / (columns - 1))), ROW],
  };
}
