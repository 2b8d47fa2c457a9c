import { describe, expect, it } from "vitest";
import { axisText, readText } from "@/explain/figures";
import type { BackflowDocument, CurveFigure } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { figureFor, readsOf } from "./new-figures";
import { panelChoices } from "./panel-choices";

function documentOf(slug: string): BackflowDocument {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`No preset ${slug}`);
  return preset.document;
}

function mapWords(document: BackflowDocument): string {
  const map = figureFor(document, "map");
  if (map?.kind !== "map") throw new Error("There is no map.");
  const axes = map.axes.map((axis) => axisText(document.graph, axis)).join(" and ");
  return `${readText(document.graph, map.read)} over ${axes}`;
}

describe("a first map", () => {
  it("is the prediction over two inputs", () => {
    expect(mapWords(documentOf("two-inputs"))).toBe("f over xᵢ₁ and xᵢ₂");
  });

  it("is L over a weight and its bias where there is one input: the target does not reach the prediction", () => {
    expect(mapWords(documentOf("toy-network"))).toBe("L over ω₀ and β₀");
  });

  it("is the output over numbers that reach it where there is no loss", () => {
    expect(mapWords(documentOf("shallow-relu-3"))).toBe("y over x and θ₁₀");
  });
});

describe("what can be plotted", () => {
  it("has ℓᵢ and L where there is a loss alone: without one both are the output", () => {
    const wordsOf = (slug: string) => {
      const document = documentOf(slug);
      return readsOf(document).map((read) => readText(document.graph, read));
    };
    expect(wordsOf("shallow-relu-3")).toEqual(["f₁", "f₂", "f₃", "h₁", "h₂", "h₃", "y"]);
    expect(wordsOf("toy-network").slice(-2)).toEqual(["ℓᵢ", "L"]);
  });

  it("in another panel is every value, term and local derivative that no panel shows yet", () => {
    const document = documentOf("shallow-relu-3");
    const { graph } = document;
    const curve = figureFor(document, "curve") as CurveFigure;
    const wordsOf = (figure: CurveFigure) => {
      const { hidden, values, terms, locals } = panelChoices(document, figure);
      const lists = [hidden, values, terms, locals];
      return lists.map((reads) => reads.map((read) => readText(graph, read)));
    };
    expect(wordsOf(curve)).toEqual([
      ["h₁", "h₂", "h₃"],
      ["f₁", "f₂", "f₃", "h₁", "h₂", "h₃"],
      ["θ₁₁·x", "θ₂₁·x", "θ₃₁·x", "ϕ₁·h₁", "ϕ₂·h₂", "ϕ₃·h₃"],
      ["∂h₁/∂f₁", "∂h₂/∂f₂", "∂h₃/∂f₃"],
    ]);
    const { hidden } = panelChoices(document, curve);
    const more = { ...curve, panels: [...curve.panels, ...hidden.map((read) => [read])] };
    expect(wordsOf(more).slice(0, 2)).toEqual([[], ["f₁", "f₂", "f₃"]]);
    // No more than a figure holds.
    const most = { ...curve, panels: Array.from({ length: 24 }, () => curve.panels[0] ?? []) };
    expect(wordsOf(most).flat()).toEqual([]);
  });
});
