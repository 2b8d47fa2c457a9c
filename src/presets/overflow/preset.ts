import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import type { Sentence } from "../words";

export const words: readonly Sentence[] = [
  ({ value, text, equalTo }) => {
    const [f0, h1, f1, h2] = [value("f0"), value("h1"), value("f1"), value("h2")];
    const first = `With f₀ ${equalTo(f0)}, h₁ = exp[f₀] ${equalTo(h1)}`;
    if (!Number.isFinite(h1))
      return `exp[${text(f0)}] is larger than any float64 (about 1.8·10³⁰⁸), so that h₁ is ∞.`;
    if (Number.isFinite(h2)) return `${first}, and h₂ = exp[f₁] ${equalTo(h2)}: both are finite.`;
    return (
      `${first}, and exp[${text(f1)}] is larger than any float64 (about 1.8·10³⁰⁸), so that h₂ is ∞. All that comes after ` +
      "it is spoiled, in both passes, but only h₂ is to blame."
    );
  },
  ({ value, beta }) => {
    const [h1, h2] = [value("h1"), value("h2")];
    const mended = Math.exp(beta("f1") + MENDING_WEIGHT * h1);
    return h2 === Number.POSITIVE_INFINITY && mended < MODERATE
      ? `Set ω₁ to ${MENDING_WEIGHT}, and every step is finite again.`
      : null;
  },
];

const MENDING_WEIGHT = 0.001;
/** What is below it has a square that is far from overflowing. */
const MODERATE = 1e100;

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
