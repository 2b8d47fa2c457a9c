import type { Recipe } from "@/data";
import { tableOfRecipe } from "@/graph";
import type { Preset } from "./preset";
import { toyNetwork } from "./toy-network";

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

const { document } = toyNetwork;

export const meanOverRows: Preset = {
  slug: "mean-over-rows",
  title: TITLE,
  story: "The toy network over 25 rows: one sample on the canvas, the mean at the parameters.",
  words:
    "The canvas shows ∂ℓᵢ/∂v of one row at a time: N goes to the next, and so does any row of the table. Only the partials of " +
    "β and ω are means, (1/N) Σᵢ ∂ℓᵢ/∂ω over all 25 rows, so they stay the same whichever row is shown. Change one " +
    "number of the table: every partial moves a little.",
  pane: "data",
  document: { ...document, title: TITLE, data: tableOfRecipe(document.graph, RECIPE) },
};
