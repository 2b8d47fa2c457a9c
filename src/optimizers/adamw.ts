import { momentSteps } from "./adam";
import {
  beta1Setting,
  beta2Setting,
  epsilonSetting,
  moments,
  updateByMoments,
} from "./adam-moments";
import { decoupledDecay } from "./steps";
import type { Optimizer } from "./types";

/** Adam with decoupled weight decay: first θ := θ − ηλθ, and no λ in the gradient (Loshchilov and Hutter). */
export const adamw = {
  id: "adamw",
  title: "AdamW",
  summary:
    "Adam, with weight decay apart from the gradient, so that its size does not depend on it.",
  initialRate: 0.01,
  settings: [beta1Setting, beta2Setting, epsilonSetting],
  memory: moments,
  weightDecay: "decoupled",
  update(arrays, settings, rate, t) {
    const { parameters, decay } = arrays;
    if (decay) {
      const count = parameters.length;
      for (let i = 0; i < count; i++) {
        const theta = parameters[i] as number;
        parameters[i] = theta - rate * (decay[i] as number) * theta;
      }
    }
    updateByMoments(arrays, settings, rate, t);
  },
  microSteps: (decays) => [...(decays ? [decoupledDecay] : []), ...momentSteps],
  pytorch: (parameters, settings, rate) =>
    `torch.optim.AdamW(${parameters}, lr=${rate}, betas=(${settings.beta1}, ${settings.beta2}), eps=${settings.epsilon})`,
} as const satisfies Optimizer;
