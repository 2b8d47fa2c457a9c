import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, type NodeDescription, operation } from "../document-builder";
import type { Sentence } from "../words";

/** Rows of the drawing: parameters stand above what they feed, in two lines of computed nodes. */
const UPPER = { parameters: 0, chain: 0.85 };
const LOWER = { parameters: 1.8, chain: 2.65 };

/**
 * f_k = β_k + ω_k · source in primitives. In document order ω_k comes before β_k: the partials run through it
 * backward, so that β_k comes first, as in the lecture.
 */
function primitives(
  k: number,
  source: string,
  [beta, omega]: readonly [beta: number, omega: number],
  column: number,
  line: typeof UPPER,
): readonly NodeDescription[] {
  return [
    leaf("parameter", `omega${k}`, omega, [column - 1, line.parameters], `\\omega_${k}`),
    operation("multiply", `product${k}`, [`omega${k}`, source], [column, line.chain], `p_${k}`),
    leaf("parameter", `beta${k}`, beta, [column, line.parameters], `\\beta_${k}`),
    operation("add", `f${k}`, [`beta${k}`, `product${k}`], [column + 1, line.chain]),
  ];
}

export const words: readonly Sentence[] = [
  "Each fₖ is taken apart into a product pₖ and a sum βₖ + pₖ.",
  "The partials of βₖ and ωₖ now come along wires like any other derivative: the local derivative is 1 through the sum, and " +
    "hₖ (for k = 0: xᵢ) through the product.",
  ({ isAsMade }) =>
    isAsMade("numbers", "rows") ? "All numbers agree with the toy network." : null,
];

export function make(): BackflowDocument {
  return documentOf(
    "Toy network in primitives",
    [
      leaf("input", "x", 2.3, [0, UPPER.chain], "x_i"),
      ...primitives(0, "x", [1, 0.1], 1, UPPER),
      operation("sin", "h1", ["f0"], [3, UPPER.chain]),
      ...primitives(1, "h1", [2, -0.4], 4, UPPER),
      operation("exp", "h2", ["f1"], [0, LOWER.chain]),
      ...primitives(2, "h2", [-3, 2], 1, LOWER),
      operation("cos", "h3", ["f2"], [3, LOWER.chain]),
      ...primitives(3, "h3", [0.4, 3], 4, LOWER),
      leaf("target", "y", 2, [6, LOWER.parameters], "y_i"),
      operation("squared-error", "loss", ["f3", "y"], [6, LOWER.chain], "\\ell_i"),
    ],
    { pitch: [250, 240] },
  );
}
