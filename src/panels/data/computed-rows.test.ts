import { expect, it } from "vitest";
import { evaluate, valuesOf } from "@/engine";
import type { BackflowDocument } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { computedNames, computeRows } from "./computed-rows";
import { tableColumns } from "./table-columns";

function documentOf(slug: string): BackflowDocument {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`There is no preset ${slug}.`);
  return preset.document;
}

it("the column of the prediction is named by the node that enters the loss", () => {
  const document = documentOf("toy-network");
  const names = computedNames(document.graph);
  expect([names.prediction?.text, names.objective.text]).toEqual(["f₃", "ℓᵢ"]);
  const evaluation = evaluate(document);
  const { predictions, losses } = computeRows(evaluation, 0, 1);
  expect(predictions[0]).toBe(valuesOf(evaluation, "f3")?.[0]);
  expect(losses).toHaveLength(1);
});

it("where a chosen output is no loss, nothing is called a prediction, and the output bears its own name", () => {
  const document = documentOf("shallow-relu-3");
  const names = computedNames(document.graph);
  expect(names).toMatchObject({ prediction: null, objective: { latex: "y" } });
  const evaluation = evaluate(document);
  const { predictions, losses } = computeRows(evaluation, 0, 1);
  expect(predictions).toHaveLength(0);
  expect(losses[0]).toBe(valuesOf(evaluation, "y")?.[0]);
});

it("a unit is counted by the index of a symbol, behind a comma where it has one already", () => {
  const { graph } = documentOf("vector-layer");
  const latexOf = (symbol: string) => {
    const nodes = graph.nodes.map((node) =>
      node.op === "input" ? { ...node, symbol, width: 2 } : node,
    );
    return tableColumns({ ...graph, nodes }).find(({ role }) => role === "input")?.latex;
  };
  expect(latexOf("x")).toBe("{x}_{1}");
  expect(latexOf("x_i")).toBe("{x_i}_{,1}");
});
