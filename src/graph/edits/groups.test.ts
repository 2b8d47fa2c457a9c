import { describe, expect, it } from "vitest";
import type { NodeGroup } from "../document";
import { edited, toyNetwork } from "../document.test-support";
import { nodesInGroup, shownGroups } from "../groups";
import { checkDocument } from "../parts/check";
import { copyNodes, pasteNodes } from "./copy-paste";
import { foldNodes, withFolded, withGroupName, withoutGroup } from "./groups";
import { addNote, withNotePosition, withNoteText } from "./notes";
import { removeNodes } from "./structure";

const toy = toyNetwork();
const folded = edited(foldNodes(toy, new Set(["h1", "f1"])));

describe("a group", () => {
  it("leaves graph and numbers the same objects, so that values and gradients are too", () => {
    expect(folded.graph).toBe(toy.graph);
    expect(folded.numbers).toBe(toy.numbers);
    const [group] = folded.groups;
    expect(group?.folded).toBe(true);
    // In the order of the document.
    const order = toy.graph.nodes.map(({ id }) => id).filter((id) => id === "h1" || id === "f1");
    expect(group?.nodes).toEqual(order);
    expect(withoutGroup(folded, "group1").groups).toEqual([]);
  });

  it("folds, unfolds and is renamed", () => {
    const open = withFolded(folded, "group1", false);
    expect(open.groups[0]?.folded).toBe(false);
    expect(withGroupName(open, "group1", "  Layer  ").groups[0]?.name).toBe("Layer");
    expect(withGroupName(open, "group1", "x".repeat(500)).groups[0]?.name).toHaveLength(100);
  });

  it("gives up what is put into another, and goes with its last node", () => {
    const other = edited(foldNodes(folded, new Set(["h1", "f2"])));
    expect(other.groups.map(({ nodes }) => nodes.length)).toEqual([1, 2]);
    expect(new Set(other.groups.map(({ id }) => id)).size).toBe(2);
    const without = removeNodes(other, new Set(["f1"]));
    expect(without.groups).toHaveLength(1);
  });

  it("is copied with all its nodes, under an id of its own", () => {
    const copy = copyNodes(folded, new Set(["h1", "f1", "f2"]));
    expect(copy.groups).toHaveLength(1);
    expect(copyNodes(folded, new Set(["h1"])).groups).toEqual([]);
    const pasted = edited(pasteNodes(folded, copy, { x: 0, y: 400 }));
    const [first, second] = pasted.document.groups;
    expect(second?.id).not.toBe(first?.id);
    expect(second?.name).toBe(first?.name);
    expect(second?.nodes.every((id) => pasted.nodes.includes(id))).toBe(true);
  });
});

describe("groups in one another", () => {
  const outer = edited(foldNodes(folded, new Set(["h1", "f1", "h2"])));

  it("what is folded with a whole group lies beside it, and the group in the new one", () => {
    const [inside, around] = outer.groups;
    expect(inside).toMatchObject({ id: "group1", parent: "group2" });
    expect(around).toMatchObject({ id: "group2", nodes: ["h2"] });
    if (!around || !inside) throw new Error("There are no groups.");
    expect(new Set(nodesInGroup(outer.groups, around))).toEqual(new Set(["h1", "f1", "h2"]));
    // While the outer one is folded, it alone is drawn.
    expect(shownGroups(outer.groups)).toEqual([around]);
    expect(shownGroups(withFolded(outer, "group2", false).groups)).toHaveLength(2);
    // Part of a group folds inside of it.
    const deeper = edited(foldNodes(outer, new Set(["h1"])));
    expect(deeper.groups.find(({ id }) => id === "group3")).toMatchObject({
      nodes: ["h1"],
      parent: "group1",
    });
    expect(checkDocument(deeper).ok).toBe(true);
  });

  it("is copied with those in it; one that goes leaves them where it lay", () => {
    const pasted = edited(
      pasteNodes(outer, copyNodes(outer, new Set(["h1", "f1", "h2"])), { x: 0, y: 400 }),
    );
    const [, , inside, around] = pasted.document.groups;
    expect(inside?.parent).toBe(around?.id);
    expect(copyNodes(outer, new Set(["h1", "f1"])).groups).toMatchObject([{ id: "group1" }]);
    expect(copyNodes(outer, new Set(["h1", "f1"])).groups[0]).not.toHaveProperty("parent");
    const alone = withoutGroup(outer, "group2");
    expect(alone.groups).toMatchObject([{ id: "group1" }]);
    expect(alone.groups[0]).not.toHaveProperty("parent");
    expect(withoutGroup(outer, "group1").groups[0]?.nodes).toHaveLength(3);
    // With its last node, the nodes of those in it counted, it goes.
    expect(removeNodes(outer, new Set(["h1", "f1"])).groups).toMatchObject([{ id: "group2" }]);
    expect(removeNodes(outer, new Set(["h2"])).groups).toHaveLength(2);
  });

  it("200 of them are checked by few looks at what each lies in", () => {
    let reads = 0;
    const groups = Array.from({ length: 200 }, (_, place) => ({
      id: `g${place}`,
      name: "",
      nodes: place === 199 ? ["x"] : [],
      folded: false,
      get parent() {
        reads++;
        return place === 0 ? undefined : `g${place - 1}`;
      },
    })) as readonly NodeGroup[];
    expect(checkDocument({ ...toy, groups }).ok).toBe(true);
    expect(reads).toBeLessThan(200 * 200 * 5);
  });

  it("is refused where a group lies in itself, or in one that is not there", () => {
    const [inside, around] = outer.groups;
    if (!around || !inside) throw new Error("There are no groups.");
    for (const groups of [
      [inside, { ...around, parent: "group1" }],
      [{ ...inside, parent: "group1" }, around],
      [inside, { ...around, parent: "nowhere" }],
    ]) {
      const checked = checkDocument({ ...outer, groups });
      expect(checked.ok ? null : checked.problem).toMatchObject({
        kind: "group",
        reason: "parent",
      });
    }
  });
});

