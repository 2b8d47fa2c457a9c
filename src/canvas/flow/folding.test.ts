import { expect, it } from "vitest";
import { documentOf, leaf, linear, wire } from "@/graph/document.test-support";
import { FlowElements } from "./flow-elements";
import { foldPictures } from "./folding";

const document = documentOf(
  [
    ["x", "input", leaf([1])],
    ["f", "linear", linear([0], [[1]])],
    ["h", "sin"],
    ["g", "linear", linear([0], [[1]], [[1]])],
  ],
  [wire("x", "f"), wire("f", "h"), wire("h", "g"), wire("x", "g", 1)],
);
const group = { id: "group1", name: "Layer", nodes: ["f", "h"], folded: true };

it("of a folded group the nodes and inner wires are hidden, and other wires end at its card", () => {
  const { graph } = document;
  const layout = new Map(graph.nodes.map(({ id }, place) => [id, { x: 200 * place, y: 0 }]));
  const book = new FlowElements();
  const nodes = book.drawNodes(graph, layout, new Set());
  const edges = book.drawWires(graph, layout);
  const folded = foldPictures(graph, layout, [group], nodes, edges);
  expect(folded.nodes.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual(["f", "h"]);
  expect(folded.edges.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual(["f->h:0"]);
  const [card] = folded.cards;
  if (!card) throw new Error("There is no card.");
  expect(card.inputs.map(({ node }) => node)).toEqual(["x"]);
  expect(card.outputs.map(({ node }) => node)).toEqual(["h"]);
  const f = folded.nodes.find(({ id }) => id === "f");
  const input = f?.handles?.find(({ id }) => id === "in0");
  expect((f?.position.x ?? 0) + (input?.x ?? 0)).toBe(card.position.x);
  const h = folded.nodes.find(({ id }) => id === "h");
  const output = h?.handles?.find(({ type }) => type === "source");
  expect((h?.position.x ?? 0) + (output?.x ?? 0)).toBe(card.position.x + card.size.width);
  // Unfolded, nothing is changed.
  const open = foldPictures(graph, layout, [{ ...group, folded: false }], nodes, edges);
  expect(open.nodes).toBe(nodes);
  expect(open.edges).toBe(edges);
});
