import type { BackflowDocument, NodeId, Note, Position } from "../document";
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
    return failure({ kind: "note", place: MOST_NOTES, reason: "too-many" });
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

/** The notes of copied nodes: those that stand beside one of them, and nearer to it than to any node that is not copied. */
export function copiedNotes(
  { notes, layout }: BackflowDocument,
  copied: ReadonlySet<NodeId>,
): readonly Note[] {
  return notes.filter(({ position }) => {
    let nearest: NodeId | null = null;
    let least = BESIDE;
    for (const [node, { x, y }] of layout) {
      const distance = Math.max(Math.abs(x - position.x), Math.abs(y - position.y));
      if (distance > least) continue;
      least = distance;
      nearest = node;
    }
    return nearest !== null && copied.has(nearest);
  });
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

/** Moves a note. */
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
