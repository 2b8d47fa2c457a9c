import { describe, expect, it } from "vitest";
import { randomNumbers } from "@/data";
import { type Evaluation, evaluate, localOf, partialsOf, valuesOf } from "@/engine";
import { betaText, formatNumber, nodeText, omegaText, wireLocalText } from "@/explain";
import {
  type BackflowDocument,
  isLinear,
  isTableNode,
  type NumberAddress,
  numberAt,
  removeNodes,
  swapOp,
  withNumber,
  withSymbol,
} from "@/graph";
import { presetBySlug, presets } from "@/presets/made.test-support";
import { storyOf } from "./story";

type Preset = (typeof presets)[number];

function presetOf(slug: string): Preset {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`There is no preset ${slug}.`);
  return preset;
}

const tellFor = ({ words, document }: Preset, changed: BackflowDocument, sample = 0) =>
  storyOf(words, document, changed, evaluate(changed, sample));

/** The numbers of single units that a text may give: values, local derivatives, β, ω, by their names. */
function quantitiesOf(document: BackflowDocument, evaluation: Evaluation): Map<string, number> {
  const { graph } = document;
  const found = new Map<string, number>();
  const add = (name: string, value: number | undefined) => {
    if (value !== undefined) found.set(name, value);
  };
  for (const node of graph.nodes) {
    const values = valuesOf(evaluation, node.id);
    if (values?.length === 1) add(nodeText(graph, node.id), values[0]);
    if (!isLinear(node) || node.width !== 1) continue;
    add(betaText(graph, node), numberAt(document, { kind: "beta", node: node.id, unit: 0 }));
    node.omegaSymbols.forEach((_, port) => {
      const address = { kind: "omega", node: node.id, port, unit: 0, input: 0 } as const;
      add(omegaText(graph, node, port), numberAt(document, address));
    });
  }
  graph.wires.forEach((_, wire) => {
    const local = localOf(evaluation, wire);
    if (local?.kind === "units" && local.values.length === 1) {
      add(wireLocalText(graph, wire), local.values[0]);
    }
  });
  return found;
}

