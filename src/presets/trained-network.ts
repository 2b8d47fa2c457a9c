import { generatedColumns, type RandomNumbers, type Recipe, roundedToFourDecimals } from "@/data";
import type { BackflowDocument, Matrix } from "@/graph";
import type { TrainingSettings } from "@/optimizers";

/** What presets that are trained have in common: rows of a recipe, random weights, settings. */

/** Rows of the inputs and of the targets that a recipe gives. */
export function rowsOf(recipe: Recipe): { readonly inputs: Matrix; readonly targets: Matrix } {
  const { inputs, targets } = generatedColumns(recipe);
  const rowsOfColumns = (columns: readonly ArrayLike<number>[]): Matrix =>
    Array.from({ length: recipe.size + recipe.validation }, (_, row) =>
      columns.map((column) => column[row] ?? 0),
    );
  return { inputs: rowsOfColumns(inputs), targets: rowsOfColumns(targets) };
}

/** units × inputs random weights of standard deviation `spread`. */
export function weights(
  units: number,
  inputs: number,
  spread: number,
  random: RandomNumbers,
): Matrix {
  return Array.from({ length: units }, () =>
    Array.from({ length: inputs }, () => roundedToFourDecimals(spread * random.normal())),
  );
}

/** The document with its training set, and with its last rows kept for validation. */
export function trainedBy(
  document: BackflowDocument,
  training: Partial<TrainingSettings>,
  validation = 0,
): BackflowDocument {
  return {
    ...document,
    data: { ...document.data, validation },
    training: { ...document.training, ...training },
  };
}
