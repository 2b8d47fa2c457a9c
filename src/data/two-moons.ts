import type { ClassGenerator } from "./generator";

/** Two half circles of radius 1 that reach into each other. */
export const twoMoons = {
  kind: "classes",
  id: "two-moons",
  title: "Two moons",
  latex: "\\text{two half circles that reach into each other}",
  noise: 0.1,
  point: (label, random) => {
    const angle = Math.PI * random.uniform();
    const [across, up] = [Math.cos(angle), Math.sin(angle)];
    return label === 0 ? [across - 0.5, up - 0.25] : [0.5 - across, 0.25 - up];
  },
} as const satisfies ClassGenerator;
