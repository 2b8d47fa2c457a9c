import { describe, expect, it } from "vitest";
import type { GraphNode, NodeId, Position, Wire } from "@/graph";
import { type LabelSide, sizeOf, type WireCurve, wireCurve } from "@/layout";
import type { OpId } from "@/ops";
import { FlowElements } from "./flow-elements";

/** A label with all that it may say: a symbol, its number, a partial and a contribution. */
const LABEL = { width: 66, height: 66 };

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What a label covers, by the rules of `wire.module.css`. */
function labelBox({ label: { x, y }, labelSide }: WireCurve): Box {
  const { width, height } = LABEL;
  const box = (left: number, top: number): Box => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  });
  const places: Record<LabelSide, Box> = {
    above: box(x - width / 2, y - 9 - height),
    below: box(x - width / 2, y + 9),
    right: box(x + 13, y - height / 2),
    "upper-right": box(x + 13, y - 4 - height),
    "lower-right": box(x + 13, y + 4),
    "upper-left": box(x - 13 - width, y - 4 - height),
    "lower-left": box(x - 13 - width, y + 4),
  };
  return places[labelSide];
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.right - 0.01 &&
    b.left < a.right - 0.01 &&
    a.top < b.bottom - 0.01 &&
    b.top < a.bottom - 0.01
  );
}

type Placed = readonly [id: NodeId, op: OpId, x: number, y: number];

/** The curves of a drawn graph, with the boxes of its nodes. */
function draw(placed: readonly Placed[], pairs: readonly (readonly [NodeId, NodeId])[]) {
  const ports = new Map<NodeId, number>();
  const wires = pairs.map(([source, target]): Wire => {
    const port = ports.get(target) ?? 0;
    ports.set(target, port + 1);
    return { source, target, port };
  });
  const nodes = placed.map(([id, op]): GraphNode => {
    if (op === "linear") {
      const omegaSymbols = Array.from({ length: ports.get(id) ?? 0 }, (_, port) => `w_${port}`);
      return { id, op, symbol: id, width: 1, betaSymbol: "b", omegaSymbols };
    }
    const isLeaf = op === "input" || op === "target" || op === "parameter" || op === "constant";
    return isLeaf ? { id, op, symbol: id, width: 1 } : ({ id, op, symbol: id } as GraphNode);
  });
  const layout = new Map(placed.map(([id, , x, y]): [NodeId, Position] => [id, { x, y }]));
  const graph = { nodes, wires, batch: 1, output: null };
  const elements = new FlowElements();
  const flowNodes = new Map(
    elements.drawNodes(graph, layout, new Set()).map((flowNode) => [flowNode.id, flowNode]),
  );
  const curves = elements.drawWires(graph, layout).map(({ data, sourceHandle, source, target }) => {
    const [from, to] = [flowNodes.get(source), flowNodes.get(target)];
    const leave = from?.data.outputs.find(({ side }) => sourceHandle === `out-${side}`);
    const arrive = to?.data.inputs[data?.wire.port ?? -1];
    if (!data || !from || !to || !leave || !arrive) throw new Error("A wire has no ends.");
    const at = ({ x, y }: Position, by: Position) => ({ x: x + by.x, y: y + by.y });
    return wireCurve(
      at(from.position, leave.offset),
      leave.side,
      at(to.position, arrive.offset),
      arrive.side,
      data.alone,
    );
  });
  const boxes = nodes.map((node): Box => {
    const { x, y } = layout.get(node.id) ?? { x: 0, y: 0 };
    const { width, height } = sizeOf(node);
    return { left: x, top: y, right: x + width, bottom: y + height };
  });
  return { curves, boxes };
}

/** A column of nodes of an op beside one node, a gap between them, as many above its middle as below. */
function column(op: OpId, count: number, x: number, pitch: number): Placed[] {
  return Array.from({ length: count }, (_, row) => [
    `${op}${row}`,
    op,
    x,
    (row - (count - 1) / 2) * pitch - 82,
  ]);
}

const gaps = [66, 76, 91, 110, 130, 156, 200, 300];
const pitches = [230, 236, 260];

