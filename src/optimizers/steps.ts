import type { MicroStep, OptimizerSetting } from "./types";

/** Lines that several optimisers share. */

const symbolOf = (name: string, latex: string) => (symbols: Readonly<Record<string, string>>) =>
  symbols[name] ?? latex;

const part = (of: Readonly<Record<string, string>>, name: string): string => of[name] ?? "";
const number = (of: Readonly<Record<string, number>>, name: string): number =>
  of[name] ?? Number.NaN;

/** g := g + λθ: weight decay as the gradient of (λ/2)Σθ². */
export const coupledDecay: MicroStep = {
  name: "g",
  target: symbolOf("gSymbol", "g"),
  title: "weight decay joins the gradient",
  formula: (of) => `${part(of, "g")} + ${part(of, "lambda")} \\cdot ${part(of, "theta")}`,
  value: (of) => number(of, "g") + number(of, "lambda") * number(of, "theta"),
};

/** θ := θ − ηλθ: decoupled weight decay, AdamW's. */
export const decoupledDecay: MicroStep = {
  name: "theta",
  target: symbolOf("thetaSymbol", "\\theta"),
  title: "weight decay, apart from the gradient",
  formula: (of) =>
    `${part(of, "theta")} - ${part(of, "eta")} \\cdot ${part(of, "lambda")} \\cdot ${part(of, "theta")}`,
  value: (of) =>
    number(of, "theta") - number(of, "eta") * number(of, "lambda") * number(of, "theta"),
};

/** average := factor · average + (1 − factor) · g, or of g². */
export function runningAverage(
  name: string,
  factor: OptimizerSetting,
  options: { readonly squared: boolean; readonly title: string },
): MicroStep {
  const { squared, title } = options;
  return {
    name,
    target: symbolOf(`${name}Symbol`, name),
    title,
    formula: (of) =>
      `${part(of, factor.name)} \\cdot ${part(of, name)} + (1 - ${part(of, factor.name)}) \\cdot ${part(of, "g")}${squared ? "^{2}" : ""}`,
    value: (of) => {
      const share = number(of, factor.name);
      const g = number(of, "g");
      return share * number(of, name) + (1 - share) * (squared ? g * g : g);
    },
  };
}

/** x̂ := x / (1 − βᵗ): a running average that began at zero, as large as if it had not. */
export function biasCorrection(name: string, factor: OptimizerSetting): MicroStep {
  return {
    name: `${name}Hat`,
    target: () => `\\hat{${name}}`,
    title: `${name} without its start at zero`,
    formula: (of) => `\\dfrac{${part(of, name)}}{1 - ${part(of, factor.name)}^{${part(of, "t")}}}`,
    value: (of) => number(of, name) / (1 - number(of, factor.name) ** number(of, "t")),
  };
}

/** θ := θ − η · direction. */
export function descend(name: string): MicroStep {
  return {
    name: "theta",
    target: symbolOf("thetaSymbol", "\\theta"),
    title: "a step downhill",
    formula: (of) => `${part(of, "theta")} - ${part(of, "eta")} \\cdot ${part(of, name)}`,
    value: (of) => number(of, "theta") - number(of, "eta") * number(of, name),
  };
}

/** Δ := η · above / (√below + ε). */
export function scaledStep(above: string, below: string): MicroStep {
  return {
    name: "delta",
    target: () => "\\Delta",
    title: "the step, scaled by how large the gradients have been",
    formula: (of) =>
      `${part(of, "eta")} \\cdot \\dfrac{${part(of, above)}}{\\sqrt{${part(of, below)}} + ${part(of, "epsilon")}}`,
    value: (of) =>
      (number(of, "eta") * number(of, above)) /
      (Math.sqrt(number(of, below)) + number(of, "epsilon")),
  };
}

/** θ := θ − Δ. */
export const takeStep: MicroStep = {
  name: "theta",
  target: symbolOf("thetaSymbol", "\\theta"),
  title: "a step downhill",
  formula: (of) => `${part(of, "theta")} - ${part(of, "delta")}`,
  value: (of) => number(of, "theta") - number(of, "delta"),
};

/** b := μb + g, from zero: PyTorch's velocity without dampening. */
export function velocity(factor: OptimizerSetting): MicroStep {
  return {
    name: "b",
    target: symbolOf("bSymbol", "b"),
    title: "velocity",
    formula: (of) => `${part(of, factor.name)} \\cdot ${part(of, "b")} + ${part(of, "g")}`,
    value: (of) => number(of, factor.name) * number(of, "b") + number(of, "g"),
  };
}

/** n := g + μb: the gradient with the velocity that it will have next. */
export function lookAhead(factor: OptimizerSetting): MicroStep {
  return {
    name: "ahead",
    target: () => "n",
    title: "gradient with the coming velocity",
    formula: (of) => `${part(of, "g")} + ${part(of, factor.name)} \\cdot ${part(of, "b")}`,
    value: (of) => number(of, "g") + number(of, factor.name) * number(of, "b"),
  };
}

/** b := μb + (1 − τ)g, undamped at the first update: PyTorch's velocity with dampening. */
export function heavyVelocity(factor: OptimizerSetting, dampening: OptimizerSetting): MicroStep {
  return {
    name: "b",
    target: symbolOf("bSymbol", "b"),
    title: "velocity; the first gradient counts whole",
    formula: (of) => {
      const kept = `${part(of, factor.name)} \\cdot ${part(of, "b")}`;
      return part(of, "t") === "1"
        ? `${kept} + ${part(of, "g")}`
        : `${kept} + (1 - ${part(of, dampening.name)}) \\cdot ${part(of, "g")}`;
    },
    value: (of) => {
      const share = number(of, "t") === 1 ? 1 : 1 - number(of, dampening.name);
      return number(of, factor.name) * number(of, "b") + share * number(of, "g");
    },
  };
}
