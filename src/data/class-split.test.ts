import { expect, test } from "vitest";
import { lackingClasses, mixedOrder } from "./class-split";
import { randomNumbers, shuffledOrder } from "./random";
import type { DataTable } from "./table";
import { withRowsInOrder } from "./table-edits";

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

test("of a class of one row the training needs that row, and the validation rows can do without", () => {
  expect(lacking(tableOf(2, ...oneHot(3, [0, 2, 0, 1, 0, 1])))).toBeNull();
  expect(lacking(tableOf(2, ...oneHot(3, [0, 1, 0, 1, 0, 2])))).toEqual({
    classes: 3,
    notInValidation: ["1"],
    notInTraining: ["2"],
  });
});

test("nothing is said where the training has fewer rows than classes", () => {
  expect(lacking(tableOf(4, [0, 0, 1, 1, 1]))).toBeNull();
});

/** The table with its rows in an order that is drawn. */
function mixed(table: DataTable, targets: readonly string[], stream: number): DataTable {
  const order = mixedOrder(table, targets, randomNumbers(1, stream));
  expect([...Array.from(order)].sort((one, other) => one - other)).toEqual(
    Array.from({ length: table.rows }, (_, row) => row),
  );
  const edit = withRowsInOrder(table, order, table.validation);
  if (!edit.ok) throw new Error(edit.problem.kind);
  return edit.value;
}

test("of sorted rows, one draw leaves each class on both sides, however rare it is and however few are for validation", () => {
  for (let rows = 4; rows <= 60; rows++) {
    for (let rare = 1; rare <= Math.min(4, rows - 1); rare++) {
      for (const isFirst of [true, false]) {
        const labels = Array.from({ length: rows }, (_, row) =>
          Number(isFirst ? row >= rare : row >= rows - rare),
        );
        for (const validation of [2, Math.floor(rows / 3), rows - 2]) {
          const table = tableOf(validation, labels);
          const where = `${rows} rows, ${rare} of the rarer class, ${validation} for validation`;
          expect(lacking(mixed(table, ["y"], rows)), where).toBeNull();
        }
      }
    }
  }
});

test("one draw mends the split of many classes, and of two targets at once", () => {
  const labels = Array.from({ length: 60 }, (_, row) => Math.floor(row / 6));
  const units = oneHot(10, labels);
  expect(lacking(mixed(tableOf(10, ...units), ["y"], 1))).toBeNull();
  const table = tableOf(
    6,
    ...oneHot(
      3,
      labels.map((label) => Math.min(label, 2)),
    ),
  );
  const both: DataTable = {
    ...table,
    columns: new Map([
      ...table.columns,
      ["z", [Float64Array.from(labels, (label) => Number(label > 7))]],
    ]),
  };
  const after = mixed(both, ["y", "z"], 1);
  expect(lacking(after)).toBeNull();
  expect(lackingClasses(after, "z", String)).toBeNull();
});

test("an order that lacks nothing is the one that was drawn, and the next draw is another one", () => {
  const table = tableOf(
    4,
    Array.from({ length: 12 }, (_, row) => row / 4),
  );
  const drawn = (stream: number) => [
    ...Array.from(mixedOrder(table, ["y"], randomNumbers(1, stream))),
  ];
  expect(drawn(0)).toEqual([...shuffledOrder(12, randomNumbers(1, 0))]);
  expect(drawn(1)).not.toEqual(drawn(0));
});

test("nothing is said where some class has to be missing: without validation rows, or with fewer than classes", () => {
  const sorted = [0, 0, 1, 1, 2, 2];
  expect(lacking(tableOf(0, ...oneHot(3, sorted)))).toBeNull();
  expect(lacking(tableOf(2, ...oneHot(3, sorted)))).toBeNull();
});
