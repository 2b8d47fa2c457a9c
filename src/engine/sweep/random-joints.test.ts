import { expect, inject, it } from "vitest";
import { randomNumbers } from "@/data";
import { sweepCurves } from "./curve-sweep";
import {
  type ExactPieces,
  exactJoints,
  exactly,
  exactRelu,
  exactSum,
  numberOf,
} from "./exact-pieces.test-support";
import { buildScalars, type ScalarNode } from "./reference-graphs.test-support";
import { subjectOf } from "./subject";

const TURNS = inject("turns")["joints of random graphs against exact fractions"];
const RANGE = [-2, 2] as const;
const DEPTH = 6;
/** What is nearer than this, as a part of the range or of the largest slope, float64 may call either way. */
const UNCLEAR = 1e-7;

/** Layers of one to three units of linear, ReLU, abs, maximum and minimum nodes, numbers in eighths. */
function randomCase(seed: number) {
  const random = randomNumbers(seed);
  const pick = (count: number) => Math.min(count - 1, Math.floor(random.uniform() * count));
  const eighths = () => Math.round(random.normal() * 8) / 8;
  const [lo, hi] = RANGE.map(exactly);
  if (!lo || !hi) throw new Error("No range.");
  const nodes: ScalarNode[] = [{ id: "x", op: "input", value: 0.25 }];
  const exact = new Map<string, ExactPieces>([
    [
      "x",
      [
        [lo, lo],
        [hi, hi],
      ],
    ],
  ]);
  const of = (id: string) => exact.get(id) ?? [];
  const [zero, one, less] = [exactly(0), exactly(1), exactly(-1)];
  let before: readonly string[] = ["x"];
  const depth = 1 + pick(DEPTH);
  for (let layer = 0; layer < depth; layer++) {
    const units = layer === depth - 1 ? 1 : 1 + pick(3);
    const now: string[] = [];
    for (let unit = 0; unit < units; unit++) {
      const f = `f${layer}_${unit}`;
      const h = `h${layer}_${unit}`;
      const weights = before.map(eighths);
      const bias = eighths();
      nodes.push({ id: f, op: "linear", inputs: before, weights, bias });
      exact.set(f, exactSum(exactly(bias), weights.map(exactly), before.map(of)));
      const positive = exactRelu(of(f));
      const first = before[0] ?? "x";
      const negative = exactRelu(exactSum(zero, [less], [of(f)]));
      const above = exactRelu(exactSum(zero, [one, less], [of(f), of(first)]));
      const kind = pick(4);
      if (kind === 0) {
        nodes.push({ id: h, op: "relu", inputs: [f] });
        exact.set(h, positive);
      } else if (kind === 1) {
        nodes.push({ id: h, op: "abs", inputs: [f] });
        exact.set(h, exactSum(zero, [one, one], [positive, negative]));
      } else if (kind === 2) {
        // max[f, a] = a + max[0, f − a]
        nodes.push({ id: h, op: "maximum", inputs: [f, first] });
        exact.set(h, exactSum(zero, [one, one], [of(first), above]));
      } else {
        // min[f, a] = f − max[0, f − a]
        nodes.push({ id: h, op: "minimum", inputs: [f, first] });
        exact.set(h, exactSum(zero, [one, less], [of(f), above]));
      }
      now.push(h);
    }
    before = now;
  }
  const read = before[0] ?? "x";
  return { nodes, read, ...exactJoints(of(read)) };
}

it("joints and slopes of random graphs are the exact ones", () => {
  let told = 0;
  for (let seed = 1; seed <= TURNS; seed++) {
    const { nodes, read, ...exact } = randomCase(seed);
    const joints = exact.joints.map(numberOf);
    const slopes = exact.slopes.map(numberOf);
    const largest = Math.max(1e-300, ...slopes.map(Math.abs));
    const [lo, hi] = RANGE;
    const places = [lo, ...joints, hi];
    const isUnclear =
      places.some((t, place) => place > 0 && t - (places[place - 1] ?? lo) < UNCLEAR * (hi - lo)) ||
      slopes.some(
        (slope, place) =>
          place > 0 && Math.abs(slope - (slopes[place - 1] ?? 0)) < UNCLEAR * largest,
      );
    if (isUnclear) continue;
    told += joints.length;
    const { curves } = sweepCurves(subjectOf(buildScalars(nodes)), {
      axis: { kind: "value", node: "x", unit: 0 },
      range: RANGE,
      reads: [{ kind: "value", node: read, unit: 0 }],
      sample: 0,
    });
    const curve = curves[0];
    expect(curve?.joints.length, `seed ${seed}`).toBe(joints.length);
    for (const [place, joint] of joints.entries()) {
      expect(Math.abs((curve?.joints[place] ?? Number.NaN) - joint)).toBeLessThan(
        1e-10 * (hi - lo),
      );
    }
    for (const [place, slope] of slopes.entries()) {
      expect(Math.abs((curve?.slopes[place] ?? Number.NaN) - slope)).toBeLessThan(1e-10 * largest);
    }
  }
  expect(told).toBeGreaterThan(TURNS);
});
