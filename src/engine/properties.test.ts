import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NumberAddress } from "@/graph";
import { DEFAULT_THRESHOLDS, initialParts, numberAt, withNumber } from "@/graph";
import {
  atSample,
  contributionOf,
  derivativeOf,
  type Evaluation,
  evaluate,
  partialsOf,
  valuesOf,
  widthOf,
} from "./evaluation";
import { build } from "./graph-builder.test-support";
import { healthOf } from "./health/findings";
import { localOf } from "./local";
import { isModerate, randomGraph, sidesOf } from "./random-graph.test-support";
import { errorOf, evaluateBuilt } from "./reference.test-support";

const draws = fc.record({ op: fc.nat(99), a: fc.nat(99), b: fc.nat(99), width: fc.nat(9) });
const graphs = fc.record({
  seed: fc.nat(1e6),
  batch: fc.integer({ min: 1, max: 3 }),
  draws: fc.array(draws, { minLength: 1, maxLength: 12 }),
});
const made = graphs.map(({ seed, batch, draws }) => build(randomGraph(seed, batch, draws)));

/** Addresses of all that a node owns, each with its partial: ∂L/∂number. */
function partialsByAddress(evaluation: Evaluation, node: string): [NumberAddress, number][] {
  const found: [NumberAddress, number][] = [];
  const partials = partialsOf(evaluation, node);
  const { rows, columns } = evaluation.data;
  const all = Array.from({ length: rows }, (_, row) => row);
  const isInTable = columns.has(node);
  if (isInTable || evaluation.numbers.get(node)?.kind === "leaf") {
    const derivatives = all.map((row) => derivativeOf(atSample(evaluation, row), node));
    for (let unit = 0; unit < widthOf(evaluation, node); unit++) {
      // What a row of the table does, it does to its own sample; any other number to all.
      for (const row of isInTable ? all : [0]) {
        const touched = isInTable ? [derivatives[row]] : derivatives;
        const sum = touched.reduce((s, derivative) => s + (derivative?.[unit] ?? 0), 0);
        found.push([{ kind: "value", node, row, unit }, sum / rows]);
      }
    }
  } else if (partials?.kind === "linear") {
    partials.beta.forEach((partial, unit) => {
      found.push([{ kind: "beta", node, unit }, partial]);
    });
    partials.omega.forEach((block, port) => {
      block.forEach((row, unit) => {
        row.forEach((partial, input) => {
          found.push([{ kind: "omega", node, port, unit, input }, partial]);
        });
      });
    });
  }
  return found;
}

