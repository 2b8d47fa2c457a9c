/**
 * data/ makes and reads rows: tables of columns, recipes, CSV, random numbers. It knows nothing of graphs: a column
 * belongs to an id, and that is all. Pure. Imports no other floor.
 *
 * One generator, one file; adding one is that file, one line at the end of the table in `generators.ts`, and golden rows.
 */
export { type ClassSplit, lackingClasses, mixedOrder } from "./class-split";
export type { Column } from "./column";
export * from "./csv";
export * from "./csv-bytes";
export * from "./csv-match";
export * from "./csv-writing";
export * from "./generators";
export * from "./interpolation";
export * from "./limits";
export type { DrawnPoint } from "./point";
export {
  MOST_SEED,
  type RandomNumbers,
  randomNumbers,
  roundedToFourDecimals,
  shuffledOrder,
} from "./random";
export * from "./recipe";
export * from "./spline";
export type { DataTable } from "./table";
export * from "./table-edits";
