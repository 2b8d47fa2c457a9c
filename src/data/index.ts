/**
 * data/ makes and reads rows: tables of columns, recipes, random numbers. It knows nothing of graphs: a column belongs
 * to an id, and that is all. Pure. Imports no other floor.
 */
export type { ClassCoding, DrawnPoint, GeneratorId, Recipe } from "./recipe";
export type { Column, DataTable } from "./table";
