import type { ClassGenerator } from "./generator";

/** Two arms, each of one turn and a half, opposite one another. */
export const spirals = {
  kind: "classes",
  id: "spirals",
  title: "Spirals",
  latex: "\\text{two arms, each of one turn and a half}",
  noise: 0.02,
  point: (label, random) => {
    const share = Math.sqrt(random.uniform());
    const angle = 3 * Math.PI * share + (label === 0 ? 0 : Math.PI);
    const radius = 0.1 + 1.2 * share;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
} as const satisfies ClassGenerator;
