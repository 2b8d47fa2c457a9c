import { randomNumbers } from "@/data";
import type { BackflowDocument, NodePictures } from "@/graph";
import { documentOf, leaf, operation } from "../document-builder";
import { layers } from "../layered";
import { rowsOf, trainedBy } from "../trained-network";
import { inTwoRows } from "../two-rows";
import { type Sentence, trainingRowsOf } from "../words";

const TITLE = "Two moons";

export const words: readonly Sentence[] = [
  (facts) =>
    `Press Run (Space). The solid line is L over the ${trainingRowsOf(facts)} training rows, the dashed one L over ` +
    `${facts.document.data.validation} rows that never enter a gradient.`,
  ({ document: { training } }) =>
    training.optimizer.id === "adam"
      ? "Compare Adam with gradient descent from the same start: Reset, choose it, and run again beside the pale run."
      : "Compare the optimisers from the same start: Reset, choose another, and run again beside the pale run.",
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

const PLACES = inTwoRows(7);

export function make(): BackflowDocument {
  const { inputs, targets } = rowsOf({
    generator: "two-moons",
    size: 120,
    validation: 40,
    noise: 0.15,
    seed: 5,
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
            widths: [8, 8],
            outputs: 1,
            activation: "relu",
            spread: (count) => Math.sqrt(2 / count),
            at: (index) => PLACES.at(index + 1),
          },
          randomNumbers(11),
        ),
        leaf("target", "y", targets, PLACES.target, "y_i"),
        operation("binary-cross-entropy-with-logits", "loss", ["f2", "y"], PLACES.at(6), "\\ell_i"),
      ],
      { pitch: PLACES.pitch, pictures: OVER_BOTH_INPUTS },
    ),
    {
      optimizer: { id: "adam", settings: {} },
      rate: 0.02,
      batchSize: 20,
      epochs: 60,
      seed: 1,
    },
    40,
  );
}
