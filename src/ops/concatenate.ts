import type { VectorOp } from "./types";

/** h = (a, b): the units of a, and then those of b. */
export const concatenate = {
  kind: "vector",
  id: "concatenate",
  since: 2,
  title: "Concatenate",
  searchNames: ["concat", "concatenation", "join", "stack", "append", "torch.cat"],
  group: "combine",
  stem: "c",
  ports: ["a", "b"],
  linear: true,
  width: (a = 0, b = 0) => a + b,
  forward(values, a, aWidth, b, bWidth, out, rows) {
    const width = aWidth + bWidth;
    for (let r = 0; r < rows; r++) {
      const to = out + r * width;
      for (let d = 0; d < aWidth; d++) values[to + d] = values[a + r * aWidth + d] as number;
      for (let d = 0; d < bWidth; d++) {
        values[to + aWidth + d] = values[b + r * bWidth + d] as number;
      }
    }
  },
  backward(_values, _a, aWidth, _b, bWidth, _out, derivatives, upstream, toA, toB, rows) {
    const width = aWidth + bWidth;
    for (let r = 0; r < rows; r++) {
      const from = upstream + r * width;
      for (let d = 0; d < aWidth; d++) {
        derivatives[toA + r * aWidth + d] = derivatives[from + d] as number;
      }
      for (let d = 0; d < bWidth; d++) {
        derivatives[toB + r * bWidth + d] = derivatives[from + aWidth + d] as number;
      }
    }
  },
  latex: {
    value: (a, b) => `\\operatorname{concat}[${a},${b}]`,
    // Unit k of h is unit k of a; behind those of a stand those of b.
    derivatives: [() => "\\mathbb{1}[k=d]", (_a, _b, width) => `\\mathbb{1}[k=${width}+d]`],
    written: (a, b, unit) => [...a, ...b][unit] ?? "",
  },
  pytorch: (a, b) => `torch.cat([${a}, ${b}], dim=1)`,
  samples: [
    { a: [0.4], b: [-1.2] },
    { a: [0.3, -1.1, 2.4], b: [0.9, 0.2] },
  ],
} as const satisfies VectorOp;