describe("random graphs", () => {
  it("E3 E4 E8 agree with central differences wherever no kink is near", () => {
    let compared = 0;
    fc.assert(
      fc.property(made, (built) => {
        const evaluation = evaluateBuilt(built);
        fc.pre(isModerate(evaluation));
        const document = {
          ...built,
          title: "",
          layout: new Map(),
          ...initialParts,
        };
        for (const { id } of built.graph.nodes) {
          for (const [address, partial] of partialsByAddress(evaluation, id)) {
            const at = numberAt(document, address) ?? Number.NaN;
            const step = 1e-4;
            const near = [-2, -1, 1, 2].map((steps) =>
              evaluate(withNumber(document, address, at + steps * step)),
            );
            if (near.some((other) => sidesOf(other) !== sidesOf(evaluation))) continue;
            const [a = 0, b = 0, c = 0, d = 0] = near.map(
              (other) => other.statistics?.objective ?? Number.NaN,
            );
            const difference = (a - 8 * b + 8 * c - d) / (12 * step);
            const scale = Math.max(
              1,
              Math.abs(partial),
              Math.abs(evaluation.statistics?.objective ?? 0),
            );
            expect(Math.abs(difference - partial), JSON.stringify(address)).toBeLessThan(
              1e-5 * scale,
            );
            compared++;
          }
        }
      }),
      { seed: 7, numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  it("E3 a node's derivative is the sum of its wires' contributions, in wire order", () => {
    fc.assert(
      fc.property(made, (built) => {
        const evaluation = evaluateBuilt(built);
        const { graph, plan } = evaluation;
        graph.nodes.forEach(({ id }, index) => {
          const wires = Array.from(plan.topology.outgoing[index] ?? []);
          if (wires.length === 0) return;
          for (let sample = 0; sample < evaluation.data.rows; sample++) {
            const all = wires.map(
              (wire) => contributionOf(atSample(evaluation, sample), wire) ?? [],
            );
            const [first, ...others] = all;
            const sum = others.reduce<Float64Array>(
              (total, one) => total.map((number, unit) => number + (one[unit] ?? Number.NaN)),
              Float64Array.from(first ?? []),
            );
            // −0 and 0 are one number where a wire that leads nowhere is added.
            expect(sum.map((number) => number + 0)).toEqual(
              derivativeOf(atSample(evaluation, sample), id)?.map((number) => number + 0),
            );
          }
        });
      }),
      { seed: 11 },
    );
  });

  it("E2 E3 the order of nodes in the document changes no bit; that of wires only the rounding", () => {
    fc.assert(
      fc.property(made, fc.infiniteStream(fc.nat()), (built, keys) => {
        const { graph, data } = built;
        const shuffled = <Item>(items: readonly Item[]) =>
          items
            .map((item) => ({ item, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const evaluation = evaluateBuilt(built);
        const ordered = { ...graph, nodes: shuffled(graph.nodes) };
        const other = evaluate({ ...built, graph: ordered });
        const wired = { ...graph, wires: shuffled(graph.wires) };
        const rewired = evaluate({ ...built, graph: wired });
        for (const { id } of graph.nodes) {
          for (let sample = 0; sample < data.rows; sample++) {
            const derivative = derivativeOf(atSample(evaluation, sample), id);
            expect(valuesOf(atSample(other, sample), id)).toEqual(
              valuesOf(atSample(evaluation, sample), id),
            );
            expect(derivativeOf(atSample(other, sample), id)).toEqual(derivative);
            expect(valuesOf(atSample(rewired, sample), id)).toEqual(
              valuesOf(atSample(evaluation, sample), id),
            );
            if (!isModerate(evaluation)) continue;
            expect(errorOf(derivativeOf(atSample(rewired, sample), id), derivative)).toBeLessThan(
              1e-6,
            );
          }
        }
      }),
      { seed: 13 },
    );
  });

  it("E4 what comes back along a wire is its local derivative times the upstream gradient", () => {
    fc.assert(
      fc.property(made, (built) => {
        const evaluation = evaluateBuilt(built);
        fc.pre(isModerate(evaluation));
        for (let sample = 0; sample < built.data.rows; sample++) {
          for (const wireIndex of built.graph.wires.keys()) {
            const expected = throughWire(evaluation, wireIndex, sample);
            const contribution = contributionOf(atSample(evaluation, sample), wireIndex);
            expect(errorOf(Array.from(contribution ?? []), expected)).toBeLessThan(1e-12);
          }
        }
      }),
      { seed: 29 },
    );
  });

  it("E11 E12 E13 judge any graph, finite or not, and every region says why", () => {
    fc.assert(
      fc.property(made, (built) => {
        const evaluation = evaluateBuilt(built);
        for (let sample = 0; sample < built.data.rows; sample++) {
          const { flow, findings } = healthOf(atSample(evaluation, sample), DEFAULT_THRESHOLDS);
          for (const finding of findings) {
            if (finding.kind !== "flow-region") continue;
            const { nodes, chain, share } = finding;
            expect(new Set(nodes.map((node) => flow.nodes[node]))).toEqual(new Set([finding.flow]));
            expect(chain.path.length).toBe(chain.factors.length + 1);
            expect(chain.factors.length).toBeGreaterThan(0);
            expect(chain.path.at(-1)).toBe(nodes[0]);
            const zero = chain.factors.findIndex((factor) => factor.value === 0);
            if (finding.flow === "blocked") expect(chain.culprit).toBe(zero);
            if (finding.flow === "blocked") expect(share).toBe(0);
          }
        }
      }),
      { seed: 17, numRuns: 300 },
    );
  });
});

/** Local derivative × upstream gradient, for each unit of the source of a wire. */
function throughWire(evaluation: Evaluation, wireIndex: number, sample: number): number[] {
  const { source = "", target = "" } = evaluation.graph.wires[wireIndex] ?? {};
  const local = localOf(atSample(evaluation, sample), wireIndex);
  const upstream = Array.from(derivativeOf(atSample(evaluation, sample), target) ?? []);
  const units = Array.from(valuesOf(atSample(evaluation, sample), source) ?? []);
  if (local?.kind === "matrix") {
    return units.map((_, unit) =>
      upstream.reduce((sum, gradient, row) => sum + (local.rows[row]?.[unit] ?? 0) * gradient, 0),
    );
  }
  const products = Array.from(local?.values ?? [], (factor, unit) => {
    // A loss is one number, whatever it compares.
    return factor * (upstream[upstream.length === 1 ? 0 : unit] ?? Number.NaN);
  });
  if (units.length === products.length) return products;
  return [products.reduce((sum, product) => sum + product, 0)];
}
