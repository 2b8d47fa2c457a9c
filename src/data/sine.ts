import type { CurveGenerator } from "./generator";

/** y = sin[2x]. */
export const sine = {
  kind: "curve",
  id: "sine",
  title: "Sine",
  latex: "y_i = \\sin[2x_i]",
  noise: 0.1,
  curve: () => ({ from: -1.5, to: 1.5, valueAt: (x) => Math.sin(2 * x) }),
} as const satisfies CurveGenerator;
