import { describe, expect, it } from "vitest";
import type { GraphNode, Layout, NodeId, Position, Wire } from "@/graph";
import { FlowElements } from "./flow-elements";

/** Units of two wires each, in rows, with a loss and its target at the end: wires into a loss change sides. */
function network(rows: number, columns: number) {
  const nodes: GraphNode[] = [];
  const wires: Wire[] = [];
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const id = `n${column}_${row}`;
      if (column === 0) nodes.push({ id, symbol: id, op: "input", width: 1 });
      else if (column === columns - 1) {
        const target = `y${row}`;
        nodes.push({ id: target, symbol: target, op: "target", width: 1 });
        nodes.push({ id, symbol: id, op: "squared-error" });
        wires.push({ source: `n${column - 1}_${row}`, target: id, port: 0 });
        wires.push({ source: target, target: id, port: 1 });
      } else {
        nodes.push({ id, symbol: id, op: "add" });
        wires.push({ source: `n${column - 1}_${row}`, target: id, port: 0 });
        wires.push({ source: `n${column - 1}_${(row + 1) % rows}`, target: id, port: 1 });
      }
    }
  }
  return { nodes, wires, batch: 1, output: null };
}

function generator(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const graph = network(6, 6);
const random = generator(20);
const scatter = (): Position => ({ x: random(2000), y: random(2000) });

function startLayout(): Layout {
  return new Map(graph.nodes.map(({ id }): [NodeId, Position] => [id, scatter()]));
}

/** Moves some nodes, some of them to where they are. */
function moveSome(layout: Layout): { layout: Layout; moved: Set<NodeId> } {
  const next = new Map(layout);
  const moved = new Set<NodeId>();
  for (let turn = random(4); turn >= 0; turn--) {
    const node = graph.nodes[random(graph.nodes.length)];
    const from = node && layout.get(node.id);
    if (!from || moved.has(node.id)) continue;
    if (random(5) === 0) next.set(node.id, { ...from });
    else {
      next.set(node.id, scatter());
      moved.add(node.id);
    }
  }
  return { layout: next, moved };
}

describe("nodes and edges of React Flow", () => {
  it("draws what has moved as if all were drawn anew", () => {
    const elements = new FlowElements();
    let layout = startLayout();
    let selection: ReadonlySet<NodeId> = new Set();
    for (let turn = 0; turn < 200; turn++) {
      const drawn = elements.drawNodes(graph, layout, selection);
      const wires = elements.drawWires(graph, layout);
      expect(drawn).toEqual(new FlowElements().drawNodes(graph, layout, selection));
      expect(wires).toEqual(new FlowElements().drawWires(graph, layout));
      layout = moveSome(layout).layout;
      const chosen = graph.nodes[random(graph.nodes.length)];
      if (random(3) === 0 && chosen) selection = new Set([chosen.id]);
    }
  });

  it("keeps the nodes that neither moved nor are wired with one that did", () => {
    const elements = new FlowElements();
    let layout = startLayout();
    let before = elements.drawNodes(graph, layout, new Set());
    expect(elements.drawNodes(graph, new Map(layout), new Set())).toBe(before);
    for (let turn = 0; turn < 50; turn++) {
      const next = moveSome(layout);
      const touched = new Set(next.moved);
      for (const { source, target } of graph.wires) {
        if (next.moved.has(source)) touched.add(target);
        if (next.moved.has(target)) touched.add(source);
      }
      const after = elements.drawNodes(graph, next.layout, new Set());
      before.forEach((drawn, index) => {
        if (!touched.has(drawn.id)) expect(after[index]).toBe(drawn);
      });
      layout = next.layout;
      before = after;
    }
  });

  it("draws all anew for another graph", () => {
    const elements = new FlowElements();
    const layout = startLayout();
    const before = elements.drawNodes(graph, layout, new Set());
    const other = { ...graph, nodes: graph.nodes.slice(1), wires: graph.wires.slice(4) };
    const after = elements.drawNodes(other, layout, new Set());
    expect(after).toEqual(new FlowElements().drawNodes(other, layout, new Set()));
    expect(after).toHaveLength(before.length - 1);
    expect(after.every(({ data }) => data.graph === other)).toBe(true);
  });
});
