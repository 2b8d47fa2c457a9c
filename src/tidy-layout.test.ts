import { describe, expect, it } from "vitest";
import {
  addNode,
  addWire,
  type BackflowDocument,
  LIMITS,
  type NodeId,
  readFile,
  withPositions,
} from "@/graph";
import { sizeOf } from "@/layout";
import type { OpId } from "@/ops";
import { tidyLayout } from "./layout/tidy/layered-layout";
import { presets } from "./presets/made.test-support";
import { open } from "./presets.test-support";

/** Where the middle of a node lies once its graph is tidy. */
function tidyMiddles(document: BackflowDocument): (id: NodeId) => { x: number; y: number } {
  const layout = tidyLayout(document);
  return (id) => {
    const node = document.graph.nodes.find((each) => each.id === id);
    const corner = layout.get(id);
    if (!node || !corner) throw new Error(`No node ${id}`);
    const { width, height } = sizeOf(node);
    return { x: corner.x + width / 2, y: corner.y + height / 2 };
  };
}

/** The document with every node at the same place. */
function heaped(document: BackflowDocument): BackflowDocument {
  return withPositions(
    document,
    new Map(document.graph.nodes.map(({ id }) => [id, { x: 40, y: -30 }])),
  );
}

describe("a tidy graph", () => {
  it("has the toy network as its preset has it: level up to the loss, the target below", () => {
    const { document } = open("toy-network");
    const tidy = tidyLayout(heaped(document));
    const first = tidy.get("f0") ?? { x: 0, y: 0 };
    for (const [id, { x, y }] of document.layout) {
      const from = document.layout.get("f0") ?? { x: 0, y: 0 };
      const position = tidy.get(id) ?? { x: 0, y: 0 };
      expect(position.x - first.x, id).toBe(x - from.x);
      expect(Math.abs(position.y - first.y - (y - from.y)), id).toBeLessThanOrEqual(2);
    }
  });

  it.each(presets.map((preset) => [preset.slug, preset] as const))(
    "%s has no node over another, and its corner where it was",
    (_, { document }) => {
      const layout = tidyLayout(document);
      const boxes = document.graph.nodes.map((node) => ({
        ...(layout.get(node.id) ?? { x: Number.NaN, y: Number.NaN }),
        ...sizeOf(node),
      }));
      for (const [index, a] of boxes.entries()) {
        for (const b of boxes.slice(index + 1)) {
          const covers =
            a.x < b.x + b.width &&
            b.x < a.x + a.width &&
            a.y < b.y + b.height &&
            b.y < a.y + a.height;
          expect(covers).toBe(false);
        }
      }
      const before = [...document.layout.values()];
      const after = [...layout.values()];
      for (const axis of ["x", "y"] as const) {
        const least = (positions: typeof after) =>
          Math.min(...positions.map((position) => position[axis]));
        expect(least(after)).toBe(least(before));
      }
    },
  );

  it("has more room where wires part and meet than in a chain", () => {
    const middle = tidyMiddles(open("shallow-relu-3").document);
    expect(middle("h1").x - middle("f1").x).toBe(190);
    expect(middle("f1").x - middle("x").x).toBeGreaterThan(260);
    expect(middle("y").x - middle("h1").x).toBeGreaterThan(260);
  });

  it("lets no wires cross before the ports of a node, and none run through a node", () => {
    const shallow = tidyMiddles(open("shallow-relu-3").document);
    expect(shallow("h1").y).toBeLessThan(shallow("h2").y);
    expect(shallow("h2").y).toBeLessThan(shallow("h3").y);
    // What three branches start from, and where they meet, is level with the middle one.
    expect([shallow("x").y, shallow("f2").y, shallow("y").y]).toEqual(
      Array(3).fill(shallow("h2").y),
    );
    const primitives = tidyMiddles(open("toy-network-primitives").document);
    expect(primitives("omega0").y).toBeLessThan(primitives("x").y);
    const fan = tidyMiddles(open("fan-out").document);
    expect(fan("h2").y).toBe(fan("f0").y);
    expect(fan("h1").y - fan("f0").y).toBeGreaterThan(120);
  });

  it("keeps a target that goes elsewhere too, or stands alone before its loss, among the others", () => {
    let document: BackflowDocument = heaped({ ...open("toy-network").document });
    const add = (op: OpId): NodeId => {
      const added = addNode(document, op, { x: 0, y: 0 });
      if (!added.ok) throw new Error(`${op} could not be added.`);
      document = added.value.document;
      return added.value.node;
    };
    const join = (source: NodeId, target: NodeId, port: number): void => {
      const wired = addWire(document, source, target, port);
      if (!wired.ok) throw new Error("They could not be wired.");
      document = wired.value;
    };
    const loss = add("squared-error");
    join("y", loss, 1);
    expect(tidyMiddles(document)(loss).x - tidyMiddles(document)("y").x).toBeGreaterThanOrEqual(
      190,
    );
    expect(tidyLayout(document).size).toBe(document.graph.nodes.length);
  });

  it("is possible for the longest chain, with a branch beside it", () => {
    const size = LIMITS.nodes;
    const id = (index: number) => `n${index}`;
    const read = readFile(
      JSON.stringify({
        format: "backflow",
        version: 1,
        nodes: Array.from({ length: size }, (_, index) =>
          index === 0
            ? { id: id(0), op: "input", value: [[1]], position: { x: 0, y: 0 } }
            : { id: id(index), op: "sin", position: { x: 0, y: 0 } },
        ),
        // The last node leaves the chain at its third.
        wires: Array.from({ length: size - 1 }, (_, index) => ({
          from: id(index === size - 2 ? 2 : index),
          to: id(index + 1),
          port: 0,
        })),
      }),
    );
    if (!read.ok) throw new Error("The chain is no graph.");
    const middle = tidyMiddles(read.value);
    for (let index = 1; index < size - 1; index++) {
      expect(middle(id(index)).x).toBeGreaterThan(middle(id(index - 1)).x);
      expect(middle(id(index)).y).toBe(middle(id(0)).y);
    }
    const branch = middle(id(size - 1));
    expect(branch.x).toBe(middle(id(3)).x);
    expect(Math.abs(branch.y - middle(id(3)).y)).toBeGreaterThan(100);
  });
});
