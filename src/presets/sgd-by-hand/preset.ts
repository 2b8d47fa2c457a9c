import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import { trainedBy } from "../trained-network";

const TITLE = "Two updates by hand";

export const words =
  "Press R: the queue names the three rows of the first mini-batch. Compute their partials and the mean, then β and ω " +
  "after one update with η = 0.05, and go there step by step with →. 7/3 is not whole: the third mini-batch has one row " +
  "only, which weighs three times as much as another.";

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
