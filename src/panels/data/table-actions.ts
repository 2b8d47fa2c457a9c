import {
  type DataTable,
  mixedOrder,
  type Recipe,
  type RowRange,
  randomNumbers,
  recipeProblem,
  type TableEdit,
  withRowsDuplicated,
  withRowsInOrder,
  withRowsInserted,
  withRowsRemoved,
  withValidation,
} from "@/data";
import { recipeProblemSentence, tableProblemSentence } from "@/explain";
import { recipeFits, tableOfRecipe, withTable } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { tableColumns } from "./table-columns";

/** What became of an edit of the table. */
interface TableOutcome {
  /** Is the table another one now? */
  readonly isTaken: boolean;
  /** The sentence that says why it is not; null where there is none, or the page says it. */
  readonly problem: string | null;
}

/**
 * Edits the table of the document: one undo, or one together with all edits of the same gesture. Gives the sentence that
 * says why not, or null.
 */
export function editTable(edit: (table: DataTable) => TableEdit, gesture?: string): string | null {
  return outcomeOf(edit, gesture).problem;
}

function outcomeOf(edit: (table: DataTable) => TableEdit, gesture?: string): TableOutcome {
  const edited = edit(tableNow());
  return edited.ok
    ? { isTaken: takeTable(edited.value, gesture), problem: null }
    : { isTaken: false, problem: tableProblemSentence(edited.problem) };
}

/** The table of the document that is open. */
export const tableNow = (): DataTable => documentOf(useBackflow.getState()).data;

/** Puts a table in the place of the one that there is, and says whether it was taken: a refusal is told by the page. */
export function takeTable(table: DataTable, gesture?: string): boolean {
  const state = useBackflow.getState();
  return state.apply(withTable(documentOf(state), table), gesture === undefined ? {} : { gesture });
}

/** A row like this one below it; it is the chosen sample then. */
export function insertRow(row: number): string | null {
  const { isTaken, problem } = outcomeOf((table) => withRowsInserted(table, row + 1, 1, row));
  if (isTaken) choose(row + 1);
  return problem;
}

/** Copies rows to right below them, and goes on to the copies; what stands against it. */
export function duplicateRows(rows: RowRange): string | null {
  const { isTaken, problem } = outcomeOf((table) => withRowsDuplicated(table, rows));
  if (isTaken) choose(rows.to);
  return problem;
}

/** Removes rows; what there is to say about it. */
export function removeRows(rows: RowRange): string | null {
  const before = tableNow().rows;
  const { isTaken, problem } = outcomeOf((table) => withRowsRemoved(table, rows));
  if (!isTaken) return problem;
  choose(rows.from);
  const count = before - tableNow().rows;
  return `${count === 1 ? "1 row" : `${count} rows`} removed.`;
}

/**
 * Moves the line so that so many of the rows are for validation; what stands against it. A recipe stays one: it draws as
 * many rows as before, more of them or fewer for validation.
 */
export function moveLine(validation: number, gesture: string): string | null {
  const { rows, source } = tableNow();
  if (source.kind === "own")
    return editTable((table) => withValidation(table, validation), gesture);
  return takeRecipe({ ...source.recipe, size: rows - validation, validation }, gesture);
}

/** How often rows were shuffled: each time their order is drawn from another stream of random numbers. */
let shuffles = 0;

/** Puts the rows in a random order with each class of the targets on both sides of the line. Pressed again, it is another order. */
export function shuffleRows(): string | null {
  const { graph } = documentOf(useBackflow.getState());
  const targets = new Set(
    tableColumns(graph).flatMap(({ role, node }) => (role === "target" ? [node] : [])),
  );
  const random = randomNumbers(1, shuffles++);
  const { isTaken, problem } = outcomeOf((table) =>
    withRowsInOrder(table, mixedOrder(table, targets, random), table.validation),
  );
  return isTaken ? "The rows are shuffled." : problem;
}

function choose(row: number): void {
  useBackflow.getState().setSample(row);
}

/** Seeds that a press gives; larger ones can be typed. */
const SEEDS = 1000;

/** The rows of the same recipe by another seed. */
export function takeAnotherSeed(recipe: Recipe): string | null {
  return takeRecipe({ ...recipe, seed: (recipe.seed + 1) % SEEDS });
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
