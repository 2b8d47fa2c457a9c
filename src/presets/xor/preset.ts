import { randomNumbers } from "@/data";
import type { BackflowDocument, NodePictures } from "@/graph";
import { documentOf, leaf, operation } from "../document-builder";
import { layers } from "../layered";
import { rowsOf, trainedBy } from "../trained-network";
import { inTwoRows } from "../two-rows";
import { countText, type Sentence } from "../words";

const TITLE = "XOR";

export const words: readonly Sentence[] = [
  (facts) => {
    const units = facts.width("f0");
    return facts.isAsMade("training", "rate", "numbers", "rows", "widths")
      ? "Four tanh units, momentum, mini-batches of 10. Press Run (Space): L leaves ln 2 ≈ 0.69, the loss of a guess, " +
          "slowly. The first epochs take less than 0.01 each, the eleventh 0.03."
      : `Press Run (Space): can the ${units === 1 ? "one tanh unit" : `${countText(units)} tanh units`} tell the classes apart?`;
  },
  ({ width }) =>
    width("f0") === 1
      ? "One hidden unit is not enough: L does not come near 0."
      : "Take the hidden layer down to one unit in its details: L does not come near 0.",
  ({ document: { pictures } }) =>
    pictures.kind === "map" ? "The picture in a node is its value over both inputs." : null,
];

/** What each unit has learned, over both inputs: it moves while the network is trained. */
const OVER_BOTH_INPUTS: NodePictures = {
  kind: "map",
  axes: [
    { kind: "value", node: "x", unit: 0 },
    { kind: "value", node: "x", unit: 1 },
  ],
};

const PLACES = inTwoRows(5);

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
    documentOf(
      TITLE,
      [
        leaf("input", "x", inputs, PLACES.at(0), "x_i"),
        ...layers(
          {
            prefix: "",
            input: { id: "x", units: 2 },
            widths: [4],
            outputs: 1,
            activation: "tanh",
            spread: (count) => Math.sqrt(1 / count),
            at: (index) => PLACES.at(index + 1),
          },
          randomNumbers(7),
        ),
        leaf("target", "y", targets, PLACES.target, "y_i"),
        operation("binary-cross-entropy-with-logits", "loss", ["f1", "y"], PLACES.at(4), "\\ell_i"),
      ],
      { pitch: PLACES.pitch, pictures: OVER_BOTH_INPUTS },
    ),
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
