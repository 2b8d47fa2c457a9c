import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";

export const words =
  "At f₂ = −8.911 the sigmoid is flat: ∂h₂/∂f₂ = 1.35·10⁻⁴ cuts the gradient 7,400-fold. The weight ω₂ = −13.1 " +
  "brings it back above a thousandth of what entered, but only at h₁: at f₁ it has sunk below again. Raise β₂ from " +
  "2.6 to 11.5, and the unit comes off its tail.";

export function make(): BackflowDocument {
  return documentOf("Saturated sigmoid", [
    leaf("input", "x", 1.2, [0, 0], "x_i"),
    linear("f1", 0.3, { x: 1.4 }, [1, 0]),
    operation("sigmoid", "h1", ["f1"], [2, 0]),
    linear("f2", 2.6, { h1: -13.1 }, [3, 0]),
    operation("sigmoid", "h2", ["f2"], [4, 0]),
    linear("f3", -0.6, { h2: 3.2 }, [5, 0]),
    operation("sigmoid", "h3", ["f3"], [6, 0]),
    linear("f4", 0.4, { h3: 2.1 }, [7, 0]),
    leaf("target", "y", 2, [7, 0.85], "y_i"),
    operation("squared-error", "loss", ["f4", "y"], [8, 0], "\\ell_i"),
  ]);
}