function expectReadable({ curves, boxes }: ReturnType<typeof draw>, where: string): void {
  const labels = curves.map(labelBox);
  for (const [at, label] of labels.entries()) {
    expect(
      boxes.findIndex((box) => overlap(box, label)),
      `${where}: a node over the label of wire ${at}`,
    ).toBe(-1);
    expect(
      labels.findIndex((other, index) => index !== at && overlap(other, label)),
      `${where}: another label over that of wire ${at}`,
    ).toBe(-1);
  }
}

describe("labels lie beside nodes and each other", () => {
  it.each([2, 3, 4, 5])("where %d wires part", (count) => {
    for (const gap of gaps) {
      for (const pitch of pitches) {
        const targets = column("linear", count, 124 + gap, pitch);
        const graph = draw(
          [["x", "input", 0, -54], ...targets],
          targets.map(([id]) => ["x", id] as const),
        );
        expectReadable(graph, `gap ${gap}, pitch ${pitch}`);
      }
    }
  });

  it.each([2, 3, 4])("where %d wires meet in a linear node", (count) => {
    for (const gap of gaps) {
      for (const pitch of pitches) {
        const sources = column("relu", count, 0, pitch);
        const graph = draw(
          [...sources, ["y", "linear", 124 + gap, -82]],
          sources.map(([id]) => [id, "y"] as const),
        );
        expectReadable(graph, `gap ${gap}, pitch ${pitch}`);
      }
    }
  });

  it("where two wires meet in a product, level with the first or between both", () => {
    for (const gap of gaps) {
      for (const y of [27, 115, 0]) {
        const graph = draw(
          [
            ["a", "sin", 0, 0],
            ["b", "input", 0, 230],
            ["product", "multiply", 124 + gap, y],
          ],
          [
            ["a", "product"],
            ["b", "product"],
          ],
        );
        expectReadable(graph, `gap ${gap}, y ${y}`);
      }
    }
  });

  it("where one node is both factors of a product", () => {
    for (const gap of gaps) {
      const graph = draw(
        [
          ["a", "sin", 0, 0],
          ["product", "multiply", 124 + gap, 0],
        ],
        [
          ["a", "product"],
          ["a", "product"],
        ],
      );
      expectReadable(graph, `gap ${gap}`);
    }
  });

  it.each([
    [2, 2],
    [2, 3],
    [2, 5],
  ])("where %d nodes feed %d others", (from, to) => {
    for (const gap of gaps) {
      const sources = column("input", from, 0, 230);
      const targets = column("linear", to, 124 + gap, 230);
      const pairs = sources.flatMap(([from]) => targets.map(([to]) => [from, to] as const));
      expectReadable(draw([...sources, ...targets], pairs), `gap ${gap}`);
    }
  });

  it("at a wire that climbs or falls by any height", () => {
    for (const gap of gaps) {
      for (let y = -700; y <= 700; y += 14) {
        const graph = draw(
          [
            ["a", "sin", 0, 0],
            ["b", "linear", 124 + gap, y],
          ],
          [["a", "b"]],
        );
        expectReadable(graph, `gap ${gap}, y ${y}`);
      }
    }
  });

  it("below a loss, where the target is", () => {
    for (const gap of gaps) {
      for (const below of [230, 232, 269, 300]) {
        const graph = draw(
          [
            ["f", "linear", 0, 0],
            ["y", "target", 0, below],
            ["loss", "squared-error", 124 + gap, 0],
          ],
          [
            ["f", "loss"],
            ["y", "loss"],
          ],
        );
        expectReadable(graph, `gap ${gap}, ${below} below`);
      }
    }
  });
});

describe("a wire between two columns", () => {
  it("does not run through the nodes on either side, however far it climbs", () => {
    for (const gap of gaps) {
      for (let rise = -1500; rise <= 1500; rise += 50) {
        const { path } = wireCurve({ x: 0, y: 0 }, "right", { x: gap, y: rise }, "left");
        const [x0 = 0, , x1 = 0, , x2 = 0, , x3 = 0] = (path.match(/-?[\d.]+/g) ?? []).map(Number);
        for (let t = 0; t <= 1; t += 0.01) {
          const s = 1 - t;
          const x = s ** 3 * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t ** 3 * x3;
          expect(x, `gap ${gap}, rise ${rise}`).toBeGreaterThan(-0.01);
          expect(x, `gap ${gap}, rise ${rise}`).toBeLessThan(gap + 0.01);
        }
      }
    }
  });
});
