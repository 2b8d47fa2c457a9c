import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import { trainedBy } from "../trained-network";
import { batchOf, countText, type Sentence, trainingRowsOf } from "../words";

const TITLE = "Two updates by hand";

export const words: readonly Sentence[] = [
  (facts) =>
    batchOf(facts) === 1
      ? "Training names the row of the first mini-batch, and rings it in the picture."
      : `Training names the ${countText(batchOf(facts))} rows of the first mini-batch, and rings them in the picture.`,
  ({ document: { training }, equalTo }) =>
    `Compute their partials and the mean, then β and ω after one update with η ${equalTo(training.rate)}, and go there step ` +
    "by step with →.",
  (facts) => {
    const [rows, batch] = [trainingRowsOf(facts), batchOf(facts)];
    const left = rows % batch;
    if (left === 0) return null;
    return (
      `${rows}/${batch} is not whole: the last mini-batch has ${countText(left)} ${left === 1 ? "row only, which weighs" : "rows only, which weigh"} ` +
      `${facts.text(batch / left)} times as much as another.`
    );
  },
];

export function make(): BackflowDocument {
  return trainedBy(
    documentOf(TITLE, [
      leaf("input", "x", [[-3], [-2], [-1], [0], [1], [2], [3]], [0, 0], "x_i"),
      linear("f", 0, { x: 1 }, [1.2, 0], { beta: "\\beta", omega: ["\\omega"] }),
      leaf("target", "y", [[-5], [-4], [-1], [1], [3], [5], [8]], [2.4, 0.9], "y_i"),
      operation("squared-error", "loss", ["f", "y"], [2.4, 0], "\\ell_i"),
    ]),
    { rate: 0.05, batchSize: 3, epochs: 10, seed: 2 },
  );
}
