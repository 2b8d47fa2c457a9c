import type { ClassGenerator } from "./generator";

/** A disc of radius ½, even in area, inside a ring of radius 1 to 1.3. */
export const circle = {
  kind: "classes",
  id: "circle",
  title: "Circle",
  latex: "\\text{a disc inside a ring}",
  noise: 0.05,
  point: (label, random) => {
    const angle = 2 * Math.PI * random.uniform();
    const share = random.uniform();
    const radius = label === 0 ? 0.5 * Math.sqrt(share) : 1 + 0.3 * share;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
} as const satisfies ClassGenerator;
