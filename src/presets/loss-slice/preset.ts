import { type BackflowDocument, CURVE_MARKS, type Figure } from "@/graph";
import { TWO_ROWS } from "../composition-places";
import { documentOf, leaf, linear, operation } from "../document-builder";
import { rowsOf } from "../trained-network";
import { type Sentence, trainingRowsOf } from "../words";

const TITLE = "The loss against a weight";

const figure = (id: string, range: readonly [number, number]): Figure => ({
  kind: "curve",
  id,
  axis: { kind: "omega", node: "f0", port: 0, unit: 0, input: 0 },
  panels: [[{ kind: "objective" }, { kind: "loss" }]],
  columns: 1,
  range,
  valueRange: null,
  marks: CURVE_MARKS,
});

export const words: readonly Sentence[] = [
  (facts) =>
    facts.isAsMade("figures")
      ? "All other numbers stay as they are; ω₀ alone moves. The slope of L is the partial that training uses: the mean over " +
        `${trainingRowsOf(facts)} rows. The pale curve is ℓᵢ of the chosen sample, whose slope is another.`
      : null,
  ({ isAsMade }) =>
    isAsMade("figures")
      ? "Drag ω₀ on the axis and see why gradient descent may stop in a valley that is not the deepest; the second figure " +
        "looks at the place from near."
      : "Figures (V) draw L against ω₀: drag it on the axis.",
];

export function make(): BackflowDocument {
  const { inputs, targets } = rowsOf({
    generator: "sine",
    size: 25,
    validation: 0,
    noise: 0.1,
    seed: 7,
    coding: "0/1",
    points: [],
  });
  return documentOf(
    TITLE,
    [
      leaf("input", "x", inputs, TWO_ROWS.x, "x_i"),
      linear("f0", 1, { x: 0.1 }, TWO_ROWS.f0),
      operation("sin", "h1", ["f0"], TWO_ROWS.h1),
      linear("f1", 2, { h1: -0.4 }, TWO_ROWS.f1),
      operation("exp", "h2", ["f1"], TWO_ROWS.h2),
      linear("f2", -3, { h2: 2 }, TWO_ROWS.f2),
      operation("cos", "h3", ["f2"], TWO_ROWS.h3),
      linear("f3", 0.4, { h3: 3 }, TWO_ROWS.f3),
      leaf("target", "y", targets, TWO_ROWS.y, "y_i"),
      operation("squared-error", "loss", ["f3", "y"], TWO_ROWS.loss, "\\ell_i"),
    ],
    { figures: [figure("far", [-1, 1]), figure("near", [-0.1, 0.3])] },
  );
}
