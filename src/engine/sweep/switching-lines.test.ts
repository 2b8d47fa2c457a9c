import { expect, it } from "vitest";
import reference from "../reference/regions.json" with { type: "json" };
import { buildScalars, type ScalarNode } from "./reference-graphs.test-support";
import { subjectOf } from "./subject";
import { switchingLines } from "./switching-lines";

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
}

const graphs = reference.graphs as unknown as readonly ReferenceRegions[];

it.each(graphs)(
  "switching lines of $name",
  ({ nodes, inputs, units, read, rectangle, ...exact }) => {
    const built = buildScalars(nodes);
    const [first, second] = inputs;
    const lines = switchingLines(
      subjectOf(built),
      [
        { kind: "value", node: first, unit: 0 },
        { kind: "value", node: second, unit: 0 },
      ],
      [rectangle.x1, rectangle.x2],
      { kind: "value", node: read, unit: 0 },
      0,
    );
    const before = new Map(nodes.map(({ id, inputs: from }) => [id, from?.[0] ?? ""]));
    units.forEach((unit, index) => {
      const found = lines.find(({ node }) => before.get(node) === unit);
      expect(found?.form.length).toBe(3);
      const line = exact.lines[index] ?? [];
      found?.form.forEach((number, part) => {
        expect(number).toBeCloseTo(line[part] ?? Number.NaN, 10);
      });
      const segment = exact.segments[index];
      expect(found?.segment === null).toBe(segment === null);
      segment?.flat().forEach((number, part) => {
        expect(found?.segment?.flat()[part]).toBeCloseTo(number, 10);
      });
    });
  },
);
