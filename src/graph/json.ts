/** A part of a text that is written already, for the place where it stands. */
export class Written {
  constructor(readonly text: string) {}
}

/** What is written as JSON. A field that is undefined is left out. */
export type Json =
  | Written
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * JSON without line breaks; `gap` follows commas and colons. Unlike JSON.stringify it keeps −0, which JSON.parse reads
 * back, and leaves ±∞ recognisable (1e999), so that a reader can name the node instead of finding a hole.
 */
export function lineOfJson(value: Json, gap = ""): string {
  if (typeof value === "number") return numberText(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (value instanceof Written) return value.text;
  if (isList(value)) return `[${value.map((item) => lineOfJson(item, gap)).join(`,${gap}`)}]`;
  const inside = members(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${gap}${lineOfJson(item, gap)}`,
  );
  return inside.length > 0 && gap ? `{ ${inside.join(`,${gap}`)} }` : `{${inside.join(`,${gap}`)}}`;
}

/** The longest line of JSON for people, with the comma that may follow. */
const COLUMNS = 100;
/** Texts longer than this are put together with +: engines copy them once then, when the whole is read. */
const LONG = 4000;

/** JSON for people: two spaces, and on one line what fits into 100 columns. */
export function prettyJson(value: Json, indent = "", before = 0): string {
  if (value === null || typeof value !== "object" || value instanceof Written) {
    return lineOfJson(value);
  }
  const deeper = `${indent}  `;
  const list = isList(value);
  const inside = list
    ? value.map((item) => prettyJson(item, deeper))
    : members(value).map(([key, item]) => {
        const name = `${JSON.stringify(key)}: `;
        return name + prettyJson(item, deeper, name.length);
      });
  // What does not fit into one line by itself fits into none with others.
  let length = indent.length + before + (list ? 2 : 4) + 2 * (inside.length - 1);
  // Looking into a long text would copy it.
  for (const text of inside) {
    length += text.length < COLUMNS && text.includes("\n") ? COLUMNS : text.length;
  }
  if (inside.length === 0) return list ? "[]" : "{}";
  if (length < COLUMNS) return list ? `[${inside.join(", ")}]` : `{ ${inside.join(", ")} }`;
  const lines = inside.map((text) => `\n${deeper}${text}`);
  const isLong = inside.some((text) => text.length > LONG);
  const body = isLong ? lines.reduce((all, line) => `${all},${line}`) : lines.join(",");
  return list ? `[${body}\n${indent}]` : `{${body}\n${indent}}`;
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0";
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "null" : value > 0 ? "1e999" : "-1e999";
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function members(value: { readonly [key: string]: Json | undefined }): [string, Json][] {
  return Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined);
}
