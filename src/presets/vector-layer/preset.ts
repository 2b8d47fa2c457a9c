import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import { countText, type Sentence, trainingRowsOf } from "../words";

export const words: readonly Sentence[] = [
  (facts) =>
    `f₁ and h₁ hold ${countText(facts.width("f1"))} units for each of the ${countText(trainingRowsOf(facts))} samples, and ` +
    "the weights Ω₁ and Ω₂ are matrices.",
  "Every derivative is that of the chosen sample; only the partials are averaged over the batch.",
  ({ isAsMade }) =>
    isAsMade("numbers", "rows", "widths")
      ? "Choose another sample: other units are inactive, while the partials stay the same."
      : "Choose another sample: the partials stay the same.",
  ({ width, beta, omega, column }) => {
    const units = Array.from({ length: width("f1") }, (_, unit) => unit);
    const dead = units.filter((unit) =>
      column("x").every((x) => !(beta("f1", unit) + omega("f1", 0, unit) * x > 0)),
    );
    const [first] = dead;
    if (first === undefined) return null;
    return dead.length === 1
      ? `Unit ${first + 1} is dead, inactive at every sample.`
      : `${dead.length} units are dead, inactive at every sample.`;
  },
];

export function make(): BackflowDocument {
  return documentOf(
    "A layer and a batch",
    [
      leaf("input", "x", [[-1], [0.2], [0.8]], [0, 0], "x_i"),
      linear("f1", [0.3, -0.1, -0.9, 0.5], { x: [[-1], [2], [0.65], [0.8]] }, [1, 0], {
        omega: ["\\Omega_1"],
      }),
      operation("relu", "h1", ["f1"], [2, 0]),
      linear("f2", -0.3, { h1: [[2, -1, 3, 1.5]] }, [3, 0], { omega: ["\\Omega_2"] }),
      leaf("target", "y", [[1.5], [0.5], [-0.5]], [3, 1.05], "y_i"),
      operation("squared-error", "loss", ["f2", "y"], [4, 0], "\\ell_i"),
    ],
    { pitch: [260, 200] },
  );
}
