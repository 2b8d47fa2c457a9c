import { describe, expect, it } from "vitest";
import reference from "../reference/joints.json" with { type: "json" };
import { sweepCurves } from "./curve-sweep";
import {
  axisOf,
  buildScalars,
  type ScalarAxis,
  type ScalarNode,
} from "./reference-graphs.test-support";
import { subjectOf } from "./subject";
import type { CurveRequest, SweptCurve } from "./swept-curve";

interface ReferenceCurve {
  readonly name: string;
  readonly kind: string;
  readonly nodes: readonly ScalarNode[];
  readonly axis: ScalarAxis;
  readonly range: readonly [number, number];
  readonly read: string;
  readonly joints: readonly number[];
  readonly slopes?: readonly number[];
  readonly values: readonly number[];
  readonly derivatives?: readonly (readonly [number, number])[];
  readonly depends: boolean;
}

const curves = reference.graphs as unknown as readonly ReferenceCurve[];

function sweep(graph: ReferenceCurve): SweptCurve {
  const request: CurveRequest = {
    axis: axisOf(graph.axis),
    range: graph.range,
    reads: [{ kind: "value", node: graph.read, unit: 0 }],
    sample: 0,
  };
  const swept = sweepCurves(subjectOf(buildScalars(graph.nodes)), request);
  return swept.curves[0] as SweptCurve;
}

/** The largest |actual − exact| ÷ unit; ∞ where one is missing or invented. */
function distance(actual: readonly number[], exact: readonly number[], unit: number): number {
  if (actual.length !== exact.length) return Number.POSITIVE_INFINITY;
  return actual.reduce(
    (most, number, index) => Math.max(most, Math.abs(number - (exact[index] as number)) / unit),
    0,
  );
}

const largestOf = (numbers: readonly number[]) => Math.max(1e-300, ...numbers.map(Math.abs));

describe("joints against exact curves", () => {
  it.each(curves.filter(({ kind }) => kind === "piecewise-linear"))("$name", (graph) => {
    const curve = sweep(graph);
    const [lo, hi] = graph.range;
    const slopes = graph.slopes ?? [];
    expect(curve.kind).toBe("straight");
    expect(curve.reached).toBe(graph.depends);
    expect(distance(curve.joints, graph.joints, hi - lo)).toBeLessThan(1e-10);
    expect(distance(curve.slopes, slopes, largestOf(slopes))).toBeLessThan(1e-10);
    expect(distance(curve.values, graph.values, largestOf(graph.values))).toBeLessThan(1e-10);
  });

  it.each(curves.filter(({ kind }) => kind === "smooth"))("$name, behind a smooth op", (graph) => {
    const curve = sweep(graph);
    const [lo, hi] = graph.range;
    const derivatives = (graph.derivatives ?? []).flat();
    expect(curve.kind).toBe("smooth");
    expect(distance(curve.joints, graph.joints, hi - lo)).toBeLessThan(1e-10);
    expect(distance(curve.sides.flat(), derivatives, largestOf(derivatives))).toBeLessThan(1e-10);
  });
});
