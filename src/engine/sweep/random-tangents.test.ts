import { expect, inject, it } from "vitest";
import { randomNumbers } from "@/data";
import { withNumber } from "@/graph";
import { derivativeOf, evaluateSample, samplePartialsOf, valuesOf } from "../evaluation";
import { sweepCurves } from "./curve-sweep";
import { buildScalars, type ScalarNode } from "./reference-graphs.test-support";
import { subjectOf } from "./subject";

const TURNS = inject("turns")["tangents of random graphs and axes"];
const OPS = ["sin", "tanh", "sigmoid", "softplus", "square", "cos"] as const;
const STEP = 1e-5;

/** Smooth ops behind linear nodes, in two columns that meet: the axis is x, a β or an ω. */
function randomCase(seed: number) {
  const random = randomNumbers(seed);
  const pick = (count: number) => Math.min(count - 1, Math.floor(random.uniform() * count));
  const nodes: ScalarNode[] = [{ id: "x", op: "input", value: random.normal() }];
  let before: readonly string[] = ["x"];
  const depth = 1 + pick(4);
  for (let layer = 0; layer < depth; layer++) {
    const now = ["a", "b"].map((column) => {
      const [f, h] = [`${column}f${layer}`, `${column}h${layer}`];
      const weights = before.map(() => 0.8 * random.normal());
      nodes.push({ id: f, op: "linear", inputs: before, weights, bias: random.normal() });
      nodes.push({ id: h, op: OPS[pick(OPS.length)] ?? "sin", inputs: [f] });
      return h;
    });
    before = now;
  }
  nodes.push({ id: "y", op: "multiply", inputs: before });
  const of = ["value", "beta", "omega"] as const;
  return { nodes, axis: of[pick(3)] ?? "value" };
}

it("the tangent of a curve, the derivative of the canvas and the central difference are one number", () => {
  for (let seed = 1; seed <= TURNS; seed++) {
    const { nodes, axis: kind } = randomCase(seed);
    const document = buildScalars(nodes, "y");
    const axis =
      kind === "value"
        ? ({ kind, node: "x", unit: 0 } as const)
        : kind === "beta"
          ? ({ kind, node: "af0", unit: 0 } as const)
          : ({ kind, node: "af0", port: 0, unit: 0, input: 0 } as const);
    const { curves, present = Number.NaN } = sweepCurves(subjectOf(document), {
      axis,
      range: [-3, 3],
      reads: [{ kind: "value", node: "y", unit: 0 }],
      sample: 0,
    });
    const slope = curves[0]?.present.slope ?? Number.NaN;
    const evaluation = evaluateSample(document, 0);
    const partials = samplePartialsOf(evaluation, "af0");
    const onCanvas =
      kind === "value"
        ? derivativeOf(evaluation, "x")?.[0]
        : partials?.kind === "linear"
          ? kind === "beta"
            ? partials.beta[0]
            : partials.omega[0]?.[0]?.[0]
          : undefined;
    const at = (value: number) => {
      const address = kind === "value" ? { ...axis, row: 0 } : axis;
      const moved = withNumber(document as never, address as never, value);
      return valuesOf(evaluateSample(moved, 0), "y")?.[0] ?? Number.NaN;
    };
    const central = (at(present + STEP) - at(present - STEP)) / (2 * STEP);
    const size = Math.max(1, Math.abs(slope));
    expect(Math.abs(slope - (onCanvas ?? Number.NaN)) / size, `seed ${seed}`).toBeLessThan(1e-12);
    expect(Math.abs(slope - central) / size, `seed ${seed}`).toBeLessThan(1e-6);
  }
});
