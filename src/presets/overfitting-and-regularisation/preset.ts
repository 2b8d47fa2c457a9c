import { randomNumbers } from "@/data";
import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, operation } from "../document-builder";
import { layers } from "../layered";
import { rowsOf, trainedBy } from "../trained-network";
import { inTwoRows } from "../two-rows";
import { type Sentence, trainingRowsOf } from "../words";

const TITLE = "Overfitting and regularisation";

export const words: readonly Sentence[] = [
  (facts) => {
    const rows = `${trainingRowsOf(facts)} training rows`;
    const validation = `${facts.document.data.validation} validation rows`;
    return facts.isAsMade("numbers", "rows", "widths", "training", "rate")
      ? `Press Run (Space) at full speed. L over the ${rows} falls towards 0, L over the ${validation} turns up: the curve ` +
          "learns the noise."
      : `Press Run (Space) at full speed, and compare L over the ${rows} with L over the ${validation}.`;
  },
  "Then Reset, choose weight decay, and raise λ until the dashed line stays down.",
  "Early stopping ends the run near its lowest point instead.",
];

const PLACES = inTwoRows(7);

export function make(): BackflowDocument {
  const { inputs, targets } = rowsOf({
    generator: "sine",
    size: 12,
    validation: 40,
    noise: 0.3,
    seed: 8,
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
            input: { id: "x", units: 1 },
            widths: [20, 20],
            outputs: 1,
            activation: "tanh",
            spread: (count) => (count === 1 ? 2 : Math.sqrt(1 / count)),
            at: (index) => PLACES.at(index + 1),
          },
          randomNumbers(3),
        ),
        leaf("target", "y", targets, PLACES.target, "y_i"),
        operation("squared-error", "loss", ["f2", "y"], PLACES.at(6), "\\ell_i"),
      ],
      { pitch: PLACES.pitch },
    ),
    {
      optimizer: { id: "adam", settings: {} },
      rate: 0.01,
      batchSize: "all",
      epochs: 600,
      seed: 1,
    },
    40,
  );
}
