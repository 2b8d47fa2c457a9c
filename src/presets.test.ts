import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import {
  atSample,
  derivativeOf,
  type Evaluation,
  evaluate,
  partialsOf,
  samplePartialsOf,
  traceOf,
  valuesOf,
} from "@/engine";
import { checkDocument, decodeLink, encodeLink, networkSize, withNumber } from "@/graph";
import { opOf } from "@/ops";
import { presetSections, START_PRESET } from "@/presets";
import { type MadePreset, presetBySlug, presets } from "./presets/made.test-support";
import {
  center,
  contributionsOf,
  countParts,
  culpritOf,
  derivative,
  flowRegionsOf,
  nodesOf,
  open,
  partialOf,
  run,
  runDocument,
  shownSteps,
  sizeOf,
  value,
  wireOf,
  withX,
} from "./presets.test-support";

/** Decimals in which figures must agree. */
const DECIMALS = 10;

interface ToyReference {
  readonly exact: {
    readonly [part in "values" | "gradients" | "parameterGradients"]: Record<string, number>;
  };
}

interface ShallowReference {
  readonly rows: readonly {
    readonly x: number;
    readonly pre: readonly number[];
    readonly h: readonly number[];
    readonly y: number;
    readonly slope: number;
    readonly dphi: readonly number[];
    readonly dtheta: readonly (readonly number[])[];
    readonly active: readonly boolean[];
  }[];
}

const toyReference: ToyReference = reference("toy-network");

const shallowReference: ShallowReference = reference("shallow-relu-3");

describe("every preset", () => {
  it("has a slug of its own that opens it", () => {
    expect(presets.map(({ slug }) => slug)).toEqual([
      "toy-network",
      "toy-network-primitives",
      "fan-out",
      "saturated-sigmoid",
      "vanishing-chain",
      "relu-chain",
      "exploding-chain",
      "inactive-relu",
      "overflow",
      "shallow-relu-3",
      "function-family",
      "shallow-relu-d",
      "universal-approximation",
      "loss-slice",
      "activations",
      "depth",
      "two-inputs",
      "vector-layer",
      "fit-a-line",
      "sgd-by-hand",
      "learning-rate",
      "xor",
      "two-moons",
      "overfitting-and-regularisation",
      "sigmoid-versus-relu",
      "initialisation",
      "mean-over-rows",
      "dead-relu",
      "count-the-weights",
    ]);
    const inSections = presetSections(presets).flatMap((section) => section.presets);
    expect(new Set(inSections)).toEqual(new Set(presets));
    expect(inSections.length).toBe(presets.length);
    for (const preset of presets) expect(presetBySlug(preset.slug)).toBe(preset);
    expect(presetBySlug(START_PRESET)?.title).toBe("Toy network");
    expect(presetBySlug("constructor")).toBeUndefined();
  });

  it.each(presets.map((preset) => [preset.slug, preset] as const))(
    "%s is sound",
    async (_, preset) => {
      const { document, title, story, words } = preset;
      expect(checkDocument(document)).toEqual({ ok: true, value: document });
      expect(document.title).toBe(title);
      expect(story.length).toBeLessThanOrEqual(100);
      expect(words.length).toBeOneOf([2, 3, 4]);
      const { evaluation } = run(preset);
      for (const { id } of document.graph.nodes) {
        expect(valuesOf(evaluation, id), id).not.toBeNull();
        expect(derivativeOf(evaluation, id), id).not.toBeNull();
      }
      expect(await decodeLink(await encodeLink(document))).toEqual({ ok: true, value: document });
    },
  );

  it.each(presets.map((preset) => [preset.slug, preset] as const))("%s has room", (_, preset) => {
    const boxes = preset.document.graph.nodes.map((node) => {
      const corner = preset.document.layout.get(node.id) ?? { x: Number.NaN, y: Number.NaN };
      return { ...corner, id: node.id, ...sizeOf(opOf(node.op).kind === "leaf") };
    });
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        const apart =
          Math.abs(center(a).x - center(b).x) >= (a.width + b.width) / 2 ||
          Math.abs(center(a).y - center(b).y) >= (a.height + b.height) / 2;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });
});

