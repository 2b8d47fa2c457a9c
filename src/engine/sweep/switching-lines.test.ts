import { describe, expect, it } from "vitest";
import { apply, input, linear, target } from "../graph-builder.test-support";
import reference from "../reference/regions.json" with { type: "json" };
import { run } from "../reference.test-support";
import { regionsOfMap } from "./map-regions";
import { MapSweep, mapPointOf } from "./map-sweep";
import { mapPatterns } from "./patterns";
import { planeAt } from "./plane";
import { buildScalars, type ScalarNode } from "./reference-graphs.test-support";
import { subjectOf } from "./subject";
import { switchesOfMap } from "./switching-lines";

interface ReferenceRegions {
  readonly name: string;
  readonly nodes: readonly ScalarNode[];
  readonly inputs: readonly [string, string];
  readonly units: readonly string[];
  readonly read: string;
  readonly rectangle: {
    readonly x1: readonly [number, number];
    readonly x2: readonly [number, number];
  };
  readonly lines: readonly (readonly [number, number, number])[];
  readonly segments: readonly (readonly (readonly [number, number])[] | null)[];
  readonly regions: number;
  readonly cells: readonly {
    readonly pattern: string;
    readonly at: readonly [number, number];
    readonly value: number;
    readonly gradient: readonly [number, number];
    readonly area: number;
  }[];
}

const graphs = reference.graphs as unknown as readonly ReferenceRegions[];

function sweep({ nodes, inputs, read, rectangle }: ReferenceRegions) {
  const subject = subjectOf(buildScalars(nodes));
  const [first, second] = inputs.map((node) => ({ kind: "value", node, unit: 0 }) as const);
  if (!first || !second) throw new Error("There are two inputs.");
  const axes = [first, second] as const;
  const ranges = [rectangle.x1, rectangle.x2] as const;
  const value = { kind: "value", node: read, unit: 0 } as const;
  return { subject, axes, ranges, read: value, ...switchesOfMap(subject, axes, ranges, value, 0) };
}

describe("over two inputs", () => {
  it.each(graphs)("switching lines of $name", (graph) => {
    const { lines, bent } = sweep(graph);
    const before = new Map(graph.nodes.map(({ id, inputs: from }) => [id, from?.[0] ?? ""]));
    expect(bent).toEqual([]);
    graph.units.forEach((unit, index) => {
      const found = lines.find(({ node }) => before.get(node) === unit);
      expect(found?.form.length).toBe(3);
      const line = graph.lines[index] ?? [];
      found?.form.forEach((number, part) => {
        expect(number).toBeCloseTo(line[part] ?? Number.NaN, 10);
      });
      const segment = graph.segments[index];
      expect(found?.segment === null).toBe(segment === null);
      segment?.flat().forEach((number, part) => {
        expect(found?.segment?.flat()[part]).toBeCloseTo(number, 10);
      });
    });
  });

  it.each(graphs)("regions of $name, their patterns, areas and planes", (graph) => {
    const { subject, axes, ranges, read, lines } = sweep(graph);
    const regions = regionsOfMap(lines, ranges) ?? [];
    expect(regions.length).toBe(graph.regions);
    const places = regions.map(({ at }) => at);
    const { units, active } = mapPatterns(subject, axes, read, 0, places);
    // A pattern of the reference is in the order of its units; ours in that of the graph.
    const sources = new Map(graph.nodes.map(({ id, inputs: from }) => [id, from?.[0] ?? ""]));
    const order = graph.units.map((unit) =>
      units.findIndex(({ node }) => sources.get(node) === unit),
    );
    for (const { pattern, area, at, value, gradient } of graph.cells) {
      const index = active.findIndex((own) =>
        order.every((unit, place) => own[unit] === (pattern[place] === "1")),
      );
      expect(index, pattern).toBeGreaterThanOrEqual(0);
      expect(regions[index]?.area).toBeCloseTo(area, 10);
      const plane = planeAt(subject, axes, read, 0, regions[index]?.at ?? at) ?? [0, 0, 0];
      expect(plane[0]).toBeCloseTo(gradient[0], 9);
      expect(plane[1]).toBeCloseTo(gradient[1], 9);
      expect(plane[0] * at[0] + plane[1] * at[1] + plane[2]).toBeCloseTo(value, 9);
    }
  });
});

it("units whose line is bent switch where their contours are, refined to far less than a cell", () => {
  // The second ReLU switches at max[0, x₁ + x₂] = ½, bent at x₁ + x₂ = 0: the line x₁ + x₂ = ½.
  const nodes: readonly ScalarNode[] = [
    { id: "a", op: "input", value: 0.1 },
    { id: "b", op: "input", value: 0.2 },
    { id: "f", op: "linear", inputs: ["a", "b"], weights: [1, 1], bias: 0 },
    { id: "h", op: "relu", inputs: ["f"] },
    { id: "s", op: "square", inputs: ["h"] },
    { id: "g", op: "linear", inputs: ["s"], weights: [1], bias: -0.25 },
    { id: "k", op: "relu", inputs: ["g"] },
  ];
  const subject = subjectOf(buildScalars(nodes));
  const axes = [
    { kind: "value", node: "a", unit: 0 },
    { kind: "value", node: "b", unit: 0 },
  ] as const;
  const ranges = [
    [-1, 1],
    [-1, 1],
  ] as const;
  const read = { kind: "value", node: "k", unit: 0 } as const;
  const { lines, bent } = switchesOfMap(subject, axes, ranges, read, 0);
  expect(lines.map(({ node }) => node)).toEqual(["h"]);
  expect(bent).toHaveLength(1);
  const request = { axes, ranges, read, sample: 0, cells: 20, switches: bent };
  const sweep = new MapSweep(subject, request);
  expect(sweep.isWhole).toBe(true);
  const contour = sweep.switchContour(0);
  expect(contour.length).toBeGreaterThan(40);
  for (let end = 0; end < contour.length; end += 2) {
    expect((contour[end] ?? 0) + (contour[end + 1] ?? 0)).toBeCloseTo(0.5, 6);
  }
  const value = Math.max(0, 0.3 ** 2 - 0.25);
  expect(mapPointOf(subject, request)).toEqual({ at: [0.1, 0.2], value });
});

it.each([3, 7, 23])("a point of a map of L has the bits of its cell, of %i rows", (count) => {
  const rows = Array.from({ length: count }, (_, row) => [Math.sin(row + 0.3)]);
  const document = run([
    input("x", rows),
    linear("f", ["x"], 0.375, -0.25),
    target("y", rows),
    apply("loss", "squared-error", "f", "y"),
  ]);
  const axes = [
    { kind: "omega", node: "f", port: 0, unit: 0, input: 0 },
    { kind: "beta", node: "f", unit: 0 },
  ] as const;
  const read = { kind: "objective" } as const;
  const ranges = [
    [0.375 - 1, 0.375 + 1],
    [-0.25 - 1, -0.25 + 1],
  ] as const;
  const sweep = new MapSweep(subjectOf(document), { axes, ranges, read, sample: 0, cells: 21 });
  const point = mapPointOf(subjectOf(document), { axes, read, sample: 0 });
  expect(sweep.map.columns).toBe(21);
  expect(point?.at).toEqual([0.375, -0.25]);
  expect(sweep.map.values[10 * 21 + 10]).toBe(point?.value);
});
