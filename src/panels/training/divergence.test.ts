import { expect, test } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { useBackflow } from "@/store";
import { showCulprit } from "./divergence";

const preset = presetBySlug("learning-rate");
if (!preset) throw new Error("No such preset.");
const { document } = preset;
/** All rows, with β = 0 and this ω. */
const at = (omega: number) => ({
  queue: Uint32Array.from({ length: 8 }, (_, row) => row),
  batch: 8,
  parameters: Float64Array.of(0, omega),
});

test("what overflows is named: a node at its row, the sum of rows that are finite, or the update", () => {
  useBackflow.getState().open(document, { kind: "file" });
  expect(showCulprit(document, at(1e160))).toMatch(/^At row 1: /);
  expect(showCulprit(document, at(9e153))).toBe(
    "Every row is finite, but the sum of their losses overflows.",
  );
  expect(showCulprit(document, at(1e100))).toBe("The update itself overflows.");
});

test("of a batch of all rows the culprit is found beyond those that a picture names", () => {
  useBackflow.getState().open(document, { kind: "file" });
  const picture = { ...at(1e160), queue: new Uint32Array() };
  expect(showCulprit(document, picture)).toMatch(/^At row 1: /);
});
