import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import { trainedBy } from "../trained-network";
import type { Sentence } from "../words";

const TITLE = "Learning rate";

/** The mean of x² is 1, so that L is a bowl of curvature 2 in every direction: steps of η = 1 jump from side to side for ever. */
const ROWS = [-1.4, -1, -1, -0.2, 0.2, 1, 1, 1.4];

export const words: readonly Sentence[] = [
  ({ document: { training }, isAsMade, equalTo }) => {
    const isFirst = isAsMade("numbers", "rows", "training", "rate");
    return isFirst
      ? `η ${equalTo(training.rate)} creeps: press Run (Space).`
      : `Now η ${equalTo(training.rate)}: press Run (Space).`;
  },
  ({ isAsMade }) =>
    isAsMade("rate") ? "Then Reset, set η to 0.4, and run again beside the pale first run." : null,
  ({ isAsMade }) =>
    isAsMade("rows", "training")
      ? "At 1.2 each step lands further away on the other side: L nearly doubles; in 1,100 epochs a number overflows, and the run says " +
        "where. Which η separates the two?"
      : null,
];

export function make(): BackflowDocument {
  return trainedBy(
    documentOf(TITLE, [
      leaf(
        "input",
        "x",
        ROWS.map((x) => [x]),
        [0, 0],
        "x_i",
      ),
      linear("f", 0, { x: -1 }, [1.2, 0], { beta: "\\beta", omega: ["\\omega"] }),
      leaf(
        "target",
        "y",
        ROWS.map((x) => [2 * x]),
        [2.4, 0.9],
        "y_i",
      ),
      operation("squared-error", "loss", ["f", "y"], [2.4, 0], "\\ell_i"),
    ]),
    { rate: 0.01, batchSize: "all", epochs: 60 },
  );
}
