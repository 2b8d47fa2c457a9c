import { momentumSetting } from "./momentum-setting";
import { coupledDecay, descend, lookAhead, velocity } from "./steps";
import type { Optimizer } from "./types";

/** PyTorch's Nesterov momentum: b := μb + g from b = 0, θ := θ − η(g + μb). */
export const nesterov = {
  id: "nesterov",
  title: "Nesterov",
  summary: "Momentum that adds the velocity it is going to have before it steps.",
  initialRate: 0.01,
  settings: [momentumSetting],
  memory: [{ name: "b", latex: "b", title: "velocity" }],
  weightDecay: "coupled",
  update({ parameters, gradient, memory }, settings, rate) {
    const [velocities] = memory as [Float64Array];
    const mu = settings.momentum as number;
    const count = parameters.length;
    for (let i = 0; i < count; i++) {
      const g = gradient[i] as number;
      const b = mu * (velocities[i] as number) + g;
      velocities[i] = b;
      parameters[i] = (parameters[i] as number) - rate * (g + mu * b);
    }
  },
  microSteps: (decays) => [
    ...(decays ? [coupledDecay] : []),
    velocity(momentumSetting),
    lookAhead(momentumSetting),
    descend("ahead"),
  ],
  pytorch: (parameters, settings, rate) =>
    `torch.optim.SGD(${parameters}, lr=${rate}, momentum=${settings.momentum}, nesterov=True)`,
} as const satisfies Optimizer;
