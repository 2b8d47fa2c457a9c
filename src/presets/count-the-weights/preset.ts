import { randomNumbers } from "@/data";
import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, operation } from "../document-builder";
import { layers } from "../layered";
import { inTwoRows } from "../two-rows";
import { countText, type Sentence } from "../words";

const TITLE = "Count the weights";

export const words: readonly Sentence[] = [
  ({ width }) =>
    `Here are ${countText(width("x"))} inputs, ${countText(width("f0"))} and ${countText(width("f1"))} hidden units and ` +
    `${countText(width("f2"))} outputs: f₀, f₁ and f₂ are whole layers, and under Network (K) stands one circle for each unit.`,
  "Count the arrows between neighbouring columns, and the circles that are no inputs.",
  "Then ask for the count, and give f₀ more units: which of the numbers grow?",
];

const PLACES = inTwoRows(7);

export function make(): BackflowDocument {
  return documentOf(
    TITLE,
    [
      leaf("input", "x", [[0.5, -0.2, 0.9, 0.1]], PLACES.at(0), "x_i"),
      ...layers(
        {
          prefix: "",
          input: { id: "x", units: 4 },
          widths: [8, 5],
          outputs: 3,
          activation: "relu",
          spread: (inputs) => Math.sqrt(2 / inputs),
          at: (index) => PLACES.at(index + 1),
        },
        randomNumbers(4),
      ),
      leaf("target", "y", [[1, 0, 0]], PLACES.target, "y_i"),
      operation("squared-error", "loss", ["f2", "y"], PLACES.at(6), "\\ell_i"),
    ],
    { pitch: PLACES.pitch },
  );
}
