import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";

export const words =
  "h₁ = exp[6.7] is 812.4, and exp[812.4] is larger than any float64 (about 1.8·10³⁰⁸), so that h₂ is ∞. All that " +
  "comes after it is spoiled, in both passes, but only h₂ is to blame. Set ω₁ to 0.001, and every step is finite " +
  "again.";

export function make(): BackflowDocument {
  return documentOf("Overflow", [
    leaf("input", "x", 3.3, [0, 0], "x_i"),
    linear("f0", 0.1, { x: 2 }, [1, 0]),
    operation("exp", "h1", ["f0"], [2, 0]),
    linear("f1", 0, { h1: 1 }, [3, 0]),
    operation("exp", "h2", ["f1"], [4, 0]),
    linear("f2", 0.5, { h2: 0.1 }, [5, 0]),
    leaf("target", "y", 1, [5, 0.85], "y_i"),
    operation("squared-error", "loss", ["f2", "y"], [6, 0], "\\ell_i"),
  ]);
}
