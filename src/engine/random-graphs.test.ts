import { describe, expect, it } from "vitest";
import type { Matrix } from "@/graph";
import { ops } from "@/ops";
import {
  atSample,
  contributionOf,
  derivativeOf,
  partialsOf,
  samplePartialsOf,
  valuesOf,
} from "./evaluation";
import type { NodeSpec } from "./graph-builder.test-support";
import randomText from "./reference/random-graphs.json?raw";
import vectorText from "./reference/vector-graphs.json?raw";
import {
  derivative,
  errorOf,
  run,
  scalarPartials,
  value,
  wirePlace,
} from "./reference.test-support";

const TOLERANCE = 1e-10;

interface Edge<Gradient> {
  readonly source: string;
  readonly target: string;
  readonly port: number;
  readonly gradient: Gradient;
}

interface ScalarGraph {
  readonly name: string;
  readonly nodes: readonly (NodeSpec & {
    readonly weights?: readonly number[];
    readonly bias?: number;
  })[];
  readonly values: Record<string, number>;
  readonly gradients: Record<string, number>;
  readonly weightGradients: Record<string, readonly number[]>;
  readonly biasGradients: Record<string, number>;
  readonly edgeContributions: readonly Edge<number>[];
}

interface PartialRows {
  readonly value?: Matrix;
  readonly omega?: Matrix;
  readonly beta?: readonly number[];
}

interface VectorGraph {
  readonly name: string;
  readonly batch: number;
  readonly nodes: readonly NodeSpec[];
  readonly objective: number;
  readonly values: Record<string, Matrix>;
  readonly gradients: Record<string, Matrix>;
  readonly parameterGradients: Record<string, PartialRows>;
  readonly edgeContributions: readonly Edge<Matrix>[];
  readonly sample: number;
  readonly sampleGradients: Record<string, readonly number[]>;
  readonly sampleParameterGradients: Record<string, PartialRows>;
}

const scalarGraphs: readonly ScalarGraph[] = JSON.parse(randomText).graphs;
const vectorGraphs: readonly VectorGraph[] = JSON.parse(vectorText).graphs;

/** Checks that were too far off, by name; all are counted, so that none is left out unseen. */
class Checks {
  count = 0;
  readonly wrong: [name: string, error: number][] = [];

  add(name: string, actual: unknown, reference: unknown): void {
    const error = errorOf(actual, reference);
    if (!(error <= TOLERANCE)) this.wrong.push([name, error]);
    this.count++;
  }
}

describe("100 random graphs of one sample and one unit, against PyTorch", () => {
  it("are 100 graphs of 2,909 nodes", () => {
    const nodes = scalarGraphs.reduce((sum, graph) => sum + graph.nodes.length, 0);
    expect([scalarGraphs.length, nodes]).toEqual([100, 2909]);
  });

  it.each(scalarGraphs)("E2 E3 E8 $name", (graph) => {
    const evaluation = run(
      graph.nodes.map(({ weights, bias, ...node }) =>
        node.op === "linear" ? { ...node, omega: weights ?? [], beta: bias ?? 0 } : node,
      ),
    );
    const checks = new Checks();
    for (const { id, op } of graph.nodes) {
      checks.add(`${id} value`, value(evaluation, id), graph.values[id]);
      checks.add(`${id} derivative`, derivative(evaluation, id), graph.gradients[id]);
      if (op !== "linear") continue;
      const { beta, omega } = scalarPartials(evaluation, id);
      checks.add(`${id} beta`, beta, graph.biasGradients[id]);
      checks.add(`${id} omega`, omega, graph.weightGradients[id]);
    }
    for (const { source, target, port, gradient } of graph.edgeContributions) {
      const name = `${source}->${target}:${port}`;
      const ours = contributionOf(evaluation, wirePlace(evaluation, name));
      checks.add(name, ours?.[0], gradient);
    }
    expect(checks.wrong).toEqual([]);
    expect(graph.edgeContributions.length).toBe(evaluation.graph.wires.length);
    expect(checks.count).toBeGreaterThan(3 * graph.nodes.length - 10);
  });
});

