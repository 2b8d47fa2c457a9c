import { describe, expect, inject, it } from "vitest";
import type { BackflowDocument, NodeId, Position } from "@/graph";
import { sizeOf } from "@/layout";
import type { OpId } from "@/ops";
import { FlowElements } from "./canvas/flow/flow-elements";
import { documentOf, leaf, linear, seededRandom, wire } from "./graph/document.test-support";
import { tidyLayout } from "./layout/tidy/layered-layout";
import { wireCurve } from "./layout/wire-curve";

const GRAPHS = inject("turns")["random graphs made tidy"];

/** A graph written as its wires, such as "f1 loss1"; what comes second into a node is its second input. */
function graphOf(...wires: readonly string[]): BackflowDocument {
  const ports = new Map<NodeId, number>();
  const made = wires.map((each) => {
    const [source = "", target = ""] = each.split(" ");
    const port = ports.get(target) ?? 0;
    ports.set(target, port + 1);
    return { source, target, port };
  });
  const ids = new Set(made.flatMap(({ source, target }) => [source, target]));
  return documentOf(
    [...ids].map((id) => {
      const op = opOfId(id);
      if (op === "linear") {
        const omega = Array.from({ length: ports.get(id) ?? 0 }, () => [[1]]);
        return [id, op, linear([0], ...omega)];
      }
      return op === "input" || op === "target" ? [id, op, leaf([1])] : [id, op];
    }),
    made,
  );
}

function opOfId(id: NodeId): OpId {
  if (id.startsWith("x")) return "input";
  if (id.startsWith("y")) return "target";
  if (id.startsWith("f")) return "linear";
  return id.startsWith("h") ? "sin" : "squared-error";
}

/** The wires of the tidy graph that run through a node, and the nodes that are too near another. */
function faultsOf({ graph, ...document }: BackflowDocument): string[] {
  const layout = tidyLayout({ ...document, graph });
  const elements = new FlowElements();
  const flowNodes = new Map(
    elements.drawNodes(graph, layout, new Set()).map((flowNode) => [flowNode.id, flowNode]),
  );
  const boxes = graph.nodes.map((node) => ({
    id: node.id,
    ...(layout.get(node.id) ?? { x: Number.NaN, y: Number.NaN }),
    ...sizeOf(node),
  }));
  const faults: string[] = [];
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      const apart =
        a.x >= b.x + b.width + 26 ||
        b.x >= a.x + a.width + 26 ||
        a.y >= b.y + b.height + 60 ||
        b.y >= a.y + a.height + 60;
      if (!apart) faults.push(`${a.id} and ${b.id}`);
    }
  }
  for (const { data, sourceHandle, source, target } of elements.drawWires(graph, layout)) {
    const [from, to] = [flowNodes.get(source), flowNodes.get(target)];
    const leave = from?.data.outputs.find(({ side }) => sourceHandle === `out-${side}`);
    const arrive = to?.data.inputs[data?.wire.port ?? -1];
    if (!from || !to || !leave || !arrive) throw new Error("A wire has no ends.");
    const { path } = wireCurve(
      sum(from.position, leave.offset),
      leave.side,
      sum(to.position, arrive.offset),
      arrive.side,
    );
    const way = pointsOf(path);
    for (const { id, x, y, width, height } of boxes) {
      const hits = way.some(
        (point) => point.x > x && point.x < x + width && point.y > y && point.y < y + height,
      );
      if (hits) faults.push(`${source} ${target} through ${id}`);
    }
  }
  return faults;
}

/** Points along a Bézier curve, but for its very ends, which lie on nodes. */
function pointsOf(path: string): Position[] {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = (
    path.match(/-?[\d.]+/g) ?? []
  ).map(Number);
  return Array.from({ length: 199 }, (_, index) => {
    const t = (index + 1) / 200;
    const s = 1 - t;
    const [a, b, c, d] = [s ** 3, 3 * s * s * t, 3 * s * t * t, t ** 3];
    return { x: a * x0 + b * x1 + c * x2 + d * x3, y: a * y0 + b * y1 + c * y2 + d * y3 };
  });
}

/** The height of the middle of a node in the tidy graph. */
function middleOf(document: BackflowDocument, id: NodeId): number | undefined {
  const node = document.graph.nodes.find((each) => each.id === id);
  const corner = tidyLayout(document).get(id);
  return node && corner && corner.y + sizeOf(node).height / 2;
}

function sum(a: Position, b: Position): Position {
  return { x: a.x + b.x, y: a.y + b.y };
}

