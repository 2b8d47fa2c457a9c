import type { CurveGenerator } from "./generator";

/** y = x³ − x. */
export const polynomial = {
  kind: "curve",
  id: "polynomial",
  title: "Polynomial",
  latex: "y_i = x_i^3 - x_i",
  noise: 0.1,
  curve: () => ({ from: -1.5, to: 1.5, valueAt: (x) => x * (x * x - 1) }),
} as const satisfies CurveGenerator;