describe("the path for graphs of single numbers", () => {
  it("E2 E3 E8 gives the bits of the general path, sample by sample", () => {
    for (const { name, nodes } of scalarGraphs) {
      const specs = nodes.map(
        ({ weights, bias, value, ...node }): NodeSpec => ({
          ...node,
          ...(node.op === "linear" ? { omega: weights ?? [], beta: bias ?? 0 } : {}),
          ...(value === undefined ? {} : { value }),
        }),
      );
      const twice = specs.map((spec) =>
        (spec.op === "input" || spec.op === "target") && typeof spec.value === "number"
          ? { ...spec, value: [[-spec.value], [spec.value]] }
          : spec,
      );
      const alone = run(specs);
      const batch = run(twice);
      for (const { id } of nodes) {
        expect(valuesOf(atSample(batch, 1), id), `${name} ${id}`).toEqual(valuesOf(alone, id));
        expect(derivativeOf(atSample(batch, 1), id), `${name} ${id}`).toEqual(
          derivativeOf(alone, id),
        );
        expect(samplePartialsOf(alone, id), `${name} ${id}`).toEqual(partialsOf(alone, id));
      }
      alone.graph.wires.forEach((_, wire) => {
        expect(contributionOf(atSample(batch, 1), wire)).toEqual(contributionOf(alone, wire));
      });
    }
  });
});

describe("80 random graphs of B × D values, against PyTorch", () => {
  it("are 80 graphs with every kind of loss", () => {
    const used = new Set(vectorGraphs.flatMap((graph) => graph.nodes.map((node) => node.op)));
    expect(vectorGraphs.length).toBe(80);
    // The ops that came later are tried against PyTorch's formulas in their own tests.
    const first = ops.filter(({ kind, since = 1 }) => kind === "loss" && since === 1);
    expect(first.filter(({ id }) => !used.has(id))).toEqual([]);
  });

  it.each(vectorGraphs)("E3 E4 E5 E8 $name (B = $batch)", (graph) => {
    const evaluation = run(graph.nodes);
    const samples = Array.from({ length: graph.batch }, (_, sample) => sample);
    const mean = (row: Float64Array | null) => row?.map((number) => number / graph.batch);
    const checks = new Checks();
    checks.add("objective", evaluation.statistics?.objective ?? null, graph.objective);
    for (const { id } of graph.nodes) {
      const values = samples.map((sample) => valuesOf(atSample(evaluation, sample), id));
      checks.add(`${id} values`, values, graph.values[id]);
      const means = samples.map((sample) => mean(derivativeOf(atSample(evaluation, sample), id)));
      checks.add(`${id} derivatives`, means, graph.gradients[id]);
      const own = derivativeOf(atSample(evaluation, graph.sample), id);
      checks.add(`${id} of one sample`, own, graph.sampleGradients[id]);
    }
    for (const { source, target, port, gradient } of graph.edgeContributions) {
      const name = `${source}->${target}:${port}`;
      const wireIndex = wirePlace(evaluation, name);
      const ours = samples.map((sample) =>
        mean(contributionOf(atSample(evaluation, sample), wireIndex)),
      );
      checks.add(name, ours, gradient);
    }
    for (const [id, reference] of Object.entries(graph.parameterGradients)) {
      addPartials(checks, `${id} partials`, partialsOf(evaluation, id), reference);
    }
    for (const [id, reference] of Object.entries(graph.sampleParameterGradients)) {
      const partials = samplePartialsOf(atSample(evaluation, graph.sample), id);
      addPartials(checks, `${id} partials of one sample`, partials, reference);
    }
    expect(checks.wrong).toEqual([]);
    expect(graph.edgeContributions.length).toBe(evaluation.graph.wires.length);
  });
});

function addPartials(
  checks: Checks,
  name: string,
  partials: ReturnType<typeof partialsOf>,
  reference: PartialRows,
): void {
  if (partials?.kind === "linear") {
    checks.add(`${name} beta`, partials.beta, reference.beta);
    const rows = partials.beta.map((_, unit) =>
      partials.omega.flatMap((block) => block[unit] ?? []),
    );
    checks.add(`${name} omega`, rows, reference.omega);
  } else {
    checks.add(name, [partials?.value], reference.value);
  }
}
