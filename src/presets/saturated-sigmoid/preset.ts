import type { BackflowDocument, NodeId } from "@/graph";
import { documentOf, leaf, linear, operation } from "../document-builder";
import type { Sentence } from "../words";

export const words: readonly Sentence[] = [
  ({ value, local, text, equalTo }) => {
    const passed = local("f2", "h2");
    const at = `At f₂ ${equalTo(value("f2"))} the sigmoid is`;
    return passed < FLAT
      ? `${at} saturated: ∂h₂/∂f₂ ${equalTo(passed)} cuts the gradient ${text(1 / passed, 2)}-fold.`
      : `${at} off its flat tails: ∂h₂/∂f₂ ${equalTo(passed)}, where ¼ is the most that it can be.`;
  },
  ({ derivative, omega, text, equalTo }) => {
    const shareAt = (node: NodeId) => Math.abs(derivative(node) / derivative("f4"));
    const [f2, h1, f1] = [shareAt("f2"), shareAt("h1"), shareAt("f1")];
    if (!(f2 <= STARVED && h1 > STARVED)) return `Of what enters, ${text(f1)} is left at f₁.`;
    const revived = `The weight ω₂ ${equalTo(omega("f2"))} brings it back above a thousandth of what entered`;
    return f1 > STARVED
      ? `${revived}.`
      : `${revived}, but only at h₁: at f₁ it has sunk below again.`;
  },
  ({ value, local, beta, text }) => {
    const [now, raised] = [beta("f2"), 11.5];
    const passed = sigmoidDerivative(value("f2") - now + raised);
    return local("f2", "h2") < FLAT && passed >= FLAT
      ? `Set β₂, which is ${text(now)}, to ${raised}, and the unit comes off its tail.`
      : null;
  },
];

/** A sigmoid is saturated below 5 % of its largest derivative. */
const FLAT = 0.05 / 4;
/** The share of the gradient that enters, below which it has vanished. */
const STARVED = 1e-3;

function sigmoidDerivative(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / (1 + e) ** 2;
}

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