describe("the toy network", () => {
  const preset = open("toy-network");
  const { evaluation } = run(preset);

  it("has the lecture's names in document order", () => {
    const { nodes } = preset.document.graph;
    expect(nodes.map(({ id }) => id).join(" ")).toBe("x f0 h1 f1 h2 f2 h3 f3 y loss");
    expect(nodes.map(({ symbol }) => symbol).join(" ")).toBe(
      "x_i f_0 h_1 f_1 h_2 f_2 h_3 f_3 y_i \\ell_i",
    );
  });

  it("has the figures of the reference", () => {
    expectToyFigures(evaluation);
    for (const [name, expected] of Object.entries(toyReference.exact.parameterGradients)) {
      expect(partialOf(evaluation, name), name).toBeCloseTo(expected, DECIMALS);
    }
  });

  it("runs in 8 + 7 + 8 = 23 steps", () => {
    expect(countParts(evaluation)).toEqual({ forward: 8, backward: 7, partials: 8 });
    expect(traceOf(evaluation.plan).count).toBe(23);
    expect(nodesOf(evaluation, "backward")).toBe("f3 h3 f2 h2 f1 h1 f0");
    const partials = shownSteps(evaluation).filter((step) => step.part === "partials");
    expect(
      partials
        .map((step) => `${step.part === "partials" && step.owned.kind}${step.node}`)
        .join(" "),
    ).toBe("betaf3 omegaf3 betaf2 omegaf2 betaf1 omegaf1 betaf0 omegaf0");
  });

  it("loses its gradient behind a weight of zero, as its words say", () => {
    const changed = withNumber(
      preset.document,
      { kind: "omega", node: "f3", port: 0, unit: 0, input: 0 },
      0,
    );
    const { flow } = runDocument(changed);
    expect(flow("f3")).toBe("flowing");
    expect(flow("h3")).toBe("blocked");
  });
});

describe("the toy network in primitives", () => {
  const { evaluation } = run(open("toy-network-primitives"));

  it("has the same figures", () => {
    expectToyFigures(evaluation);
    for (const [name, expected] of Object.entries(toyReference.exact.parameterGradients)) {
      expect(derivative(evaluation, name), name).toBeCloseTo(expected, DECIMALS);
      expect(partialsOf(evaluation, name)).toEqual({
        kind: "parameter",
        value: [derivative(evaluation, name)],
      });
    }
  });

  it("runs in 12 + 11 + 8 steps, β before ω", () => {
    expect(countParts(evaluation)).toEqual({ forward: 12, backward: 11, partials: 8 });
    expect(nodesOf(evaluation, "partials")).toBe(
      "beta3 omega3 beta2 omega2 beta1 omega1 beta0 omega0",
    );
  });
});

describe("the fan-out", () => {
  const preset = open("fan-out");
  const { evaluation, findings } = run(preset);

  it("adds contributions of one sign at h2", () => {
    const [direct, squared] = contributionsOf(evaluation, "h2");
    expect(direct).toBeGreaterThan(1);
    expect(squared).toBeGreaterThan(1);
    expect(derivative(evaluation, "h2")).toBe(direct + squared);
  });

  it("nearly cancels at f0, and still flows", () => {
    const [bySine, byProduct] = contributionsOf(evaluation, "f0");
    expect(bySine * byProduct).toBeLessThan(0);
    expect(derivative(evaluation, "f0")).toBe(bySine + byProduct);
    const left = Math.abs((bySine + byProduct) / bySine);
    expect(left).toBeLessThan(0.01);
    expect(left).toBeGreaterThan(1e-3);
    expect(findings).toEqual([]);
  });

  it("adds at f0 where x is 1", () => {
    const [bySine, byProduct] = contributionsOf(runDocument(withX(preset, 1)).evaluation, "f0");
    expect(bySine * byProduct).toBeGreaterThan(0);
  });
});

describe("the saturated sigmoid", () => {
  const preset = open("saturated-sigmoid");
  const { evaluation, findings, flow } = run(preset);
  const [first, second] = flowRegionsOf(findings);

  it("blames the saturated unit and names the weight that revives", () => {
    expect(first?.flow).toBe("vanishing");
    expect(culpritOf(evaluation, first)).toBe("f2->h2");
    expect(wireOf(evaluation, first?.revivedBy?.wire)).toBe("h1->f2");
    expect(first?.revivedBy?.value).toBe(-13.1);
    expect(findings).toContainEqual({
      kind: "state",
      node: 4,
      state: { kind: "uniform", state: "saturated" },
    });
  });

  it("starves f2, flows again at h1, and starves f1 for the same reason", () => {
    expect(["h2", "f2", "h1", "f1"].map(flow).join(" ")).toBe(
      "flowing vanishing flowing vanishing",
    );
    expect(culpritOf(evaluation, second)).toBe("f2->h2");
    expect(derivative(evaluation, "h2") / derivative(evaluation, "f2")).toBeCloseTo(7413, 0);
  });

  it("flows everywhere with β₂ at 11.5", () => {
    const changed = withNumber(preset.document, { kind: "beta", node: "f2", unit: 0 }, 11.5);
    expect(runDocument(changed).findings).toEqual([]);
  });
});

