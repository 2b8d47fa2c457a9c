import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NodeNumbers, NumberAddress } from "@/graph";
import { DEFAULT_THRESHOLDS, initialParts, withNumber } from "@/graph";
import {
  contributionOf,
  derivativeOf,
  type Evaluation,
  evaluate,
  objectiveOf,
  partialsOf,
  valuesOf,
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
const made = graphs.map(({ seed, batch, draws }) =>
  build(randomGraph(seed, batch, draws), { batch }),
);

/** Addresses of all that a node owns, each with its partial: ∂L/∂number. */
function partialsByAddress(
  evaluation: Evaluation,
  node: string,
  owned: NodeNumbers,
): [NumberAddress, number][] {
  const found: [NumberAddress, number][] = [];
  const partials = partialsOf(evaluation, node);
  if (owned.kind === "leaf") {
    const { batch } = evaluation.plan;
    owned.rows.forEach((row, at) => {
      for (const unit of row.keys()) {
        const samples = owned.rows.length === 1 ? Array.from({ length: batch }, (_, i) => i) : [at];
        const sum = samples.reduce(
          (s, i) => s + (derivativeOf(evaluation, node, i)?.[unit] ?? 0),
          0,
        );
        found.push([{ kind: "value", node, row: at, unit }, sum / batch]);
      }
    });
  } else if (owned.kind === "linear" && partials?.kind === "linear") {
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
      fc.property(made, ({ graph, numbers }) => {
        const evaluation = evaluate(graph, numbers);
        fc.pre(isModerate(evaluation));
        const document = {
          title: "",
          graph,
          numbers,
          layout: new Map(),
          ...initialParts,
        };
        for (const [node, owned] of numbers) {
          for (const [address, partial] of partialsByAddress(evaluation, node, owned)) {
            const at = addressed(owned, address);
            const step = 1e-4;
            const near = [-2, -1, 1, 2].map((steps) =>
              evaluate(graph, withNumber(document, address, at + steps * step).numbers),
            );
            if (near.some((other) => sidesOf(other) !== sidesOf(evaluation))) continue;
            const [a = 0, b = 0, c = 0, d = 0] = near.map(
              (other) => objectiveOf(other) ?? Number.NaN,
            );
            const difference = (a - 8 * b + 8 * c - d) / (12 * step);
            const scale = Math.max(1, Math.abs(partial), Math.abs(objectiveOf(evaluation) ?? 0));
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
          for (let sample = 0; sample < plan.batch; sample++) {
            const all = wires.map((wire) => contributionOf(evaluation, wire, sample) ?? []);
            const [first, ...others] = all;
            const sum = others.reduce<Float64Array>(
              (total, one) => total.map((number, unit) => number + (one[unit] ?? Number.NaN)),
              Float64Array.from(first ?? []),
            );
            // −0 and 0 are one number where a wire that leads nowhere is added.
            expect(sum.map((number) => number + 0)).toEqual(
              derivativeOf(evaluation, id, sample)?.map((number) => number + 0),
            );
          }
        });
      }),
      { seed: 11 },
    );
  });

  it("E2 E3 the order of nodes in the document changes no bit; that of wires only the rounding", () => {
    fc.assert(
      fc.property(made, fc.infiniteStream(fc.nat()), ({ graph, numbers }, keys) => {
        const shuffled = <Item>(items: readonly Item[]) =>
          items
            .map((item) => ({ item, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const evaluation = evaluate(graph, numbers);
        const other = evaluate({ ...graph, nodes: shuffled(graph.nodes) }, numbers);
        const rewired = evaluate({ ...graph, wires: shuffled(graph.wires) }, numbers);
        for (const { id } of graph.nodes) {
          for (let sample = 0; sample < graph.batch; sample++) {
            const derivative = derivativeOf(evaluation, id, sample);
            expect(valuesOf(other, id, sample)).toEqual(valuesOf(evaluation, id, sample));
            expect(derivativeOf(other, id, sample)).toEqual(derivative);
            expect(valuesOf(rewired, id, sample)).toEqual(valuesOf(evaluation, id, sample));
            if (!isModerate(evaluation)) continue;
            expect(errorOf(derivativeOf(rewired, id, sample), derivative)).toBeLessThan(1e-6);
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
        for (let sample = 0; sample < built.graph.batch; sample++) {
          for (const place of built.graph.wires.keys()) {
            const expected = throughWire(evaluation, place, sample);
            const contribution = contributionOf(evaluation, place, sample);
            expect(errorOf(Array.from(contribution ?? []), expected)).toBeLessThan(1e-12);
          }
        }
      }),
      { seed: 29 },
    );
  });

  it("E11 E12 E13 judge any graph, finite or not, and every stretch says why", () => {
    fc.assert(
      fc.property(made, (built) => {
        const evaluation = evaluateBuilt(built);
        for (let sample = 0; sample < built.graph.batch; sample++) {
          const { flow, findings } = healthOf(evaluation, DEFAULT_THRESHOLDS, sample);
          for (const finding of findings) {
            if (finding.kind !== "stretch") continue;
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
function throughWire(evaluation: Evaluation, place: number, sample: number): number[] {
  const { source = "", target = "" } = evaluation.graph.wires[place] ?? {};
  const local = localOf(evaluation, place, sample);
  const upstream = Array.from(derivativeOf(evaluation, target, sample) ?? []);
  const units = Array.from(valuesOf(evaluation, source, sample) ?? []);
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

function addressed(owned: NodeNumbers, address: NumberAddress): number {
  if (owned.kind === "leaf" && address.kind === "value") {
    return owned.rows[address.row]?.[address.unit] ?? Number.NaN;
  }
  if (owned.kind !== "linear") return Number.NaN;
  if (address.kind === "beta") return owned.beta[address.unit] ?? Number.NaN;
  if (address.kind !== "omega") return Number.NaN;
  return owned.omega[address.port]?.[address.unit]?.[address.input] ?? Number.NaN;
}
