import { describe, expect, it } from "vitest";
import { OP_GROUPS, OPS_BY_GROUP, searchOps } from "./op-search";

const found = (query: string) => searchOps(query, OPS_BY_GROUP).map(({ id }) => id);

describe("the search for an op", () => {
  it.each([
    ["cross entropy", ["softmax-cross-entropy", "binary-cross-entropy-with-logits"]],
    ["cross-entropy", ["softmax-cross-entropy", "binary-cross-entropy-with-logits"]],
    ["log loss", ["binary-cross-entropy-with-logits", "softmax-cross-entropy"]],
    ["σ", ["sigmoid"]],
    ["dot", ["dot-product"]],
    ["matmul", ["linear", "dot-product"]],
    ["matrix multiplication", ["linear"]],
    ["mean", ["mean", "mean-squared-error"]],
    ["bias", ["linear", "parameter"]],
    ["neuron", ["linear"]],
    ["variable", ["input", "parameter"]],
    ["mse", ["mean-squared-error", "squared-error"]],
    ["sce", ["softmax-cross-entropy"]],
    ["cubed", []],
    ["x^3", ["power"]],
    ["concat", ["concatenate"]],
  ])("finds by the word %s", (query, ids) => {
    const answers: readonly string[] = found(query);
    for (const id of ids) expect(answers).toContain(id);
    expect(answers.length > 0).toBe(ids.length > 0);
    // What is asked for stands among the first.
    for (const id of ids) expect(answers.indexOf(id)).toBeLessThan(5);
  });

  it.each([
    ["log loss", null, "binary-cross-entropy-with-logits"],
    ["cross entropy", null, "softmax-cross-entropy"],
    ["softmax", null, "softmax"],
    ["mean", null, "mean"],
    ["matrix multiplication", null, "linear"],
    ["log loss", 1, "binary-cross-entropy-with-logits"],
    ["log loss", 3, "softmax-cross-entropy"],
    ["cross entropy", 1, "binary-cross-entropy-with-logits"],
    ["cross entropy", 3, "softmax-cross-entropy"],
    ["softmax", 1, "softmax"],
    ["bce", 3, "binary-cross-entropy-with-logits"],
    ["mean", 1, "mean"],
    ["mean", 3, "mean"],
    ["matmul", 1, "linear"],
  ])("puts first for %s what fits %s units: %s", (query, units, id) => {
    expect(searchOps(query, OPS_BY_GROUP, units)[0]?.id).toBe(id);
  });

  it.each(OP_GROUPS)("finds the group $name by its name", ({ id, name }) => {
    const members = OPS_BY_GROUP.filter((op) => op.group === id).map((op) => op.id);
    expect(found(name)).toEqual(expect.arrayContaining(members));
    expect(found(name.slice(0, -1))).toEqual(expect.arrayContaining(members));
  });

  it("puts a group in the order of the palette, but what is called so first", () => {
    const losses = OPS_BY_GROUP.filter(({ group }) => group === "losses").map(({ id }) => id);
    expect(found("loss")).toEqual(losses);
    expect(found("exponential")[0]).toBe("exp");
  });

  it("takes no letters from inside of words", () => {
    expect(found("step")).toEqual([]);
    expect(found("oft")).toEqual([]);
    expect(found("lu")).toEqual([]);
    expect(found("max")).not.toContain("softmax");
    expect(found("zzz")).toEqual([]);
  });

  it("has all ops where nothing is typed", () => {
    expect(found(" ")).toHaveLength(OPS_BY_GROUP.length);
  });
});
