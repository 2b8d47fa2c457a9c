import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_ROWS } from "./limits";
import { generatedColumns, type Recipe } from "./recipe";
import type { DataTable } from "./table";
import {
  cellValue,
  isSameTable,
  type TableEdit,
  trainingRows,
  withCells,
  withRowsDuplicated,
  withRowsInOrder,
  withRowsInserted,
  withRowsRemoved,
  withValidation,
} from "./table-edits";

const recipe: Recipe = {
  generator: "line",
  size: 4,
  validation: 2,
  noise: 0,
  seed: 1,
  coding: "0/1",
  points: [],
};

/** x counts rows from 1, y is ten times that; the last two rows are for validation. */
const table: DataTable = {
  rows: 6,
  validation: 2,
  columns: new Map([
    ["x", [Float64Array.of(1, 2, 3, 4, 5, 6)]],
    ["y", [Float64Array.of(10, 20, 30, 40, 50, 60)]],
  ]),
  source: { kind: "recipe", recipe },
};

function done(edit: TableEdit): DataTable {
  if (!edit.ok) throw new Error(edit.problem.kind);
  return edit.value;
}

/** The rows as x, with the line between training and validation. */
function rowsOf(edited: DataTable): string {
  const x = [...(edited.columns.get("x")?.[0] ?? [])];
  const y = [...(edited.columns.get("y")?.[0] ?? [])];
  expect(y).toEqual(x.map((value) => 10 * value));
  expect(edited.rows).toBe(x.length);
  const training = trainingRows(edited);
  return `${x.slice(0, training).join("")}|${x.slice(training).join("")}`;
}

test("a changed number turns generated rows into the user's own, and leaves other columns the same objects", () => {
  const cell = { row: 2, node: "x", unit: 0 };
  const edited = done(withCells(table, [{ ...cell, value: -7 }]));
  expect(cellValue(edited, cell)).toBe(-7);
  expect(cellValue(table, cell)).toBe(3);
  expect(edited.source).toEqual({ kind: "own" });
  expect(edited.columns.get("y")).toBe(table.columns.get("y"));
});

test("the same number is no edit, and cells that there are not are passed over", () => {
  const cells = [
    { row: 2, node: "x", unit: 0, value: 3 },
    { row: 6, node: "x", unit: 0, value: 1 },
    { row: 0, node: "x", unit: 1, value: 1 },
    { row: 0, node: "z", unit: 0, value: 1 },
  ];
  expect(done(withCells(table, cells))).toBe(table);
});

test("no cell takes what is no number, and then none of the others is changed", () => {
  const cells = [
    { row: 0, node: "x", unit: 0, value: 9 },
    { row: 1, node: "x", unit: 0, value: Number.NaN },
  ];
  expect(withCells(table, cells)).toMatchObject({ ok: false, problem: { kind: "not-finite" } });
});

test("rows are inserted, duplicated and removed on their side of the line", () => {
  expect(rowsOf(done(withRowsInserted(table, 1, 2, 0)))).toBe("111234|56");
  expect(rowsOf(done(withRowsInserted(table, 4, 1, 3)))).toBe("12344|56");
  expect(rowsOf(done(withRowsInserted(table, 4, 1, 4)))).toBe("1234|556");
  expect(rowsOf(done(withRowsInserted(table, 6, 1, 5)))).toBe("1234|566");
  expect(rowsOf(done(withRowsDuplicated(table, { from: 1, to: 3 })))).toBe("123234|56");
  expect(rowsOf(done(withRowsDuplicated(table, { from: 4, to: 5 })))).toBe("1234|556");
  expect(rowsOf(done(withRowsRemoved(table, { from: 1, to: 3 })))).toBe("14|56");
  expect(rowsOf(done(withRowsRemoved(table, { from: 3, to: 5 })))).toBe("123|6");
});

test("of rows that the table has not, none is removed or duplicated", () => {
  expect(rowsOf(done(withRowsRemoved(table, { from: 3, to: 30 })))).toBe("123|");
  expect(rowsOf(done(withRowsDuplicated(table, { from: 5, to: 30 })))).toBe("1234|566");
  for (const range of [
    { from: 6, to: 30 },
    { from: 3, to: 3 },
    { from: -4, to: 0 },
  ]) {
    expect(done(withRowsRemoved(table, range))).toBe(table);
    expect(done(withRowsDuplicated(table, range))).toBe(table);
  }
});

test("the line moves, but not over the first row", () => {
  expect(rowsOf(done(withValidation(table, 0)))).toBe("123456|");
  expect(rowsOf(done(withValidation(table, 5)))).toBe("1|23456");
  expect(done(withValidation(table, 2))).toBe(table);
  expect(withValidation(table, 6)).toMatchObject({ problem: { kind: "no-training-row" } });
});

test("no table loses its last training row, or has too many rows", () => {
  expect(withRowsRemoved(table, { from: 0, to: 4 })).toMatchObject({
    problem: { kind: "no-training-row" },
  });
  expect(withRowsInserted(table, 0, MOST_ROWS, 0)).toEqual({
    ok: false,
    problem: { kind: "too-many-rows", rows: MOST_ROWS + 6 },
  });
});

test("two tables are the same where each bit is", () => {
  const again: DataTable = {
    ...table,
    columns: new Map(
      [...table.columns].map(([node, units]) => [node, units.map((u) => u.slice())]),
    ),
  };
  expect(isSameTable(table, again)).toBe(true);
  const zero = done(withCells(table, [{ row: 0, node: "x", unit: 0, value: 0 }]));
  const negative = done(withCells(zero, [{ row: 0, node: "x", unit: 0, value: -0 }]));
  expect(isSameTable(zero, negative)).toBe(false);
});

test("any order of rows keeps each row whole, and never writes into the table before", () => {
  const { inputs, targets } = generatedColumns({ ...recipe, size: 20, validation: 5, noise: 1 });
  const generated: DataTable = {
    rows: 25,
    validation: 5,
    columns: new Map([
      ["x", inputs],
      ["y", targets],
    ]),
    source: { kind: "own" },
  };
  const before = structuredClone(generated);
  fc.assert(
    fc.property(fc.array(fc.nat(24), { minLength: 1, maxLength: 40 }), (order) => {
      const edited = done(withRowsInOrder(generated, order, 0));
      for (const [row, old] of order.entries()) {
        for (const node of ["x", "y"]) {
          expect(cellValue(edited, { row, node, unit: 0 })).toBe(
            cellValue(generated, { row: old, node, unit: 0 }),
          );
        }
      }
    }),
    { seed: 3, numRuns: 60 },
  );
  expect(isSameTable(generated, before)).toBe(true);
});
