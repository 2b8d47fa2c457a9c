import { momentumSetting } from "./momentum-setting";
import { coupledDecay, descend, heavyVelocity } from "./steps";
import type { Optimizer, OptimizerSetting } from "./types";

const dampeningSetting = {
  name: "dampening",
  title: "dampening",
  latex: "\\tau",
  initial: 0,
  range: { from: 0, to: 1, toExcluded: true },
} as const satisfies OptimizerSetting;

/** PyTorch's SGD with momentum: b := g at the first update, then b := μb + (1 − τ)g; θ := θ − ηb. */
export const heavyBall = {
  id: "heavy-ball",
  title: "Momentum as in PyTorch",
  summary: "The gradients are added up instead of averaged; the first one counts whole.",
  initialRate: 0.01,
  settings: [momentumSetting, dampeningSetting],
  memory: [{ name: "b", latex: "b", title: "velocity" }],
  weightDecay: "coupled",
  update({ parameters, gradient, memory }, settings, rate, t) {
    const [velocities] = memory as [Float64Array];
    const mu = settings.momentum as number;
    const share = t === 1 ? 1 : 1 - (settings.dampening as number);
    const count = parameters.length;
    for (let i = 0; i < count; i++) {
      const b = mu * (velocities[i] as number) + share * (gradient[i] as number);
      velocities[i] = b;
      parameters[i] = (parameters[i] as number) - rate * b;
    }
  },
  microSteps: (decays) => [
    ...(decays ? [coupledDecay] : []),
    heavyVelocity(momentumSetting, dampeningSetting),
    descend("b"),
  ],
  pytorch: (parameters, settings, rate) =>
    `torch.optim.SGD(${parameters}, lr=${rate}, momentum=${settings.momentum}, dampening=${settings.dampening})`,
} as const satisfies Optimizer;
