import type { Place } from "./document-builder";

/** The nodes of the lecture's composition of sin, exp and cos. */
type CompositionNode = "x" | "f0" | "h1" | "f1" | "h2" | "f2" | "h3" | "f3" | "y" | "loss";

/** Where each of them stands, in columns and rows. */
type CompositionPlaces = Readonly<Record<CompositionNode, Place>>;

/** In one row, as the lecture draws it. */
export const ONE_ROW: CompositionPlaces = {
  x: [0, 0],
  f0: [1, 0],
  h1: [2, 0],
  f1: [3, 0],
  h2: [4, 0],
  f2: [5, 0],
  h3: [6, 0],
  f3: [7, 0],
  y: [7, 0.85],
  loss: [8, 0],
};

/** In two rows that both read from left to right: beside a table or a figure its numbers are half as large again. */
export const TWO_ROWS: CompositionPlaces = {
  x: [0, 0],
  f0: [1, 0],
  h1: [2, 0],
  f1: [3, 0],
  h2: [4, 0],
  f2: [0, 1.26],
  h3: [1, 1.26],
  f3: [2, 1.26],
  y: [2, 2.11],
  loss: [3, 1.26],
};
