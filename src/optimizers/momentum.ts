import { momentumSetting } from "./momentum-setting";
import { coupledDecay, descend, runningAverage } from "./steps";
import type { Optimizer } from "./types";

/**
 * The lecture's momentum, a running average: v := μv + (1 − μ)g from v = 0, θ := θ − ηv. It is PyTorch's SGD with the
 * rate η(1 − μ), momentum μ and dampening 0, whose velocity is v / (1 − μ); not dampening μ, whose first step is
 * undamped.
 */
export const momentum = {
  id: "momentum",
  title: "Momentum",
  summary: "A step against the running average of the gradients, which evens out noise.",
  initialRate: 0.1,
  settings: [momentumSetting],
  memory: [{ name: "v", latex: "v", title: "running average of the gradients" }],
  weightDecay: "coupled",
  update({ parameters, gradient, memory }, settings, rate) {
    const [average] = memory as [Float64Array];
    const mu = settings.momentum as number;
    const count = parameters.length;
    for (let i = 0; i < count; i++) {
      const v = mu * (average[i] as number) + (1 - mu) * (gradient[i] as number);
      average[i] = v;
      parameters[i] = (parameters[i] as number) - rate * v;
    }
  },
  microSteps: (decays) => [
    ...(decays ? [coupledDecay] : []),
    runningAverage("v", momentumSetting, {
      squared: false,
      title: "running average of the gradients",
    }),
    descend("v"),
  ],
  pytorch: (parameters, settings, rate) => {
    const mu = settings.momentum ?? Number.NaN;
    return `torch.optim.SGD(${parameters}, lr=${rate} * (1 - ${mu}), momentum=${mu})`;
  },
} as const satisfies Optimizer;
