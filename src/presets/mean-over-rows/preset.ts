import type { Recipe } from "@/data";
import { type BackflowDocument, tableOfRecipe } from "@/graph";
import { TWO_ROWS } from "../composition-places";
import { make as makeToyNetwork } from "../toy-network/preset";
import { type Sentence, trainingRowsOf } from "../words";

const TITLE = "The mean over rows";

const RECIPE: Recipe = {
  generator: "sine",
  size: 25,
  validation: 0,
  noise: 0.1,
  seed: 7,
  coding: "0/1",
  points: [],
};

export const words: readonly Sentence[] = [
  "The canvas shows ∂ℓᵢ/∂v of one row at a time: N goes to the next, and so does any row of the table.",
  (facts) =>
    `Only the partials of β and ω are means, (1/N) Σᵢ ∂ℓᵢ/∂ω over all ${trainingRowsOf(facts)} rows, so they stay the ` +
    "same whichever row is shown.",
  "Change one number of the table: every partial moves a little.",
];

export function make(): BackflowDocument {
  const document = makeToyNetwork(TWO_ROWS);
  return { ...document, title: TITLE, data: tableOfRecipe(document.graph, RECIPE) };
}
