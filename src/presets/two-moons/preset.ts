import { randomNumbers } from "@/data";
import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, operation } from "../document-builder";
import { layers } from "../layered";
import { rowsOf, trainedBy } from "../trained-network";
import { type Sentence, trainingRowsOf } from "../words";

const TITLE = "Two moons";

export const words: readonly Sentence[] = [
  (facts) =>
    `Press R, then Run. The filled points are L over the ${trainingRowsOf(facts)} training rows, the dashed line is L over ` +
    `${facts.document.data.validation} rows that never enter a gradient.`,
  ({ document: { training } }) =>
    training.optimizer.id === "adam"
      ? "Compare Adam with gradient descent from the same start: Reset, choose it, and run again beside the pale run."
      : "Compare the optimisers from the same start: Reset, choose another, and run again beside the pale run.",
];

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
        leaf("input", "x", inputs, [0, 0], "x_i"),
        ...layers(
          {
            prefix: "",
            input: { id: "x", units: 2 },
            widths: [8, 8],
            outputs: 1,
            activation: "relu",
            spread: (count) => Math.sqrt(2 / count),
            column: 1,
            row: 0,
          },
          randomNumbers(11),
        ),
        leaf("target", "y", targets, [6, 0.95], "y_i"),
        operation("binary-cross-entropy-with-logits", "loss", ["f2", "y"], [6, 0], "\\ell_i"),
      ],
      { pitch: [190, 240] },
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
