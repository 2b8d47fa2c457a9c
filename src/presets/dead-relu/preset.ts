import type { Recipe } from "@/data";
import { type BackflowDocument, tableOfRecipe } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";

const TITLE = "Dead ReLU";

const RECIPE: Recipe = {
  generator: "line",
  size: 20,
  validation: 0,
  noise: 0.1,
  seed: 3,
  coding: "0/1",
  points: [],
};

const network = documentOf(
  TITLE,
  [
    leaf("input", "x", 0, [0, 0.55], "x_i"),
    linear("f1", -3, { x: 1.2 }, [1, 0]),
    linear("f2", 0.6, { x: 0.8 }, [1, 1.1]),
    operation("relu", "h1", ["f1"], [2, 0]),
    operation("relu", "h2", ["f2"], [2, 1.1]),
    linear("f3", 0.1, { h1: 1.5, h2: 0.9 }, [3, 0.55], { omega: ["\\omega_{31}", "\\omega_{32}"] }),
    leaf("target", "y", 0, [3, 1.5], "y_i"),
    operation("squared-error", "loss", ["f3", "y"], [4, 0.55], "\\ell_i"),
  ],
  { pitch: [260, 236] },
);

export const words =
  "f₁ is below zero for each of the 20 rows, so h₁ is dead: the partials of β₁ and ω₁ are exactly zero, and no training step " +
  "will ever move them. h₂ is inactive on some rows only, and learns from the others. Set β₁ to 0, and h₁ is alive again.";

export function make(): BackflowDocument {
  return { ...network, data: tableOfRecipe(network.graph, RECIPE) };
}
