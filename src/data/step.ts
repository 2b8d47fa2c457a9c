import type { CurveGenerator } from "./generator";

/** The unit step: 1 from x = 0 on, else 0. */
export const step = {
  kind: "curve",
  id: "step",
  title: "Step",
  latex: "y_i = 1 \\text{ where } x_i \\geq 0,\\ \\text{else } 0",
  noise: 0.1,
  curve: () => ({ from: -1.5, to: 1.5, valueAt: (x) => (x >= 0 ? 1 : 0) }),
} as const satisfies CurveGenerator;
