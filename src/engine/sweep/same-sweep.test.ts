import { expect, it } from "vitest";
import { withNumber } from "@/graph";
import { buildScalars } from "./reference-graphs.test-support";
import { isSameSweep } from "./same-sweep";
import { subjectOf } from "./subject";
import { sweepUnits } from "./unit-strip";

const document = buildScalars([
  { id: "x", op: "input", value: 0.5 },
  { id: "f", op: "linear", inputs: ["x"], weights: [2], bias: -1 },
  { id: "h", op: "relu", inputs: ["f"] },
]);
const value = { kind: "value", node: "x", unit: 0 } as const;
const beta = { kind: "beta", node: "f", unit: 0 } as const;
const omega = { kind: "omega", node: "f", port: 0, unit: 0, input: 0 } as const;
const read = { kind: "value", node: "h", unit: 0 } as const;

it("is the same while only the numbers of its axes move, and another where any other does", () => {
  const axes = [beta, omega];
  const source = { document, axes, read, sample: 0 };
  const changed = (address: Parameters<typeof withNumber>[1]) => ({
    ...source,
    document: withNumber(document as never, address, 7),
  });
  expect(isSameSweep(source, source)).toBe(true);
  expect(isSameSweep(source, changed(beta))).toBe(true);
  expect(isSameSweep(source, changed(omega))).toBe(true);
  expect(isSameSweep(source, changed({ ...value, row: 0 }))).toBe(false);
  expect(isSameSweep({ ...source, axes: [beta] }, { ...changed(omega), axes: [beta] })).toBe(false);
});

it("sweeps the units of a node along an axis, at the middles of cells", () => {
  const strip = sweepUnits(subjectOf(document), value, [0, 1], "h", 0);
  expect(strip?.units).toBe(1);
  const { points = 0, values = new Float64Array() } = strip ?? {};
  for (const cell of [0, 120, 199]) {
    expect(values[cell]).toBeCloseTo(Math.max(0, (2 * (cell + 0.5)) / points - 1), 12);
  }
});
