import { documentOf, leaf, linear, operation } from "./document-builder";
import type { Preset } from "./preset";
import { later, trainedBy } from "./trained-network";

const TITLE = "Two updates by hand";

const document = later(() =>
  trainedBy(
    documentOf(TITLE, [
      leaf("input", "x", [[-3], [-2], [-1], [0], [1], [2], [3]], [0, 0], "x_i"),
      linear("f", 0, { x: 1 }, [1.2, 0], { beta: "\\beta", omega: ["\\omega"] }),
      leaf("target", "y", [[-5], [-4], [-1], [1], [3], [5], [8]], [2.4, 0.9], "y_i"),
      operation("squared-error", "loss", ["f", "y"], [2.4, 0], "\\ell_i"),
    ]),
    { rate: 0.05, batchSize: 3, epochs: 10, seed: 2 },
  ),
);

export const sgdByHand: Preset = {
  slug: "sgd-by-hand",
  title: TITLE,
  story:
    "N = 7, B = 3: compute two updates of β and ω with a pencil, then let the page check them.",
  words:
    "Press R: the queue names the three rows of the first mini-batch. Compute their partials and the mean, then β and ω " +
    "after one update with η = 0.05, and go there step by step with →. 7/3 is not whole: the third mini-batch has one row " +
    "only, which weighs three times as much as another.",
  get document() {
    return document();
  },
};
