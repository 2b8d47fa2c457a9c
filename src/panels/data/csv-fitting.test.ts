import { expect, it } from "vitest";
import { type CsvTable, matchColumns, readCsv } from "@/data";
import { madeDocument } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { fittedGraph, fittingOf, proposesStandardising } from "./csv-fitting";

function csvOf(text: string): CsvTable {
  const read = readCsv(text, {});
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

const FLOWERS = csvOf("a,b,c,d,kind\n1,2,3,4,red\n5,6,7,8,blue\n1,1,1,1,green");
const POINTS = csvOf("x,y\n1,2\n3,4");
const SIDES = csvOf("u,v,side\n1,2,left\n3,4,right");

/** Width by node, and the loss. */
function shapeOf(fitted: ReturnType<typeof fittedGraph>): string | null {
  if (!fitted) return null;
  const { nodes } = fitted.graph;
  const widths = nodes.flatMap((node) => ("width" in node ? [`${node.id} ${node.width}`] : []));
  return [...widths, nodes.find(({ id }) => id === "loss")?.op].join(", ");
}

it("of a file, all columns of numbers but the last are inputs; the last is a number or classes", () => {
  expect(fittingOf(FLOWERS)).toMatchObject({
    inputs: 4,
    outputs: 3,
    loss: "softmax-cross-entropy",
  });
  expect(fittingOf(SIDES)).toMatchObject({
    inputs: 2,
    outputs: 1,
    loss: "binary-cross-entropy-with-logits",
  });
  expect(fittingOf(POINTS)).toEqual({ inputs: 1, outputs: 1, loss: null, classes: null });
  expect(fittingOf(csvOf("y\n1\n2"))).toBeNull();
});

it("made layers get other settings, an ordinary graph other widths; what fits is left alone", () => {
  const made = { family: "layers", settings: [[2, 3, 1], "relu", "zeros", 1, "squared-error"] };
  const layers = { ...toy(), ...madeDocument(made), made };
  const fitted = fittedGraph(layers, expectFitting(FLOWERS));
  expect(shapeOf(fitted)).toBe("x 4, f1 3, f2 3, y 3, softmax-cross-entropy");
  expect(fitted?.made?.settings[0]).toEqual([4, 3, 3]);
  expect(fitted && fittedGraph(fitted, expectFitting(FLOWERS))).toBeNull();
  const ordinary = fittedGraph({ ...layers, made: null }, expectFitting(FLOWERS));
  expect(shapeOf(ordinary)).toBe("x 4, f1 3, f2 3, y 3, softmax-cross-entropy");
  expect(shapeOf(fittedGraph(toy(), expectFitting(SIDES)))).toMatch(/^x 2, .*binary/);
  expect(fittedGraph(toy(), expectFitting(POINTS))).toBeNull();
});

it("proposes to standardise inputs that are far from 0 or of different size, of classes alone", () => {
  const proposed = (text: string) => {
    const csv = csvOf(text);
    const slot = (node: string, unit: number, role: "input" | "target") => ({
      ...{ node, unit, role, names: [] },
    });
    const slots = [slot("x", 0, "input"), slot("x", 1, "input"), slot("y", 0, "target")];
    return proposesStandardising(csv, matchColumns(csv, slots));
  };
  expect(proposed("u,v,side\n101,2,l\n103,-2,r\n102,1,l")).toBe(true);
  expect(proposed("u,v,side\n-1,200,l\n1,-200,r\n0.5,90,l")).toBe(true);
  expect(proposed("u,v,side\n-1,2,l\n1,-2,r\n0.5,0.9,l")).toBe(false);
  expect(proposed("u,v,y\n101,2,0.5\n103,-2,0.25\n102,1,0.1")).toBe(false);
});

function toy() {
  const document = presetBySlug("toy-network")?.document;
  if (!document) throw new Error("There is no toy network.");
  return document;
}

function expectFitting(csv: CsvTable) {
  const fitting = fittingOf(csv);
  if (!fitting) throw new Error("Nothing fits.");
  return fitting;
}
