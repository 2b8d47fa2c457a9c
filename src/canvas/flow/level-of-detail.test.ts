import { describe, expect, test } from "vitest";
import type { Graph } from "@/graph";
import { isLarge, isOverview } from "./level-of-detail";

function graphOf(nodeCount: number, wireCount: number): Pick<Graph, "nodes" | "wires"> {
  const nodes = Array.from({ length: nodeCount }, (_, index) => ({
    id: `x${index}`,
    op: "input" as const,
    symbol: "x",
    width: 1,
  }));
  const wires = Array.from({ length: wireCount }, (_, port) => ({
    source: "x0",
    target: "x1",
    port,
  }));
  return { nodes, wires };
}

describe("what makes a graph large", () => {
  test.each([
    [300, 500, false],
    [301, 300, true],
    [20, 900, false],
    [20, 901, true],
    [179, 8000, true],
  ])("%i nodes with %i wires: %s", (nodes, wires, large) => {
    expect(isLarge(graphOf(nodes, wires))).toBe(large);
  });

  test("a long network has its digits from the ordinary zoom on, however many wires it has in all", () => {
    const network = graphOf(2000, 3000);
    expect(isOverview(network, 0.5)).toBe(true);
    expect(isOverview(network, 0.6)).toBe(false);
  });

  test("of very many wires the overview stays until one is near", () => {
    expect(isOverview(graphOf(301, 500), 0.6)).toBe(false);
    expect(isOverview(graphOf(179, 8000), 0.6)).toBe(true);
    expect(isOverview(graphOf(179, 8000), 1.6)).toBe(false);
    expect(isOverview(graphOf(20, 20), 0.1)).toBe(false);
  });
});
