import { expect, it } from "vitest";
import { type BackflowDocument, startMade, tableOfRecipe } from "@/graph";
import { statisticsOf } from "../statistics";
import { MapSweep } from "./map-sweep";
import { subjectOf } from "./subject";

it("a map of L over many rows is coarse first, then finer, and each is whole", () => {
  const made = startMade({
    family: "layers",
    settings: [[1, 8, 8, 1], "tanh", "xavier-normal", 1, "squared-error"],
  });
  const recipe = { generator: "sine", size: 250, validation: 0, noise: 0.1, seed: 3 } as const;
  const data = tableOfRecipe(made.graph, { ...recipe, coding: "0/1", points: [] });
  const document = { ...made, data };
  const axes = [
    { kind: "beta", node: "f1", unit: 0 },
    { kind: "beta", node: "f2", unit: 0 },
  ] as const;
  const ranges = [
    [-1, 1],
    [-1, 1],
  ] as const;
  const read = { kind: "objective" } as const;
  const sweep = new MapSweep(subjectOf(document), { axes, ranges, read, sample: 0, cells: 48 });
  const sizes = [sweep.map.columns];
  while (!sweep.isWhole) if (sweep.advance()) sizes.push(sweep.map.columns);
  expect(sizes).toEqual([8, 12, 24, 48]);
  const { values } = sweep.map;
  for (const [column, row] of [
    [0, 0],
    [47, 3],
    [20, 31],
  ] as const) {
    const at = [column, row].map((cell) => -1 + (2 * (cell + 0.5)) / 48);
    const expected = objectiveWith(document, at[0] ?? 0, at[1] ?? 0);
    expect(values[row * 48 + column]).toBeCloseTo(expected, 12);
  }
});

/** L with other β of the first units of f1 and f2. */
function objectiveWith(document: BackflowDocument, first: number, second: number): number {
  const numbers = new Map(document.numbers);
  for (const [id, value] of [
    ["f1", first],
    ["f2", second],
  ] as const) {
    const own = numbers.get(id);
    if (own?.kind === "linear") numbers.set(id, { ...own, beta: own.beta.with(0, value) });
  }
  return statisticsOf({ ...document, numbers }).objective ?? Number.NaN;
}
