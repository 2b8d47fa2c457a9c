import fc from "fast-check";
import { expect, inject, test } from "vitest";
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
import {
  type BackflowDocument,
  type Edited,
  remade,
  startMade,
  success,
  tableOfRecipe,
  withNumber,
  withTable,
  writeFile,
} from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf } from "./selectors";
import { useBackflow } from "./store";

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom(
      "cell",
      "insert",
      "duplicate",
      "remove",
      "line",
      "recipe",
      "setting",
      "weight",
    ),
    at: fc.nat(40),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
  { minLength: 1, maxLength: 14 },
);

type Step = { readonly kind: string; readonly at: number; readonly value: number };

/** Another setting of a made graph, or a weight by hand, after which it is an ordinary one. */
function editedGraph(document: BackflowDocument, { kind, at, value }: Step): Edited | null {
  const [, activation = "relu", seed = 1] = document.made?.settings ?? [];
  if (kind === "setting") {
    const settings = at % 3 === 0 ? [1 + (at % 20), activation, seed] : [3, activation, at];
    return document.made ? remade(document, { family: "shallow", settings }) : null;
  }
  if (kind !== "weight") return null;
  const address = { kind: "beta", node: "f", unit: 0 } as const;
  return success(withNumber(document, address, value));
}

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

test("edits of tables, recipes and settings are undone and redone byte for byte, and the sample stays in the table", () => {
  const preset = presetBySlug("mean-over-rows");
  if (!preset) throw new Error("There is no such preset");
  const starts = [preset.document, startMade({ family: "shallow", settings: [3, "relu", 1] })];
  fc.assert(
    fc.property(steps, fc.constantFrom(...starts), (sequence, start) => {
      const store = useBackflow.getState();
      store.open(start, { kind: "link" });
      const texts = [writeFile(start)];
      const tables = [start.data];
      for (const step of sequence) {
        const before = documentOf(useBackflow.getState());
        useBackflow.getState().setSample(step.at);
        const ofGraph = editedGraph(before, step);
        if (ofGraph) {
          if (!store.apply(ofGraph)) continue;
        } else if (step.kind === "setting") continue;
        else {
          const edit = edited(before.data, step);
          if (!edit.ok || !store.apply(withTable(before, edit.value))) continue;
        }
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
    { seed: 33, numRuns: inject("turns")["random edits of tables, recipes and settings"] },
  );
});
