import { describe, expect, it } from "vitest";
import { addNode, type BackflowDocument, type NodeId, type Wire } from "@/graph";
import type { OpId } from "@/ops";
import { emptyDocument } from "./empty-document.test-support";
import { choicesOf, chooseOp, connectWire, documentOf, placeNode, useBackflow } from "./index";

/** Nodes of these ops in a row, a column of 400 apart, without wires; they are called by their symbols. */
function open(...ops: readonly OpId[]): readonly NodeId[] {
  let document: BackflowDocument = emptyDocument;
  const nodes = ops.map((op, column) => {
    const added = addNode(document, op, { x: 400 * column, y: 0 });
    if (!added.ok) throw new Error(`${op} could not be added.`);
    document = added.value.document;
    return added.value.node;
  });
  useBackflow.getState().open(document, { kind: "file" });
  return nodes;
}

const present = (): BackflowDocument => documentOf(useBackflow.getState());
const wires = (): readonly Wire[] => present().graph.wires;
const from = (node: NodeId) => ({ fixed: { kind: "source", node }, replacing: null }) as const;

/** Chooses an op in the search that is opened beside a node. */
function addNextTo(
  node: NodeId,
  op: OpId,
  position: { x: number; y: number } | null = null,
): NodeId {
  chooseOp({ kind: "add", anchor: null, position, node }, op);
  const [added] = useBackflow.getState().selection;
  return added ?? "";
}

describe("a node that is added next to another", () => {
  it("goes on from it, one column to its right", () => {
    const [h = ""] = open("sin");
    const added = addNextTo(h, "cos");
    expect(wires()).toEqual([{ source: h, target: added, port: 0 }]);
    expect(present().layout.get(added)).toEqual({ x: 190, y: 0 });
  });

  it("feeds a loss, where nothing goes on, one column to its left, in one undo", () => {
    const [loss = ""] = open("squared-error");
    const before = present();
    const prediction = addNextTo(loss, "linear");
    expect(wires()).toEqual([{ source: prediction, target: loss, port: 0 }]);
    expect(present().layout.get(prediction)).toEqual({ x: -190, y: 0 });
    useBackflow.getState().undo();
    expect(present()).toBe(before);
  });

  it("feeds what misses an input, if it takes none itself; a target the second port of a loss", () => {
    const [loss = "", sum = "", linear = ""] = open("squared-error", "add", "linear");
    const target = addNextTo(loss, "target");
    const input = addNextTo(sum, "input");
    const other = addNextTo(linear, "input");
    expect(wires()).toEqual([
      { source: target, target: loss, port: 1 },
      { source: input, target: sum, port: 0 },
      { source: other, target: linear, port: 0 },
    ]);
  });

  it("stands where the pointer was, and unwired where nothing fits", () => {
    const [loss = "", linear = ""] = open("squared-error", "linear");
    const target = addNextTo(loss, "target", { x: 77, y: 300 });
    expect(present().layout.get(target)).toEqual({ x: 77, y: 300 });
    addNextTo(loss, "input");
    addNextTo(linear, "input");
    const wired = wires().length;
    addNextTo(loss, "input");
    addNextTo(linear, "input");
    expect(wires().length).toBe(wired);
  });
});

it("a node that is put into a short wire covers neither end of it", () => {
  const [x = "", h = ""] = open("input", "sin");
  useBackflow.getState().moveNodes(new Map([[h, { x: 190, y: 0 }]]), "near");
  connectWire(from(x), h, null);
  const [wire] = wires();
  if (!wire) throw new Error("There is no wire.");
  chooseOp({ kind: "insert", anchor: null, position: { x: 95, y: 0 }, wire }, "cos");
  const [added = ""] = useBackflow.getState().selection;
  expect(present().layout.get(added)).toEqual({ x: 95, y: 200 });
  expect(present().layout.get(h)).toEqual({ x: 190, y: 0 });
});

describe("what a wire can end at", () => {
  it("begins with what misses it, and names the port", () => {
    const [x = "", linear = "", sin = "", loss = ""] = open(
      "input",
      "linear",
      "sin",
      "squared-error",
    );
    connectWire(from(x), linear, null);
    const finder = { kind: "connect", anchor: null, position: { x: 0, y: 0 } } as const;
    expect(choicesOf(present(), { ...finder, wire: from(x) }).nodes).toMatchObject([
      { id: sin, port: 0 },
      { id: loss, port: 0 },
      { id: linear, port: 1 },
    ]);
    const target = placeNode("target", { position: { x: 0, y: 500 } }) ?? "";
    expect(choicesOf(present(), { ...finder, wire: from(target) }).nodes).toContainEqual(
      expect.objectContaining({ id: loss, port: 1 }),
    );
  });
});
