import type { DocumentProblem, Expected, ReadProblem } from "./problems";
import { failure, type Result, success } from "./result";

/**
 * Readers of untrusted JSON: each hands over the wanted type or gives up. They are thrown through on failure, and
 * `reading` turns that into a result, so that a format can be read straight down, field by field.
 */
class Refusal extends Error {
  constructor(readonly problem: ReadProblem) {
    super(problem.kind);
  }
}

/** What `read` makes, or the problem for which it gave up. */
export function reading<Value>(read: () => Value): Result<Value, ReadProblem> {
  try {
    return success(read());
  } catch (refusal) {
    if (refusal instanceof Refusal) return failure(refusal.problem);
    throw refusal;
  }
}

/** Gives up on a document that would not be sound. */
export function refuse(problem: DocumentProblem): never {
  throw new Refusal({ kind: "refused", problem });
}

/** An object has a field that no reader asks for. Dropped, it would be lost in silence. */
export function refuseField(path: string, field: string): never {
  throw new Refusal({ kind: "unknown-field", path, field });
}

/** Gives up on a value that is not what is expected at a path, such as `nodes[3].symbol`. */
export function malformed(path: string, expected: Expected): never {
  throw new Refusal({ kind: "malformed", path, expected });
}

/** The parsed JSON; undefined where the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text, however long; gives up on anything else, as all readers below do. */
export function readText(value: unknown, path: string): string {
  return typeof value === "string" ? value : malformed(path, "text");
}

/** A list of texts. */
export function readTexts(value: unknown, path: string): readonly string[] {
  return readList(value, path).map((item, index) => readText(item, `${path}[${index}]`));
}

/** A number; Infinity passes, which JSON holds as 1e999. */
export function readNumber(value: unknown, path: string): number {
  return typeof value === "number" ? value : malformed(path, "number");
}

/** A whole number of either sign that a float64 holds exactly. */
export function readWhole(value: unknown, path: string): number {
  return Number.isSafeInteger(value) ? (value as number) : malformed(path, "whole number");
}

/** A list of anything. */
export function readList(value: unknown, path: string): readonly unknown[] {
  return Array.isArray(value) ? value : malformed(path, "list");
}

/** A list of numbers, of the given length if there is one. Infinity passes here; the check names its node. */
export function readNumbers(value: unknown, path: string, length?: number): readonly number[] {
  return isNumbers(value) && (length === undefined || value.length === length)
    ? value
    : malformed(path, "list of numbers");
}

/** Rows of numbers, each of any length. Infinity passes here too. */
export function readRows(value: unknown, path: string): readonly (readonly number[])[] {
  const rows = readList(value, path);
  return rows.every(isNumbers) ? rows : malformed(path, "rows of numbers");
}

/** The members of a JSON object, which may have no others than those that are asked for by name. */
export function readObject<Key extends string>(
  value: unknown,
  path: string,
  keys: readonly Key[],
): { readonly [key in Key]?: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return malformed(path, "object");
  }
  const known: readonly string[] = keys;
  for (const field of Object.keys(value)) if (!known.includes(field)) refuseField(path, field);
  const members: { [key in Key]?: unknown } = {};
  for (const key of keys) {
    if (Object.hasOwn(value, key)) members[key] = (value as { [key in Key]?: unknown })[key];
  }
  return members;
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === "number");
}
