import type { ClassGenerator } from "./generator";

/** Class 1 where the signs of x₁ and x₂ differ; the axes themselves are kept clear by 0.1. */
export const xor = {
  kind: "classes",
  id: "xor",
  title: "XOR",
  latex: "\\text{class 1 where } x_1 \\text{ and } x_2 \\text{ have different signs}",
  noise: 0.02,
  point: (label, random) => {
    const side = random.uniform() < 0.5 ? -1 : 1;
    const x1 = 0.1 + 0.9 * random.uniform();
    const x2 = 0.1 + 0.9 * random.uniform();
    return [side * x1, label === 0 ? side * x2 : -side * x2];
  },
} as const satisfies ClassGenerator;
