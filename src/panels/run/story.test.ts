import { describe, expect, it } from "vitest";
import { evaluate } from "@/engine";
import { storyOf } from "@/explain";
import { type BackflowDocument, isLinear, removeNodes, withNumber } from "@/graph";
import { presetBySlug, presets } from "@/presets/made.test-support";

const storyAfter = (words: string, opened: BackflowDocument, document: BackflowDocument) =>
  storyOf(words, opened, document, evaluate(document));

/** Another β of the first linear node. */
function changed(document: BackflowDocument): BackflowDocument {
  const node = document.graph.nodes.find(isLinear);
  if (!node) throw new Error("There is nothing to change.");
  const numbers = document.numbers.get(node.id);
  if (numbers?.kind !== "linear") throw new Error("A linear node has β.");
  return withNumber(document, { kind: "beta", node: node.id, unit: 0 }, (numbers.beta[0] ?? 0) + 1);
}

describe("the story of every preset", () => {
  it.each(presets.filter(({ document }) => document.graph.nodes.some(isLinear)))(
    "$slug: speaks of now as long as the graph is as it was opened, of then once it is not, and goes with its nodes",
    ({ words, document }) => {
      expect(storyAfter(words, document, structuredClone(document))).toBe(words);
      expect(storyAfter(words, document, changed(document))).toMatch(/^As it was opened: /);
      const [first] = document.graph.nodes;
      const less = removeNodes(document, new Set([first?.id ?? ""]));
      expect(storyAfter(words, document, less)).toBeNull();
    },
  );
});

it("tells the numbers of a story anew: what it proposes takes the sigmoid off its tail", () => {
  const preset = presetBySlug("saturated-sigmoid");
  if (!preset) throw new Error("There is no such preset.");
  const { words, document } = preset;
  const raised = withNumber(document, { kind: "beta", node: "f2", unit: 0 }, 11.5);
  const story = storyAfter(words, document, raised);
  // −8.9107 + 11.5 − 2.6
  expect(story).toMatch(/ Now f₂ = −0\.01072, ∂h₂\/∂f₂ = 0\.25, ω₂ = −13\.1\.$/);
});
