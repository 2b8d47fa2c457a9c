import { expect, it } from "vitest";
import { evaluateSample, valuesOf } from "@/engine";
import { type BackflowDocument, withNumber } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { fitOf, fitPlaneOf } from "./fit";

function documentOf(slug: string): BackflowDocument {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`There is no preset ${slug}.`);
  return preset.document;
}

/** The value of a node where the first row of the data has these inputs. */
function predictionAt(
  document: BackflowDocument,
  node: string,
  inputs: readonly { readonly node: string; readonly unit: number; readonly value: number }[],
): number {
  const moved = inputs.reduce(
    (changed, { value, ...where }) =>
      withNumber(changed, { kind: "value", row: 0, ...where }, value),
    document,
  );
  return valuesOf(evaluateSample(moved, 0), node)?.[0] ?? Number.NaN;
}

it("predicts over the plane of both inputs what the graph computes there, at the weights given", () => {
  const document = documentOf("two-moons");
  const plane = fitPlaneOf(document);
  if (!plane) throw new Error("There is no plane.");
  const { cells } = plane;
  const weights = withNumber(document, { kind: "beta", node: "f2", unit: 0 }, 0.75);
  for (const { numbers } of [document, weights]) {
    const values = plane.predict(numbers);
    for (const [column, row] of [
      [0, 0],
      [cells - 1, 0],
      [7, 31],
    ] as const) {
      const at = ([low, high]: readonly [number, number], cell: number) =>
        low + ((high - low) * (cell + 0.5)) / cells;
      const inputs = [
        { node: "x", unit: 0, value: at(plane.x, column) },
        { node: "x", unit: 1, value: at(plane.y, row) },
      ];
      // A logit is undecided at 0.
      expect(values[row * cells + column]).toBe(
        predictionAt({ ...document, numbers }, "f2", inputs),
      );
    }
  }
});

it("has the classes of the rows, and which of them are for validation", () => {
  const document = documentOf("two-moons");
  const rows = fitPlaneOf(document)?.rows ?? [];
  expect(rows).toHaveLength(160);
  expect(rows.filter(({ validation }) => validation)).toHaveLength(40);
  const targets = document.data.columns.get("y")?.[0] ?? [];
  expect(rows.map(({ side }) => (side === "upper" ? 1 : 0))).toEqual([...targets]);
});

it("is a curve for one input, a plane for two, and neither where there is no one prediction", () => {
  expect(fitOf(documentOf("fit-a-line"))).not.toBeNull();
  expect(fitPlaneOf(documentOf("fit-a-line"))).toBeNull();
  expect(fitOf(documentOf("xor"))).toBeNull();
  expect(fitPlaneOf(documentOf("xor"))).not.toBeNull();
  // Two losses: neither of them is the plane.
  expect(fitPlaneOf(documentOf("sigmoid-versus-relu"))).toBeNull();
});

it("is a curve for each loss of a sum, with the mean of that loss over the training rows", () => {
  const document = documentOf("sigmoid-versus-relu");
  const curves = fitOf(document)?.curves ?? [];
  expect(curves.map(({ loss }) => loss)).toEqual(["sloss", "rloss"]);
  for (const { loss, mean } of curves) {
    const rows = Array.from(
      { length: document.data.rows },
      (_, row) => valuesOf(evaluateSample(document, row), loss)?.[0] ?? Number.NaN,
    );
    expect(mean).toBeCloseTo(rows.reduce((sum, each) => sum + each, 0) / rows.length, 12);
  }
});
