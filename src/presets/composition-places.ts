import type { Place } from "./document-builder";
import { inTwoRows } from "./two-rows";

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

const places = inTwoRows(9);

/** In two rows, beside a table or a figure. */
export const TWO_ROWS: CompositionPlaces = {
  x: places.at(0),
  f0: places.at(1),
  h1: places.at(2),
  f1: places.at(3),
  h2: places.at(4),
  f2: places.at(5),
  h3: places.at(6),
  f3: places.at(7),
  y: places.target,
  loss: places.at(8),
};
