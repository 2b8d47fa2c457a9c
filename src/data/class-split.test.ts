import { expect, test } from "vitest";
import { lackingClasses } from "./class-split";
import type { DataTable } from "./table";

function tableOf(validation: number, ...units: readonly (readonly number[])[]): DataTable {
  const columns = new Map([["y", units.map((unit) => Float64Array.from(unit))]]);
  return { rows: units[0]?.length ?? 0, validation, columns, source: { kind: "own" } };
}

const lacking = (table: DataTable) => lackingClasses(table, "y", String);

/** One-hot columns of classes, row by row. */
const oneHot = (count: number, labels: readonly number[]) =>
  Array.from({ length: count }, (_, unit) => labels.map((label) => Number(label === unit)));

test("of rows sorted by class, the last are one class, and the training has none of it", () => {
  const sorted = Array.from({ length: 15 }, (_, row) => Math.floor(row / 5));
  expect(lacking(tableOf(5, ...oneHot(3, sorted)))).toEqual({
    classes: 3,
    notInValidation: ["0", "1"],
    notInTraining: ["2"],
  });
  const mixed = sorted.map((_, row) => row % 3);
  expect(lacking(tableOf(5, ...oneHot(3, mixed)))).toBeNull();
});

test("one unit holds classes as 0/1 or ±1", () => {
  expect(lacking(tableOf(2, [0, 0, 1, 1, 1]))).toEqual({
    classes: 2,
    notInValidation: ["0"],
    notInTraining: [],
  });
  expect(lacking(tableOf(2, [1, 1, -1, -1]))).toEqual({
    classes: 2,
    notInValidation: ["1"],
    notInTraining: ["-1"],
  });
  expect(lacking(tableOf(2, [-0, 1, 0, 1]))).toBeNull();
});

test("numbers are no classes", () => {
  expect(lacking(tableOf(2, [0.5, 1, 3, 4]))).toBeNull();
  expect(lacking(tableOf(2, [1, 2, 2, 2]))).toBeNull();
  expect(lacking(tableOf(2, [1, 1, 1, 1]))).toBeNull();
  expect(lacking(tableOf(2, [1, 0, 0, 0], [0.5, 1, 1, 1]))).toBeNull();
  expect(lacking(tableOf(2, [1, 1, 0, 0], [0, 1, 1, 1]))).toBeNull();
  expect(lacking({ ...tableOf(0, [1]), columns: new Map() })).toBeNull();
});

test("nothing is said where some class has to be missing: without validation rows, or with fewer than classes", () => {
  const sorted = [0, 0, 1, 1, 2, 2];
  expect(lacking(tableOf(0, ...oneHot(3, sorted)))).toBeNull();
  expect(lacking(tableOf(2, ...oneHot(3, sorted)))).toBeNull();
});