/** What a text gives as "f₂ = −8.911" and is not so. Not what it proposes: "Set β₁ to 0". */
function falseNumbersIn(
  text: string,
  document: BackflowDocument,
  evaluation: Evaluation,
): string[] {
  const quantities = quantitiesOf(document, evaluation);
  const given = text.matchAll(
    /(?<![/∂\p{L}\p{N}·]|[·+] )(∂[\p{L}\p{N}]+\/∂[\p{L}\p{N}]+|\p{L}[\p{L}\p{N}]*) = (−?[\d.]+(?:·10[⁻\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)(?=[\s,.:;]|$)/gu,
  );
  return [...given].flatMap(([all, name = "", number = ""]) => {
    const value = quantities.get(name);
    const isTrue = value === undefined || formatNumber(value) === number.replace(/\.$/, "");
    return isTrue ? [] : [`${all} in “${text}”`];
  });
}

/** Words and symbols of a text. */
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Single numbers of linear nodes, and the inputs of the first row. */
function addressesOf({ graph }: BackflowDocument): NumberAddress[] {
  return graph.nodes.flatMap((node): NumberAddress[] => {
    if (isTableNode(node)) return [{ kind: "value", node: node.id, row: 0, unit: 0 }];
    if (!isLinear(node)) return [];
    return [
      { kind: "beta", node: node.id, unit: 0 },
      ...node.omegaSymbols.map(
        (_, port): NumberAddress => ({ kind: "omega", node: node.id, port, unit: 0, input: 0 }),
      ),
    ];
  });
}

describe("the story of every preset", () => {
  it.each(presets)("$slug: is whole as it is opened", (preset) => {
    const story = tellFor(preset, structuredClone(preset.document)) ?? "";
    expect(story).not.toMatch(/NaN|undefined|not a number|null/);
    expect(falseNumbersIn(story, preset.document, evaluate(preset.document))).toEqual([]);
    expect(story.match(/[.!?](?= |$)/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it.each(presets)("$slug: gives no number that is not the present one", (preset) => {
    const random = randomNumbers(12);
    for (const address of addressesOf(preset.document).slice(0, 24)) {
      for (const value of [0, -1, 7.25, 300 * random.normal()]) {
        const changed = withNumber(preset.document, address, value);
        const story = tellFor(preset, changed);
        expect(falseNumbersIn(story ?? "", changed, evaluate(changed))).toEqual([]);
      }
    }
  });

  it.each(presets)(
    "$slug: names nothing that is gone, and what is renamed by its new name",
    (preset) => {
      const { graph } = preset.document;
      const empty = removeNodes(preset.document, new Set(graph.nodes.map(({ id }) => id)));
      const left = tellFor(preset, empty) ?? "";
      const opened = tellFor(preset, preset.document) ?? "";
      for (const { id } of graph.nodes) {
        const symbol = nodeText(graph, id);
        expect(wordsIn(left)).not.toContain(symbol);
        const renamed = withSymbol(preset.document, id, "own", "\\zeta");
        if (!renamed.ok) throw new Error("A node can be called ζ.");
        const story = tellFor(preset, renamed.value) ?? "";
        expect(wordsIn(story)).not.toContain(symbol);
        expect(story.includes("ζ")).toBe(wordsIn(opened).includes(symbol));
      }
    },
  );
});

describe("what a story claims", () => {
  it("says that a sigmoid is flat only while it is", () => {
    const preset = presetOf("saturated-sigmoid");
    const opened = tellFor(preset, preset.document);
    expect(opened).toContain("At f₂ ≈ −8.911 the sigmoid is saturated: ∂h₂/∂f₂ ≈ 1.349·10⁻⁴ cuts");
    expect(opened).toContain("Set β₂, which is 2.6, to 11.5");
    const raised = withNumber(preset.document, { kind: "beta", node: "f2", unit: 0 }, 11.5);
    const story = tellFor(preset, raised);
    expect(story).toContain("At f₂ ≈ −0.01072 the sigmoid is off its flat tails: ∂h₂/∂f₂ ≈ 0.25");
    expect(story).not.toMatch(/cuts|11\.5|brings it back/);
  });

  it("goes with the op that it is about", () => {
    const preset = presetOf("saturated-sigmoid");
    const swapped = swapOp(preset.document, "h2", "relu");
    if (!swapped.ok) throw new Error("A sigmoid can become a ReLU.");
    expect(tellFor(preset, swapped.value)).toBeNull();
  });

  it("says that a unit is dead exactly where its partials are zero on every row", () => {
    const preset = presetOf("dead-relu");
    for (const beta of [-3, -1, -0.5, 0, 2]) {
      const changed = withNumber(preset.document, { kind: "beta", node: "f1", unit: 0 }, beta);
      const partials = partialsOf(evaluate(changed), "f1");
      const isDead = partials?.kind === "linear" && partials.beta[0] === 0;
      expect(tellFor(preset, changed)?.includes("so h₁ is dead"), `β₁ = ${beta}`).toBe(isDead);
    }
  });

  it("names the active units of a region and its slope", () => {
    const preset = presetOf("shallow-relu-3");
    const at = (x: number) =>
      tellFor(
        preset,
        withNumber(preset.document, { kind: "value", node: "x", row: 0, unit: 0 }, x),
      );
    expect(at(0.6)).toContain("At x = 0.6 only h₂ is active, and the slope is ϕ₂ · θ₂₁ = −2.");
    expect(at(0.9)).toMatch(/At x = 0\.9 (only h.|h.*) (is|are) active, and the slope is ϕ/);
  });

  it("says what overflows, and nothing of it once all is finite", () => {
    const preset = presetOf("overflow");
    expect(tellFor(preset, preset.document)).toContain("exp[812.4] is larger than any float64");
    const mended = withNumber(
      preset.document,
      { kind: "omega", node: "f1", port: 0, unit: 0, input: 0 },
      0.001,
    );
    expect(tellFor(preset, mended)).toBe(
      "With f₀ = 6.7, h₁ = exp[f₀] ≈ 812.4, and h₂ = exp[f₁] ≈ 2.253: both are finite.",
    );
  });
});
