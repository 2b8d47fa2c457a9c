import type { Note } from "../document";
import { LIMITS, LONGEST_NOTE, MOST_NOTES } from "../limits";
import type { DocumentProblem } from "../problems";
import { malformed, readList, readNumber, readObject, readText } from "../reader";
import type { DocumentPart } from "./part";

const ID = /^[A-Za-z0-9_-]{1,40}$/;

/** Texts on the canvas. */
export const notes: DocumentPart<readonly Note[]> = {
  since: 2,
  linkName: "note",
  initial: [],
  isUsed: (value) => value.length > 0,
  file: {
    write: (value) =>
      value.map(({ id, text, position: { x, y } }) => ({ id, text, position: { x, y } })),
    read: (json, path) =>
      readList(json, path).map((item, index) => {
        const at = `${path}[${index}]`;
        const { id, text, position } = readObject(item, at, ["id", "text", "position"]);
        const { x, y } = readObject(position, `${at}.position`, ["x", "y"]);
        return {
          id: readText(id, `${at}.id`),
          text: readText(text, `${at}.text`),
          position: {
            x: readNumber(x, `${at}.position.x`),
            y: readNumber(y, `${at}.position.y`),
          },
        };
      }),
  },
  link: {
    write: (value) => value.map(({ id, text, position: { x, y } }) => [id, text, x, y]),
    read: (json, path) =>
      readList(json, path).map((item, index) => {
        const at = `${path}[${index}]`;
        const [id, text, x, y, ...more] = readList(item, at);
        if (more.length > 0) malformed(at, "list");
        return {
          id: readText(id, `${at}[0]`),
          text: readText(text, `${at}[1]`),
          position: { x: readNumber(x, `${at}[2]`), y: readNumber(y, `${at}[3]`) },
        };
      }),
  },
  check: checkNotes,
};

function checkNotes(value: readonly Note[]): DocumentProblem | null {
  if (value.length > MOST_NOTES) return { kind: "note", index: value.length, reason: "too-many" };
  const ids = new Set<string>();
  for (const [index, { id, text, position }] of value.entries()) {
    if (!ID.test(id) || ids.has(id)) return { kind: "note", index, reason: "id" };
    ids.add(id);
    if (text.length > LONGEST_NOTE) return { kind: "note", index, reason: "text" };
    const isWithin = [position.x, position.y].every(
      (coordinate) => Math.abs(coordinate) <= LIMITS.position,
    );
    if (!isWithin) return { kind: "note", index, reason: "position" };
  }
  return null;
}
