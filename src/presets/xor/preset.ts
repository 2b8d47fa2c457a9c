import { randomNumbers } from "@/data";
import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, operation } from "../document-builder";
import { layers } from "../layered";
import { rowsOf, trainedBy } from "../trained-network";
import { countText, type Sentence } from "../words";

const TITLE = "XOR";

export const words: readonly Sentence[] = [
  (facts) => {
    const units = facts.width("f0");
    return facts.isAsMade("training", "rate", "numbers", "rows", "widths")
      ? "Four tanh units, momentum, mini-batches of 10. Press R, then Run: L stays level at ln 2 ≈ 0.69 for a while, as if " +
          "nothing were learned, and then falls at once."
      : `Press R, then Run: can the ${units === 1 ? "one tanh unit" : `${countText(units)} tanh units`} tell the classes apart?`;
  },
  ({ width }) =>
    width("f0") === 1
      ? "One hidden unit is not enough: L does not come near 0."
      : "Take the hidden layer down to one unit in its details: L does not come near 0.",
];

export function make(): BackflowDocument {
  const { inputs, targets } = rowsOf({
    generator: "xor",
    size: 80,
    validation: 20,
    noise: 0.1,
    seed: 4,
    coding: "0/1",
    points: [],
  });
  return trainedBy(
    documentOf(TITLE, [
      leaf("input", "x", inputs, [0, 0], "x_i"),
      ...layers(
        {
          prefix: "",
          input: { id: "x", units: 2 },
          widths: [4],
          outputs: 1,
          activation: "tanh",
          spread: (count) => Math.sqrt(1 / count),
          column: 1.1,
          row: 0,
        },
        randomNumbers(7),
      ),
      leaf("target", "y", targets, [4.3, 0.95], "y_i"),
      operation("binary-cross-entropy-with-logits", "loss", ["f1", "y"], [4.3, 0], "\\ell_i"),
    ]),
    {
      optimizer: { id: "momentum", settings: { momentum: 0.9 } },
      rate: 0.5,
      batchSize: 10,
      epochs: 100,
      seed: 1,
    },
    20,
  );
}
