import type { CurveGenerator } from "./generator";

/** y = 0.5 + 0.8 x: what a single linear node fits. */
export const line = {
  kind: "curve",
  id: "line",
  title: "Line",
  latex: "y_i = 0.5 + 0.8\\,x_i",
  noise: 0.1,
  curve: () => ({ from: -1.5, to: 1.5, valueAt: (x) => 0.5 + 0.8 * x }),
} as const satisfies CurveGenerator;
