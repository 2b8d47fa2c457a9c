import type { BackflowDocument, NodeId, Note, Position } from "../document";
import { nodesInGroup, shownGroups } from "../groups";
import { LONGEST_NOTE, MOST_NOTES, withinCanvas } from "../limits";
import type { EditProblem } from "../problems";
import { failure, type Result, success } from "../result";

/** Adds a note with its upper left corner at a place. */
export function addNote(
  document: BackflowDocument,
  position: Position,
  text: string,
): Result<{ readonly document: BackflowDocument; readonly note: string }, EditProblem> {
  if (document.notes.length >= MOST_NOTES) {
    return failure({ kind: "note", index: MOST_NOTES, reason: "too-many" });
  }
  const taken = new Set(document.notes.map(({ id }) => id));
  let number = 1;
  while (taken.has(`note${number}`)) number++;
  const id = `note${number}`;
  const note = { id, text: text.slice(0, LONGEST_NOTE), position: whole(position) };
  return success({ document: { ...document, notes: [...document.notes, note] }, note: id });
}

/** How far from the corner of a node, to each side, its notes stand: canvas units. */
const BESIDE = 320;

/**
 * The notes of copied nodes: those that stand beside one of them, or beside the card of a folded group of them, and nearer
 * to it than to anything that is not copied.
 */
export function copiedNotes(
  { notes, layout, groups }: BackflowDocument,
  copied: ReadonlySet<NodeId>,
): readonly Note[] {
  if (notes.length === 0) return [];
  const cards = shownGroups(groups).filter(({ folded }) => folded);
  const shown = new Map<NodeId, Position>(layout);
  for (const card of cards) {
    const held = nodesInGroup(groups, card);
    const corners = held.flatMap((node) => layout.get(node) ?? []);
    const [first] = held;
    for (const node of held) shown.delete(node);
    if (first !== undefined) shown.set(first, middleOf(corners));
  }
  return notes.filter(({ position }) => {
    let nearest: NodeId | null = null;
    let least = BESIDE;
    for (const [node, { x, y }] of shown) {
      const distance = Math.max(Math.abs(x - position.x), Math.abs(y - position.y));
      if (distance > least) continue;
      least = distance;
      nearest = node;
    }
    return nearest !== null && copied.has(nearest);
  });
}

/** The middle of where nodes stand: a card stands there for them. */
function middleOf(corners: readonly Position[]): Position {
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  return {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y: (Math.min(...ys) + Math.max(...ys)) / 2,
  };
}

/** The notes with those that are pasted, moved and under free ids; as many as there may be. */
export function pastedNotes(
  document: BackflowDocument,
  pasted: readonly Note[],
  offset: Position,
): readonly Note[] {
  let all = document;
  for (const { text, position } of pasted) {
    const added = addNote(all, { x: position.x + offset.x, y: position.y + offset.y }, text);
    if (added.ok) all = added.value.document;
  }
  return all.notes;
}

/** Writes another text into a note; without any, the note goes. */
export function withNoteText(
  document: BackflowDocument,
  id: string,
  text: string,
): BackflowDocument {
  if (text.trim() === "") {
    return { ...document, notes: document.notes.filter((note) => note.id !== id) };
  }
  const notes = document.notes.map((note) =>
    note.id === id ? { ...note, text: text.slice(0, LONGEST_NOTE) } : note,
  );
  return { ...document, notes };
}

/** Moves a note, in canvas units; where it would leave the canvas, to its edge. */
export function withNotePosition(
  document: BackflowDocument,
  id: string,
  position: Position,
): BackflowDocument {
  const notes = document.notes.map((note) =>
    note.id === id ? { ...note, position: whole(position) } : note,
  );
  return { ...document, notes };
}

function whole({ x, y }: Position): Position {
  return { x: Math.round(withinCanvas(x)) + 0, y: Math.round(withinCanvas(y)) + 0 };
}
