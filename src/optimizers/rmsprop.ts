import { coupledDecay, runningAverage, scaledStep, takeStep } from "./steps";
import type { Optimizer, OptimizerSetting } from "./types";

const alphaSetting = {
  name: "alpha",
  title: "smoothing",
  latex: "\\alpha",
  initial: 0.99,
  range: { from: 0, to: 1, toExcluded: true },
} as const satisfies OptimizerSetting;

const epsilonSetting = {
  name: "epsilon",
  title: "epsilon",
  latex: "\\epsilon",
  initial: 1e-8,
  range: { from: 0, to: 1, fromExcluded: true },
} as const satisfies OptimizerSetting;

/** v := αv + (1 − α)g² from v = 0, θ := θ − ηg/(√v + ε), ε outside the root. */
export const rmsprop = {
  id: "rmsprop",
  title: "RMSProp",
  summary: "Each parameter's step is divided by how large its gradients have been of late.",
  initialRate: 0.01,
  settings: [alphaSetting, epsilonSetting],
  memory: [{ name: "v", latex: "v", title: "running average of the squared gradients" }],
  weightDecay: "coupled",
  update({ parameters, gradient, memory }, settings, rate) {
    const [squares] = memory as [Float64Array];
    const alpha = settings.alpha as number;
    const epsilon = settings.epsilon as number;
    const count = parameters.length;
    for (let i = 0; i < count; i++) {
      const g = gradient[i] as number;
      const v = alpha * (squares[i] as number) + (1 - alpha) * (g * g);
      squares[i] = v;
      parameters[i] = (parameters[i] as number) - (rate * g) / (Math.sqrt(v) + epsilon);
    }
  },
  microSteps: (decays) => [
    ...(decays ? [coupledDecay] : []),
    runningAverage("v", alphaSetting, {
      squared: true,
      title: "running average of the squared gradients",
    }),
    scaledStep("g", "v"),
    takeStep,
  ],
  pytorch: (parameters, settings, rate) =>
    `torch.optim.RMSprop(${parameters}, lr=${rate}, alpha=${settings.alpha}, eps=${settings.epsilon})`,
} as const satisfies Optimizer;
