import {
  beta1Setting,
  beta2Setting,
  epsilonSetting,
  moments,
  updateByMoments,
} from "./adam-moments";
import { biasCorrection, coupledDecay, runningAverage, scaledStep, takeStep } from "./steps";
import type { MicroStep, Optimizer } from "./types";

/** The lines that Adam and AdamW share. */
export const momentSteps: readonly MicroStep[] = [
  runningAverage("m", beta1Setting, { squared: false, title: "running average of the gradients" }),
  runningAverage("v", beta2Setting, {
    squared: true,
    title: "running average of the squared gradients",
  }),
  biasCorrection("m", beta1Setting),
  biasCorrection("v", beta2Setting),
  scaledStep("mHat", "vHat"),
  takeStep,
];

/** Adam; weight decay, where there is one, is part of the gradient. */
export const adam = {
  id: "adam",
  title: "Adam",
  summary:
    "Momentum, divided by how large the gradients have been; both corrected for their start at zero. ρ₁ and ρ₂ are the β₁ and β₂ of PyTorch: here β is a bias.",
  initialRate: 0.01,
  settings: [beta1Setting, beta2Setting, epsilonSetting],
  memory: moments,
  weightDecay: "coupled",
  update: updateByMoments,
  microSteps: (decays) => [...(decays ? [coupledDecay] : []), ...momentSteps],
  pytorch: (parameters, settings, rate) =>
    `torch.optim.Adam(${parameters}, lr=${rate}, betas=(${settings.beta1}, ${settings.beta2}), eps=${settings.epsilon})`,
} as const satisfies Optimizer;
