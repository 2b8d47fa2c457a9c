import { randomNumbers } from "@/data";
import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, operation } from "../document-builder";
import { layers } from "../layered";
import { rowsOf, trainedBy } from "../trained-network";
import type { Sentence } from "../words";

/** The target stands between the rows, clear of the labels of both. */
const PITCH = [190, 320] as const;

const TITLE = "Sigmoid versus ReLU";
const WIDTHS = [6, 6, 6, 6];

export const words: readonly Sentence[] = [
  ({ isAsMade }) =>
    isAsMade("numbers")
      ? "Above, four layers of sigmoids; below, the same weights with ReLU; L is the sum of both losses. Before any training, " +
        "follow the gradient back: through the sigmoids it vanishes, layer by layer."
      : "Above, four layers of sigmoids; below, four layers of ReLU; L is the sum of both losses.",
  "Press Run (Space), and see which of the two losses falls.",
];

export function make(): BackflowDocument {
  const { inputs, targets } = rowsOf({
    generator: "sine",
    size: 40,
    validation: 0,
    noise: 0.05,
    seed: 6,
    coding: "0/1",
    points: [],
  });
  const branch = (prefix: string, activation: "sigmoid" | "relu", row: number) =>
    layers(
      {
        prefix,
        input: { id: "x", units: 1 },
        widths: WIDTHS,
        outputs: 1,
        activation,
        spread: (count) => Math.sqrt(2 / count),
        at: (index) => [1 + index, row],
      },
      randomNumbers(21),
    );
  return trainedBy(
    documentOf(
      TITLE,
      [
        leaf("input", "x", inputs, [0, 0.5], "x_i"),
        ...branch("s", "sigmoid", 0),
        ...branch("r", "relu", 1),
        leaf("target", "y", targets, [10.05, 0.5], "y_i"),
        operation("squared-error", "sloss", ["sf4", "y"], [11, 0], "\\ell_i^{sig}"),
        operation("squared-error", "rloss", ["rf4", "y"], [11, 1], "\\ell_i^{ReLU}"),
      ],
      { pitch: PITCH },
    ),
    {
      optimizer: { id: "momentum", settings: {} },
      rate: 0.05,
      batchSize: 10,
      epochs: 60,
      seed: 1,
    },
  );
}
