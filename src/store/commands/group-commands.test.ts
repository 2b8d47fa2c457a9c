import { beforeEach, describe, expect, it } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { documentOf } from "../selectors";
import { selectedNodes } from "../state";
import { useBackflow } from "../store";
import type { Services } from "./command";
import { type CommandId, isPossible, performCommand } from "./commands";

const services = {} as Services;
const state = () => useBackflow.getState();
const groups = () => documentOf(state()).groups;
const select = (...nodes: string[]): void => state().select(new Set(nodes));
const perform = (id: CommandId): void => performCommand(id, services);

beforeEach(() => {
  const preset = presetBySlug("toy-network");
  if (!preset) throw new Error("There is no toy network.");
  state().open(preset.document, { kind: "preset", slug: "toy-network" });
});

describe("folding what is selected", () => {
  it("makes a folded group of it, which stays selected, and one undo takes it back", () => {
    select("f1", "h2");
    perform("fold");
    expect(groups()).toMatchObject([{ name: "Group 1", nodes: ["f1", "h2"], folded: true }]);
    expect([...selectedNodes(state())]).toEqual(["f1", "h2"]);
    expect(state().spoken.text).toBe("Folded 2 nodes into a group.");
    state().undo();
    expect(groups()).toEqual([]);
  });

  it("makes no card within a card of a group that is folded already, and says so", () => {
    select("f1", "h2");
    perform("fold");
    const before = documentOf(state());
    // One of its nodes selects all that its card hides.
    select("h2");
    perform("fold");
    expect(documentOf(state())).toBe(before);
    expect(state().notice?.text).toBe(
      "Group 1 is folded already. The button on its card unfolds it.",
    );
  });

  it("folds a group that was unfolded again, under its name", () => {
    select("f1", "h2");
    perform("fold");
    perform("unfold");
    expect(state().spoken.text).toBe("Unfolded Group 1.");
    expect(groups()).toMatchObject([{ name: "Group 1", folded: false }]);
    perform("fold");
    expect(groups()).toMatchObject([{ name: "Group 1", folded: true }]);
    expect(state().spoken.text).toBe("Folded Group 1.");
  });

  it("puts a card and what is selected beside it into a group round both", () => {
    select("f1", "h2");
    perform("fold");
    select("f1", "f2");
    perform("fold");
    const [inner, outer] = groups();
    expect(inner).toMatchObject({ name: "Group 1", parent: outer?.id, folded: true });
    expect(outer).toMatchObject({ name: "Group 2", nodes: ["f2"], folded: true });
    // What is seen is the outer card: it unfolds first, and then the one in it.
    perform("unfold");
    expect(state().spoken.text).toBe("Unfolded Group 2.");
    perform("unfold");
    expect(groups().map(({ folded }) => folded)).toEqual([false, false]);
  });

  it("takes away the innermost group round what is selected", () => {
    select("f1", "h2");
    perform("fold");
    perform("unfold");
    select("f1", "h2", "f2");
    perform("fold");
    perform("unfold");
    select("h2");
    perform("ungroup");
    expect(state().spoken.text).toBe("Took Group 1 away.");
    expect(groups()).toMatchObject([{ name: "Group 2", nodes: ["f2", "f1", "h2"] }]);
  });

  it("is about nodes, and unfolding about what is folded", () => {
    select();
    expect(isPossible("fold")).toBe(false);
    select("h1");
    expect([isPossible("fold"), isPossible("unfold"), isPossible("ungroup")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
