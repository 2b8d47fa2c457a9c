import { randomNumbers } from "@/data";
import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, operation, type Place } from "../document-builder";
import { layers } from "../layered";
import { rowsOf, trainedBy } from "../trained-network";
import type { Sentence } from "../words";

/** Columns as wide as labels need, rows as high as flags and the wires from row to row: all of it is seen beside a pane. */
const PITCH = [220, 245] as const;

/** Rows of a network, from its input to its loss: those of the two mirror each other, with x and y between them. */
const ROWS = {
  s: [1.1, 0],
  r: [2.14, 3.24],
} as const;
const MIDDLE = 1.62;
/** x stands apart, so that the flags of a second row are clear of the weights of its wires. */
const BEFORE = -0.35;
/** Columns of a row; the first one of both networks begins beside x. */
const COLUMNS = 6;

/** Where a node of a network stands: number 0 is its first linear node, the last one its loss. */
function placeOf(network: keyof typeof ROWS, index: number): Place {
  const [first, second] = ROWS[network];
  const ofFirst = COLUMNS - 2;
  return index < ofFirst ? [1 + index, first] : [index - ofFirst, second];
}

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
  const branch = (prefix: "s" | "r", activation: "sigmoid" | "relu") =>
    layers(
      {
        prefix,
        input: { id: "x", units: 1 },
        widths: WIDTHS,
        outputs: 1,
        activation,
        spread: (count) => Math.sqrt(2 / count),
        at: (index) => placeOf(prefix, index),
      },
      randomNumbers(21),
    );
  return trainedBy(
    documentOf(
      TITLE,
      [
        leaf("input", "x", inputs, [BEFORE, MIDDLE], "x_i"),
        ...branch("s", "sigmoid"),
        ...branch("r", "relu"),
        leaf("target", "y", targets, [COLUMNS - 1, MIDDLE], "y_i"),
        operation("squared-error", "sloss", ["sf4", "y"], placeOf("s", 9), "\\ell_i^{sig}"),
        operation("squared-error", "rloss", ["rf4", "y"], placeOf("r", 9), "\\ell_i^{ReLU}"),
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
