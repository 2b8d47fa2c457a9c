import type { Column } from "./column";
import type { Recipe } from "./recipe";

/** The rows behind a graph: one for each sample i. */
export interface DataTable {
  /** N ≥ 1. The training rows come first. */
  readonly rows: number;
  /** V: the last V rows, 0 ≤ V < N, are validation rows. They never enter L, a partial or health. */
  readonly validation: number;
  /** By the id of an input or target: one column for each of its units. */
  readonly columns: ReadonlyMap<string, readonly Column[]>;
  /** Whose rows these are: the user's own, or what a recipe gives. */
  readonly source: { readonly kind: "own" } | { readonly kind: "recipe"; readonly recipe: Recipe };
}