/** Chains up to a loss with a target each; the chains are as many nodes longer as they are later. */
function chains(count: number, longer: number): BackflowDocument {
  const wires: string[] = [];
  for (let chain = 1; chain <= count; chain++) {
    let last = `f${chain}`;
    wires.push(`x${chain} ${last}`);
    for (let more = 0; more < (chain - 1) * longer; more++) {
      wires.push(`${last} h${chain}-${more}`);
      last = `h${chain}-${more}`;
    }
    wires.push(`${last} loss${chain}`, `y${chain} loss${chain}`);
  }
  return graphOf(...wires);
}

/** Layers of linear units with an activation each, all wired with all before, up to a loss for each output. */
function network(inputs: number, hidden: number, outputs: number): BackflowDocument {
  const to = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const wires: string[] = [];
  for (const unit of to(hidden)) {
    wires.push(...to(inputs).map((input) => `x${input} f1-${unit}`), `f1-${unit} h1-${unit}`);
  }
  for (const unit of to(outputs)) {
    wires.push(...to(hidden).map((input) => `h1-${input} f2-${unit}`), `f2-${unit} h2-${unit}`);
    wires.push(`h2-${unit} loss${unit}`, `y${unit} loss${unit}`);
  }
  return graphOf(...wires);
}

describe("a tidy graph keeps the order from top to bottom", () => {
  /** The units of a layer, from top to bottom. */
  const downwards = (document: BackflowDocument, kind: string): NodeId[] => {
    const layout = tidyLayout(document);
    const ids = document.graph.nodes.map(({ id }) => id).filter((id) => id.startsWith(kind));
    return ids.sort((a, b) => (layout.get(a)?.y ?? 0) - (layout.get(b)?.y ?? 0));
  };

  it.each([
    [2, 2, 2],
    [3, 4, 2],
    [2, 3, 1],
  ])("of units that are wired alike, %d inputs, %d hidden units and %d outputs", (...sizes) => {
    const document = network(...sizes);
    for (const kind of ["x", "f1", "h1", "f2", "h2", "loss", "y"]) {
      const inOrder = document.graph.nodes.map(({ id }) => id).filter((id) => id.startsWith(kind));
      expect(downwards(document, kind)).toEqual(inOrder.sort());
    }
  });

  it("in which they stood, whichever was added first", () => {
    const document = graphOf("x f1", "x f2", "x f3", "f2 f4", "f3 f4", "f1 f4");
    const layout = new Map(document.layout);
    for (const [id, y] of Object.entries({ f1: 500, f2: 0, f3: 250 })) layout.set(id, { x: 0, y });
    expect(downwards({ ...document, layout }, "f").filter((id) => id !== "f4")).toEqual([
      ...["f2", "f3", "f1"],
    ]);
  });

  it("unless fewer wires cross for another", () => {
    const document = graphOf("x1 f1", "x2 f2", "f1 loss1", "y1 loss1", "f2 loss2", "y2 loss2");
    const layout = new Map(document.layout).set("x1", { x: 0, y: 400 }).set("x2", { x: 0, y: 0 });
    const order = downwards({ ...document, layout }, "x");
    expect(downwards({ ...document, layout }, "f").map((id) => id.slice(1))).toEqual(
      order.map((id) => id.slice(1)),
    );
  });
});

