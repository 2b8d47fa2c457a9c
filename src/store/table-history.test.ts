import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type DataTable,
  isSameTable,
  type Recipe,
  type TableEdit,
  withCells,
  withRowsDuplicated,
  withRowsInserted,
  withRowsRemoved,
  withValidation,
} from "@/data";
import { tableOfRecipe, withTable, writeFile } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf } from "./selectors";
import { useBackflow } from "./store";

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom("cell", "insert", "duplicate", "remove", "line", "recipe"),
    at: fc.nat(40),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
  { minLength: 1, maxLength: 14 },
);

type Step = { readonly kind: string; readonly at: number; readonly value: number };

function edited(table: DataTable, { kind, at, value }: Step): TableEdit {
  const row = at % table.rows;
  switch (kind) {
    case "cell":
      return withCells(table, [{ row, node: at % 2 === 0 ? "x" : "y", unit: 0, value }]);
    case "insert":
      return withRowsInserted(table, row, 1 + (at % 3), row);
    case "duplicate":
      return withRowsDuplicated(table, { from: row, to: row + 1 });
    case "remove":
      return withRowsRemoved(table, { from: row, to: row + 1 });
    case "line":
      return withValidation(table, at % table.rows);
    default: {
      const recipe: Recipe = {
        generator: "polynomial",
        size: 1 + (at % 9),
        validation: at % 4,
        noise: 0.5,
        seed: at,
        coding: "0/1",
        points: [],
      };
      const { graph } = documentOf(useBackflow.getState());
      return { ok: true, value: tableOfRecipe(graph, recipe) };
    }
  }
}

test("edits of tables and recipes are undone and redone byte for byte, and the sample stays in the table", () => {
  const preset = presetBySlug("mean-over-rows");
  if (!preset) throw new Error("There is no such preset");
  fc.assert(
    fc.property(steps, (sequence) => {
      const store = useBackflow.getState();
      store.open(preset.document, { kind: "preset", slug: preset.slug });
      const texts = [writeFile(preset.document)];
      const tables = [preset.document.data];
      for (const step of sequence) {
        const before = documentOf(useBackflow.getState());
        useBackflow.getState().setSample(step.at);
        const edit = edited(before.data, step);
        if (!edit.ok || !store.apply(withTable(before, edit.value))) continue;
        const after = documentOf(useBackflow.getState());
        expect(useBackflow.getState().sample).toBeLessThan(after.data.rows);
        texts.push(writeFile(after));
        tables.push(after.data);
      }
      const matches = (index: number) => {
        const now = documentOf(useBackflow.getState());
        expect(writeFile(now)).toBe(texts[index]);
        expect(isSameTable(now.data, tables[index] as DataTable)).toBe(true);
      };
      for (let index = texts.length - 1; index >= 0; index--) {
        matches(index);
        store.undo();
      }
      for (let index = 1; index < texts.length; index++) {
        store.redo();
        matches(index);
      }
    }),
    { seed: 33, numRuns: process.env.LONG ? 2000 : 40 },
  );
});
