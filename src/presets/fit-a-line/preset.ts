import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import { rowsOf, trainedBy } from "../trained-network";
import { batchOf, type Sentence, trainingRowsOf } from "../words";

const TITLE = "Fit a line";

export const words: readonly Sentence[] = [
  "Press Run (Space), and see where the line moves among its rows.",
  (facts) => {
    const [rows, batch] = [trainingRowsOf(facts), batchOf(facts)];
    const isWhole = rows % batch === 0;
    const [open, close] = isWhole ? ["", ""] : ["⌈", "⌉"];
    return `An epoch has ${open}N/B${close} = ${open}${rows}/${batch}${close} = ${Math.ceil(rows / batch)} iterations.`;
  },
  "Reset, choose all rows at once and run, then the same with one row at a time: the same cost in sample gradients, a smooth curve or a " +
    "noisy one.",
  "Momentum evens the noise out; the map of L has both paths.",
];

export function make(): BackflowDocument {
  const { inputs, targets } = rowsOf({
    generator: "line",
    size: 24,
    validation: 0,
    noise: 0.2,
    seed: 3,
    coding: "0/1",
    points: [],
  });
  return trainedBy(
    documentOf(TITLE, [
      leaf("input", "x", inputs, [0, 0], "x_i"),
      linear("f", -1, { x: -1 }, [1.2, 0], { beta: "\\beta", omega: ["\\omega"] }),
      leaf("target", "y", targets, [2.4, 0.9], "y_i"),
      operation("squared-error", "loss", ["f", "y"], [2.4, 0], "\\ell_i"),
    ]),
    { rate: 0.1, batchSize: 6, epochs: 30, seed: 1 },
  );
}
