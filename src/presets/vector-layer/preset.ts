import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";

export const words =
  "f₁ and h₁ hold four units for each of the three samples, and the weights Ω₁ and Ω₂ are matrices. Every " +
  "derivative is that of the chosen sample; only the partials are averaged over the batch. Choose another sample: " +
  "other units are inactive, while the partials stay the same. The third unit is dead, inactive at all three samples.";

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
