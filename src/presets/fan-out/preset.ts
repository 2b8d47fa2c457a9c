import type { BackflowDocument } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import type { Sentence } from "../words";

export const words: readonly Sentence[] = [
  "Two wires leave f₀ and two leave h₂; each carries its own contribution, and Σ at the node adds them.",
  ({ contribution }) => `At h₂ ${signsOf(contribution("h2", "f1"), contribution("h2", "h3"))}.`,
  ({ contribution, value, equalTo }) => {
    const bySine = contribution("f0", "h1");
    const byProduct = contribution("f0", "h2");
    const given = "At f₀ they are f₀ · cos[f₀] and sin[f₀], each times ∂ℓᵢ/∂h₂, and";
    const left = Math.abs(bySine + byProduct) / Math.abs(bySine);
    return left < NEARLY_NOTHING
      ? `${given} at f₀ ${equalTo(value("f0"))} they nearly cancel, because f · sin[f] is almost level there.`
      : `${given} ${signsOf(bySine, byProduct)}.`;
  },
  ({ contribution, beta, omega }) => {
    const f = beta("f0") + omega("f0");
    const isOpposite = contribution("f0", "h1") * contribution("f0", "h2") < 0;
    return isOpposite && Math.sin(f) * f * Math.cos(f) > 0
      ? "Set xᵢ to 1, and they have the same sign."
      : null;
  },
];

/** The share of a contribution below which the sum of two has nearly cancelled. */
const NEARLY_NOTHING = 0.05;

function signsOf(one: number, other: number): string {
  if (one * other > 0) return "both have the same sign";
  return one * other < 0 ? "they have opposite signs" : "nothing comes along one of them, or both";
}

export function make(): BackflowDocument {
  return documentOf(
    "Fan-out",
    [
      leaf("input", "x", 2.9, [0, 0], "x_i"),
      linear("f0", 0, { x: 0.7 }, [1, 0]),
      operation("sin", "h1", ["f0"], [2, 1]),
      operation("multiply", "h2", ["f0", "h1"], [3, 0]),
      operation("square", "h3", ["h2"], [4, 1]),
      operation("add", "f1", ["h2", "h3"], [5, 0]),
      leaf("target", "y", 4, [5, 1.05], "y_i"),
      operation("squared-error", "loss", ["f1", "y"], [6, 0], "\\ell_i"),
    ],
    { pitch: [215, 230] },
  );
}