it("a note is copied with the nodes that it stands beside", () => {
  const x = toy.layout.get("x") ?? { x: 0, y: 0 };
  const noted = edited(addNote(toy, { x: x.x + 10, y: x.y - 60 }, "The input")).document;
  expect(copyNodes(noted, new Set(["f3"])).notes).toEqual([]);
  const part = copyNodes(noted, new Set(["x", "f0"]));
  expect(part.notes).toHaveLength(1);
  const { document } = edited(pasteNodes(noted, part, { x: 40, y: 40 }));
  expect(document.notes.map(({ id, position }) => [id, position.y])).toEqual([
    ["note1", x.y - 60],
    ["note2", x.y - 20],
  ]);
});

it("a folded group is copied with the notes that stand beside its card, however far its nodes stand apart", () => {
  const layout = new Map([
    ...toy.layout,
    ["h1", { x: 0, y: -2000 }],
    ["f1", { x: 0, y: 0 }],
  ] as const);
  const wide = { ...folded, layout };
  const noted = edited(addNote(wide, { x: 0, y: -1100 }, "Both")).document;
  const part = copyNodes(noted, new Set(["h1", "f1"]));
  expect(part.groups).toHaveLength(1);
  expect(part.notes.map(({ text }) => text)).toEqual(["Both"]);
  const { document } = edited(pasteNodes(noted, part, { x: 400, y: 0 }));
  expect(document.groups.map(({ folded: isFolded }) => isFolded)).toEqual([true, true]);
  expect(document.notes.map(({ position }) => position)).toEqual([
    { x: 0, y: -1100 },
    { x: 400, y: -1100 },
  ]);
  // Where the hidden nodes stand, nothing is to be seen: what stands there is no note of theirs.
  const far = edited(addNote(wide, { x: 0, y: -2040 }, "Far")).document;
  expect(copyNodes(far, new Set(["h1", "f1"])).notes).toEqual([]);
  // Unfolded, it is one.
  const open = withFolded(far, "group1", false);
  expect(copyNodes(open, new Set(["h1", "f1"])).notes).toHaveLength(1);
});

it("a note is written, moved and taken away", () => {
  const added = edited(addNote(toy, { x: 10.4, y: -0 }, "See $\\omega_0$"));
  const { document, note } = added;
  expect(document.notes).toEqual([
    { id: note, text: "See $\\omega_0$", position: { x: 10, y: 0 } },
  ]);
  expect(withNotePosition(document, note, { x: 1e9, y: 2 }).notes[0]?.position).toEqual({
    x: 1e6,
    y: 2,
  });
  expect(withNoteText(document, note, "x").notes[0]?.text).toBe("x");
  expect(withNoteText(document, note, "  ").notes).toEqual([]);
});
