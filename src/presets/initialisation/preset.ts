import { randomNumbers } from "@/data";
import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, operation } from "../document-builder";
import { layers } from "../layered";
import { rowsOf, trainedBy } from "../trained-network";
import type { Sentence } from "../words";

const TITLE = "Initialisation";
const WIDTHS = [16, 16, 16];

/** Standard deviation of the weights by the number of inputs. Xavier's normal form has fan-in and fan-out. */
const STARTS = [
  { prefix: "z", name: "zeros", spread: () => 0 },
  { prefix: "t", name: "too small", spread: () => 0.01 },
  { prefix: "x", name: "Xavier", spread: (inputs: number) => Math.sqrt(2 / (inputs + 16)) },
  { prefix: "k", name: "Kaiming", spread: (inputs: number) => Math.sqrt(2 / inputs) },
];

export const words: readonly Sentence[] = [
  ({ isAsMade }) =>
    isAsMade("numbers", "widths")
      ? "Four copies of one ReLU network that differ in their first weights alone. Compare max|h| from layer to layer: from " +
        "zeros nothing passes, small weights shrink it a hundredfold a layer, Kaiming keeps its size."
      : "Four copies of one ReLU network, from four starts: zeros, too small, Xavier and Kaiming.",
  "Press Run (Space), and see which of the four losses fall.",
];

export function make(): BackflowDocument {
  const { inputs, targets } = rowsOf({
    generator: "sine",
    size: 32,
    validation: 0,
    noise: 0.05,
    seed: 6,
    coding: "0/1",
    points: [],
  });
  return trainedBy(
    documentOf(TITLE, [
      leaf("input", "x", inputs, [0, 1.5], "x_i"),
      ...STARTS.flatMap(({ prefix, spread }, row) =>
        layers(
          {
            prefix,
            input: { id: "x", units: 1 },
            widths: WIDTHS,
            outputs: 1,
            activation: "relu",
            spread,
            at: (index) => [1 + index, row],
          },
          randomNumbers(31),
        ),
      ),
      leaf("target", "y", targets, [8.05, 1.5], "y_i"),
      ...STARTS.map(({ prefix, name }, row) =>
        operation(
          "squared-error",
          `${prefix}loss`,
          [`${prefix}f3`, "y"],
          [10, row],
          `\\ell_i^{\\text{${name}}}`,
        ),
      ),
    ]),
    { rate: 0.05, batchSize: 8, epochs: 60, seed: 1 },
  );
}
