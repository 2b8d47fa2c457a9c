import type { ClassGenerator } from "./generator";

/** Two round clouds, one for each class, with a standard deviation of 0.3. */
export const bumps = {
  kind: "classes",
  id: "bumps",
  title: "Bumps",
  latex: "\\text{two clouds, around } (-0.8, -0.8) \\text{ and } (0.8, 0.8)",
  noise: 0.1,
  point: (label, random) => {
    const centre = label === 0 ? -0.8 : 0.8;
    return [centre + 0.3 * random.normal(), centre + 0.3 * random.normal()];
  },
} as const satisfies ClassGenerator;
