import type { CurveGenerator } from "./generator";
import { naturalSpline } from "./spline";

/** The cubic spline through the points that the user drew, between the first and the last of them. */
export const drawn = {
  kind: "curve",
  id: "drawn",
  title: "Drawn",
  latex: "y_i = \\text{the drawn curve at } x_i",
  noise: 0,
  curve: (points) => ({
    from: points[0]?.x ?? 0,
    to: points.at(-1)?.x ?? 0,
    valueAt: naturalSpline(points).valueAt,
  }),
} as const satisfies CurveGenerator;
