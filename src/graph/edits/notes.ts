import type { BackflowDocument, Position } from "../document";
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
