import { beforeEach, describe, expect, it } from "vitest";
import { type BackflowDocument, withWidth } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, useBackflow } from "@/store";
import { buildFormulas } from "./formula-building";
import { typedFormula } from "./typed-formula";

const state = () => useBackflow.getState();

function open(document: BackflowDocument): void {
  state().open(document, { kind: "preset", slug: "toy-network" });
}

function build(text: string) {
  const formula = typedFormula(text, documentOf(state()).graph);
  if (formula?.kind !== "formula") throw new Error(`${text} is no formula.`);
  return buildFormulas(formula.statements);
}

const toy = (): BackflowDocument => {
  const preset = presetBySlug("toy-network");
  if (!preset) throw new Error("There is no toy network.");
  return preset.document;
};

beforeEach(() => open(toy()));

describe("building what was typed", () => {
  it("gives one number to all units of a node that is there, and says so", async () => {
    const u = (await build("u = 1")) ?? "";
    const wide = withWidth(documentOf(state()), u, 4);
    if (!wide.ok) throw new Error("It cannot have 4 units.");
    open(wide.value);
    expect(await build("u = -3")).toBe(u);
    expect(state().spoken.text).toBe("All 4 units of u are −3.");
    await build("c = u + u; y = 2");
    expect(state().spoken.text).toBe("Built 1 node. yᵢ is 2.");
  });

  it("builds nothing into a document that was opened meanwhile", async () => {
    const built = build("p = x + 1");
    open(toy());
    const opened = documentOf(state());
    expect(await built).toBe(null);
    expect(documentOf(state())).toBe(opened);
  });
});
