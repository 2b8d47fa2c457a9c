import { describe, expect, it } from "vitest";
import { presetBySlug } from "@/presets/made.test-support";
import { choicesOf, chooseOp } from "../node-search";
import { documentOf } from "../selectors";
import { nodeSearchOf } from "../state";
import { useBackflow } from "../store";
import { type Command, isChord, type KeyChord, type Services } from "./command";
import { commands, isPossible, performCommand } from "./commands";

const table = Object.entries<Command>(commands);

/** A chord as the browser tells of it. */
function pressed({ key, mod = false, shift = false, alt = false }: KeyChord) {
  return { key, code: "", ctrlKey: mod, metaKey: false, shiftKey: shift, altKey: alt };
}

const SHARED: ReadonlyMap<string, readonly string[]> = new Map([
  ["drawMember", ["training"]],
  ["training", ["drawMember"]],
  ["nextIteration", ["panRight"]],
  ["panRight", ["nextIteration"]],
  ["iterationBefore", ["panLeft"]],
  ["panLeft", ["iterationBefore"]],
]);

describe("the table of commands", () => {
  it("gives every chord to one command", () => {
    for (const [id, { keys, keysWhen }] of table) {
      for (const chord of keys) {
        const answering = table.filter(([, command]) =>
          command.keys.some((other) => isChord(pressed(chord), other)),
        );
        // While the training is open, it has two keys that move the view else; a family has that of the training.
        const others = answering.map(([name]) => name).filter((name) => name !== id);
        expect(others).toEqual(SHARED.get(id) ?? []);
      }
      // Whoever reads the sheet of shortcuts is told when each of them holds.
      expect(keysWhen !== undefined, id).toBe(SHARED.has(id));
    }
  });

  it("names every command, and no two alike", () => {
    const names = table.map(([, { name }]) => name);
    expect(names.filter((name) => name.trim() === "")).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("a chord on keyboards of other scripts", () => {
  const undo: KeyChord = { key: "z", mod: true };

  it.each([
    ["Russian", "я", "KeyZ"],
    ["Greek", "ζ", "KeyZ"],
    ["Arabic", "ئ", "KeyZ"],
    ["Persian", "ظ", "KeyZ"],
    ["Hebrew", "ז", "KeyZ"],
    ["Latin with Caps Lock", "Z", "KeyZ"],
    ["AZERTY", "z", "KeyW"],
    ["QWERTZ", "z", "KeyY"],
  ])("is known on %s", (_, key, code) => {
    expect(isChord({ ...pressed({ key, mod: true }), code }, undo)).toBe(true);
  });

  it("is what is printed on the key where that is Latin", () => {
    // Where Z lies on a US keyboard, QWERTZ has Y: that is redo, not undo.
    expect(isChord({ ...pressed({ key: "y", mod: true }), code: "KeyZ" }, undo)).toBe(false);
    expect(isChord({ ...pressed({ key: "w", mod: true }), code: "KeyZ" }, undo)).toBe(false);
  });

  it("counts digits of other scripts", () => {
    expect(isChord({ ...pressed({ key: "٣" }), code: "Digit3" }, { key: "3" })).toBe(true);
  });
});

describe("a command acts on its target, whatever is selected", () => {
  const none = {} as Services;
  const wire = { source: "h1", target: "f1", port: 0 };
  const openToy = () => {
    const preset = presetBySlug("toy-network");
    if (!preset) throw new Error("There is no such preset.");
    useBackflow.getState().open(preset.document, { kind: "preset", slug: "toy-network" });
    useBackflow.getState().select(new Set(["x", "y"]));
  };
  const ids = () => documentOf(useBackflow.getState()).graph.nodes.map(({ id }) => id);
  const hasWire = () =>
    documentOf(useBackflow.getState()).graph.wires.some(
      ({ source, target }) => source === wire.source && target === wire.target,
    );

  it("a node", () => {
    openToy();
    performCommand("delete", none, { kind: "node", node: "h2" });
    expect(ids()).not.toContain("h2");
    expect(ids()).toEqual(expect.arrayContaining(["x", "y"]));
    performCommand("swap", none, { kind: "node", node: "h1" });
    expect(nodeSearchOf(useBackflow.getState())).toMatchObject({ kind: "swap", node: "h1" });
  });

  it("a wire", () => {
    openToy();
    expect(isPossible("insert")).toBe(false);
    expect(isPossible("insert", { kind: "wire", wire })).toBe(true);
    performCommand("delete", none, { kind: "wire", wire });
    expect(hasWire()).toBe(false);
    expect(ids()).toEqual(expect.arrayContaining(["x", "y"]));
  });

  it("the canvas, where it was asked", () => {
    openToy();
    const position = { x: 7, y: 9 };
    performCommand("addNode", none, { kind: "canvas", position, anchor: { x: 1, y: 2 } });
    expect(nodeSearchOf(useBackflow.getState())).toEqual({
      kind: "add",
      anchor: { x: 1, y: 2 },
      position,
      node: null,
    });
    expect(isPossible("delete", { kind: "canvas", position, anchor: null })).toBe(false);
  });

  it("else all that is selected", () => {
    openToy();
    performCommand("delete", none);
    expect(ids()).not.toContain("x");
    expect(ids()).not.toContain("y");
  });
});

it("one thing is begun at a time: what begins ends what was begun before, and only that ends which is there", () => {
  const state = useBackflow.getState();
  state.setHand({ kind: "op", op: "sin" });
  state.setNodeSearch({ kind: "swap", anchor: null, node: "h1" });
  expect(useBackflow.getState().interaction).toMatchObject({ kind: "searching" });
  state.setHand(null);
  state.setBoxSelecting(false);
  expect(nodeSearchOf(useBackflow.getState())).not.toBeNull();
  state.setMenu({ target: { kind: "node", node: "h1" }, anchor: null });
  expect(nodeSearchOf(useBackflow.getState())).toBeNull();
  state.setMenu(null);
  expect(useBackflow.getState().interaction).toEqual({ kind: "none" });
});

describe("commands on several nodes", () => {
  const sigmoids = ["h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8"];
  const opsOf = () => {
    const { nodes } = documentOf(useBackflow.getState()).graph;
    return nodes.filter(({ id }) => sigmoids.includes(id)).map(({ op }) => op);
  };

  it.each([
    ["the selection", { kind: "selection" }],
    ["one of the selected, from its menu", { kind: "node", node: "h3" }],
  ] as const)("eight sigmoids become eight ReLUs in one undo, through %s", (_, target) => {
    const document = presetBySlug("vanishing-chain")?.document;
    if (!document) throw new Error("There is no such preset.");
    useBackflow.getState().open(document, { kind: "preset", slug: "vanishing-chain" });
    useBackflow.getState().select(new Set(sigmoids));
    performCommand("swap", {} as Services, target);
    const search = nodeSearchOf(useBackflow.getState());
    if (search?.kind !== "swap") throw new Error("The search is not open.");
    expect(choicesOf(document, search).ops.map(({ id }) => id)).toContain("relu");
    chooseOp(search, "relu");
    expect(opsOf()).toEqual(sigmoids.map(() => "relu"));
    useBackflow.getState().undo();
    expect(opsOf()).toEqual(sigmoids.map(() => "sigmoid"));
  });
});
