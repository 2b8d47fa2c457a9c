import {
  type DataTable,
  type Recipe,
  type RowRange,
  recipeProblem,
  type TableEdit,
  withRowsDuplicated,
  withRowsInserted,
  withRowsRemoved,
} from "@/data";
import { recipeProblemSentence, tableProblemSentence } from "@/explain";
import { recipeFits, tableOfRecipe, withTable } from "@/graph";
import { documentOf, useBackflow } from "@/store";

/**
 * Edits the table of the document: one undo, or one together with all edits of the same gesture. Gives the sentence that
 * says why not, or null.
 */
export function editTable(edit: (table: DataTable) => TableEdit, gesture?: string): string | null {
  const document = documentOf(useBackflow.getState());
  const edited = edit(document.data);
  if (!edited.ok) return tableProblemSentence(edited.problem);
  takeTable(edited.value, gesture);
  return null;
}

/** Puts a table in the place of the one that there is. */
export function takeTable(table: DataTable, gesture?: string): void {
  const state = useBackflow.getState();
  state.apply(withTable(documentOf(state), table), gesture === undefined ? {} : { gesture });
}

/** A row like this one below it; it is the chosen sample then. */
export function insertRow(row: number): string | null {
  const problem = editTable((table) => withRowsInserted(table, row + 1, 1, row));
  if (problem === null) choose(row + 1);
  return problem;
}

export function duplicateRows(rows: RowRange): string | null {
  const problem = editTable((table) => withRowsDuplicated(table, rows));
  if (problem === null) choose(rows.to);
  return problem;
}

export function removeRows(rows: RowRange): string | null {
  const count = rows.to - rows.from;
  const problem = editTable((table) => withRowsRemoved(table, rows));
  if (problem !== null) return problem;
  choose(rows.from);
  return `${count === 1 ? "1 row" : `${count} rows`} removed.`;
}

function choose(row: number): void {
  useBackflow.getState().setSample(row);
}

/** Makes the rows of a recipe. The rows that there are stay where it has a problem, which is told. */
export function takeRecipe(recipe: Recipe, gesture?: string): string | null {
  const problem = recipeProblem(recipe);
  if (problem) return recipeProblemSentence(problem);
  const { graph } = documentOf(useBackflow.getState());
  if (!recipeFits(graph, recipe)) {
    return "The columns of this generator do not fit the inputs and targets of the graph.";
  }
  takeTable(tableOfRecipe(graph, recipe), gesture);
  return null;
}