describe("no wire of a tidy graph runs through a node", () => {
  it.each([1, 2, 3, 7])("where %d chains each have a loss and a target", (count) => {
    for (const longer of [0, 1, 2]) {
      const document = chains(count, longer);
      expect(faultsOf(document), `longer by ${longer}`).toEqual([]);
      const layout = tidyLayout(document);
      for (let chain = 1; chain <= count; chain++) {
        const { x, y } = layout.get(`loss${chain}`) ?? { x: 0, y: 0 };
        expect(layout.get(`y${chain}`), `y${chain}`).toEqual({ x: x - 190, y: y + 230 });
      }
    }
  });

  it.each([2, 3])("where one prediction goes into %d losses", (count) => {
    const wires = ["x f1"];
    for (let loss = 1; loss <= count; loss++) wires.push(`f1 loss${loss}`, `y${loss} loss${loss}`);
    expect(faultsOf(graphOf(...wires))).toEqual([]);
  });

  it("where the graph goes on beside a loss", () => {
    expect(
      faultsOf(graphOf("x f1", "f1 loss1", "y1 loss1", "f1 h1", "h1 loss2", "y2 loss2")),
    ).toEqual([]);
  });

  it.each([
    ["that end in one column", ["f1 loss1", "f2 loss2"]],
    ["that end one column apart", ["f1 loss1", "f2 h2", "h2 loss2"]],
    ["that end two columns apart", ["f1 loss1", "f2 h2", "h2 h3", "h3 loss2"]],
    ["of one prediction", ["x2 f1", "f1 loss1", "f1 loss2"]],
  ])("where losses %s share a target", (_, wires) => {
    expect(faultsOf(graphOf("x1 f1", "x2 f2", ...wires, "y loss1", "y loss2"))).toEqual([]);
  });

  it("where a wire passes two columns below a loss", () => {
    expect(
      faultsOf(
        graphOf(
          ...["x1 f1", "f1 h1", "h1 loss1", "y1 loss1"],
          ...["x2 f2", "f2 h3", "f2 f4", "h3 f4", "f4 loss2", "y2 loss2"],
        ),
      ),
    ).toEqual([]);
  });

  it.each([
    ["past one node", ["x f2", "f2 f4", "f2 h3", "h3 f4"]],
    ["past two nodes", ["x f1", "f1 f4", "f1 h2", "h2 h3", "h3 f4"]],
    ["from each to each later one", ["x f1", "f1 f2", "x f2", "f1 f3", "f2 f3", "x f3"]],
    ["past what parts before it", ["x f1", "f1 h2", "h2 f3", "f1 f3", "f3 f4", "h2 f4"]],
  ])("where a wire leads %s", (_, wires) => {
    expect(faultsOf(graphOf(...wires))).toEqual([]);
  });

  it("where what makes room was level with the ends of the wire, which stay level", () => {
    const document = graphOf("x f1", "f1 f4", "f1 h2", "h2 h3", "h3 f4");
    expect(faultsOf(document)).toEqual([]);
    expect(middleOf(document, "f4")).toBe(middleOf(document, "f1"));
    expect(middleOf(document, "h3")).toBe(middleOf(document, "h2"));
    expect(middleOf(document, "h2")).not.toBe(middleOf(document, "f1"));
  });

  it("where thirty blocks of a chain each have a wire past them", () => {
    const wires = Array.from({ length: 30 }, (_, block) => [
      `f${block} f${block + 1}`,
      `f${block} h${block}`,
      `h${block} f${block + 1}`,
    ]);
    const document = graphOf("x f0", ...wires.flat());
    expect(faultsOf(document)).toEqual([]);
    const heights = Array.from({ length: 31 }, (_, block) => middleOf(document, `f${block}`));
    expect(new Set(heights).size).toBe(1);
  });

  it("in at least 99 of 100 random graphs, of up to eleven nodes", () => {
    const random = seededRandom(11);
    const faulty: string[] = [];
    for (let round = 0; round < GRAPHS; round++) {
      const ids = ["x", "f1"];
      const wires = ["x f1"];
      const last = 2 + Math.floor(random() * 7);
      for (let node = 2; node <= last; node++) {
        const inputs = random() < 0.5 ? 1 : 2;
        const id = inputs === 2 ? `f${node}` : `h${node}`;
        const back = () => Math.floor(random() * random() * ids.length);
        const sources = new Set(Array.from({ length: inputs }, () => ids.at(-1 - back())));
        for (const source of sources) wires.push(`${source} ${id}`);
        ids.push(id);
      }
      wires.push(`${ids.at(-1)} loss`, "y loss");
      const faults = faultsOf(graphOf(...wires));
      if (faults.length > 0) faulty.push(`${wires.join(", ")}: ${faults.join(", ")}`);
    }
    expect(faulty.length, faulty.join("\n")).toBeLessThanOrEqual(GRAPHS / 100);
  });

  it.each([
    [2, 2, 1],
    [2, 2, 2],
    [2, 3, 1],
    [3, 2, 3],
    [3, 4, 2],
    [4, 4, 4],
  ])("in a network of two layers, %d inputs, %d hidden units and %d outputs", (...sizes) => {
    expect(faultsOf(network(...sizes))).toEqual([]);
  });

  it("where the last node has many inputs", () => {
    const wires = Array.from({ length: 12 }, (_, index) => `x${index} f1`);
    expect(faultsOf(graphOf(...wires, "f1 loss1", "y1 loss1"))).toEqual([]);
  });
});

it("a tidy graph holds nodes of any id, or none", () => {
  const document = documentOf(
    [
      ["__proto__", "input", leaf([1])],
      ["constructor", "sin"],
    ],
    [wire("__proto__", "constructor")],
  );
  expect([...tidyLayout(document)]).toEqual([
    ["__proto__", { x: 0, y: 148 }],
    ["constructor", { x: 190, y: 120 }],
  ]);
  expect(tidyLayout(documentOf([], [])).size).toBe(0);
});
