import { describe, expect, it } from "vitest";
import { edited, toyNetwork } from "../document.test-support";
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
