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
  const curves = fitOf(document)?.predict(document.numbers) ?? [];
  expect(curves.map(({ loss }) => loss)).toEqual(["sloss", "rloss"]);
  for (const { loss, mean } of curves) {
    const rows = Array.from(
      { length: document.data.rows },
      (_, row) => valuesOf(evaluateSample(document, row), loss)?.[0] ?? Number.NaN,
    );
    expect(mean).toBeCloseTo(rows.reduce((sum, each) => sum + each, 0) / rows.length, 12);
  }
});

it("draws of a large table rows of training and of validation, from first to last, and tells how many there are", () => {
  const document = documentOf("xor");
  const { graph } = document;
  const rows = 1000;
  for (const validation of [0, 1, 200, 999]) {
    const column = Float64Array.from({ length: rows }, (_, row) => row);
    const data = {
      ...document.data,
      ...{ rows, validation },
      columns: new Map(
        [...document.data.columns].map(([node, of]) => [node, of.map(() => column)]),
      ),
    };
    const plane = fitPlaneOf({ graph, data });
    if (!plane) throw new Error("There is no plane.");
    expect(plane.count).toBe(rows);
    expect(plane.rows).toHaveLength(400);
    expect(new Set(plane.rows.map(({ x }) => x)).size).toBe(400);
    const hollow = plane.rows.filter((row) => row.validation);
    expect(hollow.length).toBe({ 0: 0, 1: 1, 200: 80, 999: 399 }[validation]);
    for (const { x, validation: isValidation } of plane.rows) {
      expect(x >= rows - validation).toBe(isValidation);
    }
    const [first, last] = [plane.rows[0]?.x, plane.rows.at(-1)?.x ?? 0];
    expect(first).toBe(0);
    expect(last).toBeGreaterThanOrEqual(rows - 4);
  }
});

it("has the same rows while its weights move", () => {
  const document = documentOf("sigmoid-versus-relu");
  const fit = fitOf(document);
  if (!fit) throw new Error("There is no fit.");
  const moved = withNumber(document, { kind: "beta", node: "rf0", unit: 0 }, 3);
  const before = fit.predict(document.numbers);
  expect(fit.predict(moved.numbers)).not.toEqual(before);
  expect(fit.predict(document.numbers)).toEqual(before);
});