describe("the chains", () => {
  const vanishing = open("vanishing-chain");
  const relu = open("relu-chain");

  it("vanish for the product of many factors, no unit saturated", () => {
    const { evaluation, findings } = run(vanishing);
    const [region] = flowRegionsOf(findings);
    expect(findings).toEqual([region]);
    expect(region?.flow).toBe("vanishing");
    expect(region?.chain.culprit).toBeNull();
    expect(region?.chain.factors.length).toBeGreaterThanOrEqual(8);
    const share = derivative(evaluation, "f1") / derivative(evaluation, "h8");
    expect(share.toPrecision(2)).toBe("0.0000057");
  });

  it("flow with ReLU in place of the sigmoid, all else equal", () => {
    const { findings, flow } = run(relu);
    expect(findings).toEqual([]);
    const hidden = relu.document.graph.nodes.filter(({ id }) => /^[fh]/.test(id));
    expect(hidden.length).toBe(16);
    expect(hidden.map(({ id }) => flow(id))).toEqual(hidden.map(() => "flowing"));
    expect(relu.document.numbers).toEqual(vanishing.document.numbers);
    expect(relu.document.graph.wires).toEqual(vanishing.document.graph.wires);
    expect(relu.document.layout).toEqual(vanishing.document.layout);
  });

  it("are blocked with ReLU where x is −1, by three inactive units", () => {
    const { findings, flow } = runDocument(withX(relu, -1));
    expect(findings.filter(({ kind }) => kind === "state").length).toBe(3);
    expect(flow("f1")).toBe("blocked");
  });

  it("explode with weights of 3 and 4, while the values stay between 1 and 2", () => {
    const preset = open("exploding-chain");
    const { evaluation, findings } = run(preset);
    const [region] = flowRegionsOf(findings);
    expect(findings).toEqual([region]);
    expect(region?.flow).toBe("exploding");
    expect(region?.share).toBeGreaterThanOrEqual(1e3);
    expect(region?.chain.culprit).toBeNull();
    expect(derivative(evaluation, "f1") / derivative(evaluation, "h8")).toBe(5184);
    for (const { id } of preset.document.graph.nodes.filter(({ id }) => /^[fh]/.test(id))) {
      expect(value(evaluation, id), id).toBeGreaterThanOrEqual(1);
      expect(value(evaluation, id), id).toBeLessThanOrEqual(2);
    }
    const changed = runDocument(withX(preset, 1.01)).evaluation;
    expect(value(changed, "h8") - value(evaluation, "h8")).toBeGreaterThan(150);
  });
});

describe("the inactive ReLU", () => {
  const preset = open("inactive-relu");
  const { evaluation, findings, flow } = run(preset);

  it("blocks one branch and lets the other flow", () => {
    const [region] = flowRegionsOf(findings);
    expect(region?.flow).toBe("blocked");
    expect(culpritOf(evaluation, region)).toBe("f1->h1");
    expect(region?.chain.factors[region.chain.culprit ?? -1]?.value).toBe(0);
    expect(["f3", "h1", "f1", "h2", "f2"].map(flow).join(" ")).toBe(
      "flowing flowing blocked flowing flowing",
    );
    expect([partialOf(evaluation, "beta1"), partialOf(evaluation, "omega1")]).toEqual([0, 0]);
    expect(partialOf(evaluation, "beta2") * partialOf(evaluation, "omega2")).not.toBe(0);
  });

  it("flows on both where x is 0.2", () => {
    expect(runDocument(withX(preset, 0.2)).findings).toEqual([]);
  });
});

describe("the overflow", () => {
  const preset = open("overflow");

  it("names the first step that is not finite, and all that it spoils", () => {
    const { evaluation, findings } = run(preset);
    const finding = findings.find(({ kind }) => kind === "not-finite");
    const first = finding?.kind === "not-finite" ? finding.source : undefined;
    expect(first).toMatchObject({ pass: "forward", cause: "overflow" });
    const idOf = (index: number) => preset.document.graph.nodes[index]?.id;
    expect(idOf(first?.node ?? -1)).toBe("h2");
    expect(first?.spoiledValues.map(idOf)).toEqual(["f2", "loss"]);
    expect(value(evaluation, "h1").toPrecision(4)).toBe("812.4");
  });

  it("is finite with ω₁ at 0.001", () => {
    const address = { kind: "omega", node: "f1", port: 0, unit: 0, input: 0 } as const;
    const { findings } = runDocument(withNumber(preset.document, address, 0.001));
    expect(findings.filter(({ kind }) => kind === "not-finite")).toEqual([]);
  });
});

