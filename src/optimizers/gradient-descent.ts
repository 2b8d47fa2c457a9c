import { coupledDecay, descend } from "./steps";
import type { Optimizer } from "./types";

/** θ := θ − ηg */
export const gradientDescent = {
  id: "gradient-descent",
  title: "Gradient descent",
  summary: "A step against the gradient, as long as η times the gradient.",
  initialRate: 0.1,
  settings: [],
  memory: [],
  weightDecay: "coupled",
  update({ parameters, gradient }, _settings, rate) {
    const count = parameters.length;
    for (let i = 0; i < count; i++) {
      parameters[i] = (parameters[i] as number) - rate * (gradient[i] as number);
    }
  },
  microSteps: (decays) => [...(decays ? [coupledDecay] : []), descend("g")],
  pytorch: (parameters, _settings, rate) => `torch.optim.SGD(${parameters}, lr=${rate})`,
} as const satisfies Optimizer;
