import { describe, expect, it } from "vitest";
import { foldNodes, nodesInGroup, withFolded } from "@/graph";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf, selectedNodes, selectedWire, useBackflow } from "@/store";
import { findEverything } from "./everything-search";
import { findablesOf, spellings } from "./findables";
import { goToGroup, goToNode, goToWire } from "./going-to";

function open(slug = "toy-network") {
  const preset = presetBySlug(slug);
  if (!preset) throw new Error(`There is no preset ${slug}.`);
  useBackflow.getState().open(preset.document, { kind: "preset", slug });
}

const present = () => documentOf(useBackflow.getState());
const found = (query: string) =>
  findEverything(query, findablesOf(present(), OWN, 1)).flatMap(({ found }) => found);
const idsOf = (query: string) => found(query).map(({ id }) => id);

const OWN = [{ id: "7", title: "Homework three", savedAt: 0, nodes: 1, thumbnail: null }] as never;

/** f1 and h2 in a group within another that holds f2 too, both folded. */
function fold(): void {
  let document = present();
  for (const nodes of [
    ["f1", "h2"],
    ["f1", "h2", "f2"],
  ]) {
    const folded = foldNodes(document, new Set(nodes));
    if (!folded.ok) throw new Error("It cannot be folded.");
    document = folded.value;
  }
  useBackflow.getState().apply({ ok: true, value: document });
}

describe("what is found by one key", () => {
  it.each([
    ["undo", "command undo"],
    ["homework", "own 7"],
    ["csv", "pane data"],
    ["png", "pane figures"],
    ["svg", "pane figures"],
    ["json", "command saveFile"],
    ["help", "command shortcuts"],
    ["ω₃", "wire h3->f3:0"],
    ["w3", "wire h3->f3:0"],
    ["omega_3", "wire h3->f3:0"],
    ["β₂", "bias f2"],
    ["b2", "bias f2"],
    ["h2", "node h2"],
    ["xor", "preset xor"],
    ["tanh", "op tanh"],
    ["log loss", "op binary-cross-entropy-with-logits"],
  ])("%s", (query, id) => {
    open();
    expect(idsOf(query)).toContain(id);
  });

  it("groups by their names, and what they are folded in", () => {
    open();
    fold();
    expect(idsOf("group 1")[0]).toBe("group group1");
    expect(idsOf("h2")[0]).toBe("node h2");
  });

  it("says why a command is not possible, and puts it after all that is", () => {
    open();
    const [undo] = found("undo");
    expect(undo).toMatchObject({
      id: "command undo",
      against: "Undo: nothing has been changed yet.",
    });
    const commands = found("select").filter(({ group }) => group === "Commands");
    const possible = commands.map(({ against }) => against === undefined);
    expect(possible).toEqual(possible.toSorted((a, b) => Number(b) - Number(a)));
    expect(new Set(possible).size).toBe(2);
    // What cannot be done is the first choice only where its very name was typed.
    expect(found("dupli")[0]?.against).toBeUndefined();
  });

  it("lists weights only where they are asked for", () => {
    open();
    expect(idsOf("").some((id) => id.startsWith("wire ") || id.startsWith("bias "))).toBe(false);
  });

  it("spells names as they can be typed", () => {
    expect(spellings("ω₁₂")).toEqual(["ω₁₂", "ω12", "omega12", "w12"]);
    expect(spellings("h₁")).toEqual(["h₁", "h1"]);
    expect(spellings("ϕ₀")).toEqual(["ϕ₀", "ϕ0", "phi0"]);
    expect(spellings("constructor")).toEqual(["constructor"]);
  });
});

describe("what was found on the canvas", () => {
  it("a folded node is unfolded and selected, in one undo, and it is said", () => {
    open();
    fold();
    const before = present();
    goToNode("h2");
    expect(present().groups.map(({ folded }) => folded)).toEqual([false, false]);
    expect([...selectedNodes(useBackflow.getState())]).toEqual(["h2"]);
    expect(useBackflow.getState().notice?.text).toBe(
      "“Group 1” and “Group 2” were unfolded to show h₂.",
    );
    useBackflow.getState().undo();
    expect(present()).toBe(before);
  });

  it("a node that is seen changes nothing of the document", () => {
    open();
    const before = present();
    goToNode("h2");
    expect(present()).toBe(before);
  });

  it("a group is selected as it is; one that lies in another is laid open first", () => {
    open();
    fold();
    const outer = present().groups.find(({ id }) => id === "group2");
    if (!outer) throw new Error("There is no group.");
    const before = present();
    goToGroup("group2");
    expect(present()).toBe(before);
    expect(selectedNodes(useBackflow.getState())).toEqual(
      new Set(nodesInGroup(before.groups, outer)),
    );
    goToGroup("group1");
    expect(present()).toEqual(withFolded(before, "group2", false));
    expect(selectedNodes(useBackflow.getState())).toEqual(new Set(["f1", "h2"]));
  });

  it("the wire of a weight is selected, and unfolded where both its ends are", () => {
    open();
    fold();
    goToWire({ source: "h1", target: "f1", port: 0 });
    expect(selectedWire(useBackflow.getState())).toMatchObject({ source: "h1", target: "f1" });
    expect(present().groups.every(({ folded }) => folded)).toBe(true);
    goToWire({ source: "h2", target: "f2", port: 0 });
    expect(present().groups.map(({ id, folded }) => [id, folded])).toContainEqual([
      "group2",
      false,
    ]);
  });
});