describe("the shallow network", () => {
  const preset = open("shallow-relu-3");

  it("has the symbols of its section", () => {
    const { nodes, output } = preset.document.graph;
    expect(output).toBe("y");
    expect(nodes.flatMap((node) => ("betaSymbol" in node ? [node.betaSymbol] : []))).toEqual([
      "\\theta_{10}",
      "\\theta_{20}",
      "\\theta_{30}",
      "\\phi_0",
    ]);
  });

  it.each(shallowReference.rows)("has the figures of the reference at x = $x", (row) => {
    const { evaluation, states } = runDocument(withX(preset, row.x));
    const omega = (node: string) => {
      const partials = partialsOf(evaluation, node);
      return partials?.kind === "linear" ? [...partials.beta, ...partials.omega.flat(2)] : [];
    };
    expectClose([value(evaluation, "y")], [row.y]);
    expectClose([derivative(evaluation, "x")], [row.slope]);
    expectClose(omega("y"), row.dphi);
    for (const [unit, active] of row.active.entries()) {
      const name = unit + 1;
      expectClose([value(evaluation, `f${name}`)], [row.pre[unit] ?? Number.NaN]);
      expectClose([value(evaluation, `h${name}`)], [row.h[unit] ?? Number.NaN]);
      expectClose(omega(`f${name}`), row.dtheta[unit] ?? []);
      expect(states(`h${name}`)).toEqual({
        kind: "uniform",
        state: active ? "active" : row.pre[unit] === 0 ? "kink" : "inactive",
      });
    }
  });
});

describe("the layer and the batch", () => {
  const { evaluation } = run(open("vector-layer"));

  it("has other inactive units at each sample, and one that is always", () => {
    const inactive = [0, 1, 2].map((sample) =>
      Array.from(valuesOf(atSample(evaluation, sample), "f1") ?? [], (f) => f <= 0),
    );
    expect(inactive).toEqual([
      [false, true, true, true],
      [false, false, true, false],
      [true, false, true, false],
    ]);
  });

  it("averages the partials over the samples", () => {
    const derivatives = [0, 1, 2].map(
      (sample) => derivativeOf(atSample(evaluation, sample), "f2")?.[0] ?? 0,
    );
    const mean = derivatives.reduce((sum, each) => sum + each, 0) / 3;
    expect(partialOf(evaluation, "beta2")).toBeCloseTo(mean, DECIMALS);
  });
});

function reference<Figures>(name: string): Figures {
  const path = join(import.meta.dirname, "engine/reference", `${name}.json`);
  return JSON.parse(readFileSync(path, "utf8")) as Figures;
}

function expectToyFigures(evaluation: Evaluation): void {
  const { values, gradients } = toyReference.exact;
  for (const [node, expected] of Object.entries(values)) {
    expect(value(evaluation, node), node).toBeCloseTo(expected, DECIMALS);
  }
  for (const [node, expected] of Object.entries(gradients)) {
    expect(derivative(evaluation, node), node).toBeCloseTo(expected, DECIMALS);
  }
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [index, number] of expected.entries()) {
    expect(actual[index]).toBeCloseTo(number, DECIMALS);
  }
}

describe("the dead ReLU", () => {
  const preset = presetBySlug("dead-relu") as MadePreset;
  const partials = (document: MadePreset["document"]) => partialsOf(evaluate(document), "f1");

  it("has no partial at all on 20 rows, and is revived by its bias", () => {
    expect(partials(preset.document)).toEqual({ kind: "linear", beta: [0], omega: [[[0]]] });
    const revived = withNumber(preset.document, { kind: "beta", node: "f1", unit: 0 }, 0);
    const after = partials(revived);
    expect(after?.kind === "linear" && after.beta[0]).not.toBe(0);
  });
});

describe("the mean over rows", () => {
  const { document } = presetBySlug("mean-over-rows") as MadePreset;

  it("has partials that are the mean over the rows of those of each sample", () => {
    const sums = document.data.columns.get("x")?.[0]?.map((_, row) => {
      const partials = samplePartialsOf(evaluate(document, row), "f0");
      return partials?.kind === "linear" ? (partials.beta[0] ?? Number.NaN) : Number.NaN;
    });
    const mean = (sums ?? new Float64Array()).reduce((sum, one) => sum + one, 0) / 25;
    const partials = partialsOf(evaluate(document), "f0");
    expect(partials?.kind === "linear" && partials.beta[0]).toBeCloseTo(mean, 12);
  });
});

test("the answer to the weights that are counted", () => {
  const { graph } = (presetBySlug("count-the-weights") as MadePreset).document;
  expect(networkSize(graph)).toMatchObject({ weights: 87, biases: 16, total: 103 });
});
