import { dsvFormat } from "d3-dsv";
import type { Column } from "./column";
import { isMissing, type NumberProblem, readNumber } from "./csv-number";
import { MOST_ROWS } from "./limits";

/** What may stand between two fields of a line. */
export const CSV_SEPARATORS = [",", ";", "\t"] as const;
export type CsvSeparator = (typeof CSV_SEPARATORS)[number];

/** One column of a CSV. */
export type CsvColumn =
  | { readonly kind: "numbers"; readonly name: string; readonly numbers: Column }
  /** Text. `classes` has each different text once, in the order of their first rows; `labels` its index there, row by row. */
  | {
      readonly kind: "classes";
      readonly name: string;
      readonly classes: readonly string[];
      readonly labels: Uint16Array;
    };

/** A CSV that was read whole. */
export interface CsvTable {
  readonly separator: CsvSeparator;
  /** Is the first line one of names? Without it columns are called "column 1" and so on. */
  readonly hasHeading: boolean;
  readonly rows: number;
  readonly columns: readonly CsvColumn[];
}

/** Where a field stands: its line in the file, from 1, and the name of its column. */
export interface FieldPlace {
  readonly line: number;
  readonly column: string;
}

/** Why a text is not taken. Nothing of it is. */
export type CsvProblem =
  /** Of a file: it is gone, or the browser does not give it. */
  | { readonly kind: "unreadable" }
  | { readonly kind: "spreadsheet" }
  | { readonly kind: "not-text" }
  | { readonly kind: "too-large"; readonly bytes: number }
  | { readonly kind: "no-rows" }
  | { readonly kind: "too-many-rows"; readonly rows: number }
  | { readonly kind: "too-many-columns"; readonly columns: number }
  | { readonly kind: "open-quote" | "quote-inside"; readonly line: number }
  | {
      readonly kind: "unequal-rows";
      readonly line: number;
      readonly fields: number;
      readonly expected: number;
    }
  | {
      readonly kind: "bad-number";
      readonly at: FieldPlace;
      readonly text: string;
      readonly why: NumberProblem;
    }
  | {
      readonly kind: "too-many-classes";
      readonly column: string;
      readonly classes: number;
      readonly at: FieldPlace;
      readonly text: string;
    };

/** A table, or the first problem that stands against reading the text as one. */
export type CsvReading =
  | { readonly ok: true; readonly value: CsvTable }
  | { readonly ok: false; readonly problem: CsvProblem };

/** What the user knows better than the guess. */
export interface CsvOptions {
  readonly separator?: CsvSeparator | undefined;
  readonly hasHeading?: boolean | undefined;
}

/** More different texts than this are no classes. */
const MOST_CLASSES = 1000;
/** Columns that a table may have: as many as the widest layer that anybody would feed from a CSV. */
const MOST_COLUMNS = 2000;

const problemOf = (problem: CsvProblem): CsvReading => ({ ok: false, problem });

/** One line of the file with its fields. */
interface Line {
  readonly number: number;
  readonly fields: readonly string[];
}

/**
 * Reads a text of separated fields: comma, semicolon or tab, quotes as in RFC 4180, a decimal comma where the separator
 * is not one, with or without a line of names. Separator and heading are guessed unless `options` says them. Empty lines
 * are passed over.
 */
export function readCsv(text: string, options: CsvOptions = {}): CsvReading {
  if (text.startsWith("PK\u0003\u0004")) return problemOf({ kind: "spreadsheet" });
  const plain = text.replace(/^\uFEFF/, "");
  const separator = options.separator ?? likelySeparator(plain);
  const misquoted = quoteProblem(plain, separator);
  if (misquoted) return problemOf(misquoted);
  const lines = linesOf(plain, separator);
  const first = lines[0];
  if (first === undefined) return problemOf({ kind: "no-rows" });

  const expected = first.fields.length;
  if (expected > MOST_COLUMNS) return problemOf({ kind: "too-many-columns", columns: expected });
  const unequal = lines.find(({ fields }) => fields.length !== expected);
  if (unequal) {
    const { number, fields } = unequal;
    return problemOf({ kind: "unequal-rows", line: number, fields: fields.length, expected });
  }

  const hasHeading = options.hasHeading ?? isHeading(first.fields, separator);
  const rows = hasHeading ? lines.slice(1) : lines;
  if (rows.length === 0) return problemOf({ kind: "no-rows" });
  if (rows.length > MOST_ROWS) return problemOf({ kind: "too-many-rows", rows: rows.length });

  const columns: CsvColumn[] = [];
  for (const [index, heading] of first.fields.entries()) {
    const name = (hasHeading && heading.trim()) || `column ${index + 1}`;
    const column = readColumn(name, index, rows, separator);
    if ("problem" in column) return problemOf(column.problem);
    columns.push(column.value);
  }
  return { ok: true, value: { separator, hasHeading, rows: rows.length, columns } };
}

/** The lines that are not empty, with their numbers in the file. */
function linesOf(text: string, separator: CsvSeparator): Line[] {
  const lines: Line[] = [];
  let number = 1;
  for (const fields of dsvFormat(separator).parseRows(text)) {
    if (fields.some((field) => field.trim() !== "")) lines.push({ number, fields });
    number += 1;
    for (const field of fields) number += lineBreaksIn(field);
  }
  return lines;
}

function lineBreaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** A quote that is never closed, or one that is closed before its field ends: the reader would lose text there. */
function quoteProblem(text: string, separator: CsvSeparator): CsvProblem | null {
  const ends = new Set([separator, "\r", "\n", undefined]);
  let line = 1;
  let isStart = true;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"' && isStart) {
      const close = closingQuote(text, at);
      if (close < 0) return { kind: "open-quote", line };
      line += lineBreaksIn(text.slice(at, close));
      if (!ends.has(text[close + 1])) return { kind: "quote-inside", line };
      at = close;
      isStart = false;
      continue;
    }
    const isLineEnd = character === "\n" || (character === "\r" && text[at + 1] !== "\n");
    if (isLineEnd) line++;
    isStart = isLineEnd || character === separator;
  }
  return null;
}

/** Where the field ends whose quote opens at `open`: two quotes stand for one. −1 where it does not. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}

/** How many lines are looked at for a guess. */
const LOOKED_AT = 40;

/** The separator by which most fields of the first lines are numbers, in lines of equally many fields. */
function likelySeparator(text: string): CsvSeparator {
  let best: { separator: CsvSeparator; score: number } = { separator: ",", score: -1 };
  // A separator between quotes is none.
  const lines = text
    .replace(/"[^"]*"/g, (quoted) => quoted.replace(/[",;\t\r\n]/g, ""))
    .split(/\r\n|\r|\n/, 2 * LOOKED_AT)
    .filter((line) => line.trim() !== "")
    .slice(0, LOOKED_AT);
  for (const separator of ["\t", ";", ","] as const) {
    const rows = lines.map((line) => line.split(separator));
    const width = rows[0]?.length ?? 1;
    if (width < 2) continue;
    const fields = rows.flat();
    const numbers = fields.filter((field) => readNumber(field, separator !== ",").ok).length;
    const isEven = rows.every((row) => row.length === width);
    const score = (isEven ? 2 : 1) + numbers / fields.length;
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** A line of names has no number in it, and nothing that stands for a missing one. */
function isHeading(fields: readonly string[], separator: CsvSeparator): boolean {
  const isData = (field: string) => isMissing(field) || readNumber(field, separator !== ",").ok;
  return !fields.some((field) => field.trim() !== "" && isData(field));
}

function readColumn(
  name: string,
  index: number,
  rows: readonly Line[],
  separator: CsvSeparator,
): { readonly value: CsvColumn } | { readonly problem: CsvProblem } {
  const numbers = new Float64Array(rows.length);
  let bad: { readonly problem: CsvProblem } | null = null;
  let good = 0;
  for (const [row, { number, fields }] of rows.entries()) {
    const text = fields[index] ?? "";
    const read = readNumber(text, separator !== ",");
    if (read.ok) {
      numbers[row] = read.value;
      good++;
    } else {
      const at = { line: number, column: name };
      bad ??= { problem: { kind: "bad-number", at, text, why: read.why } };
    }
  }
  if (bad === null) return { value: { kind: "numbers", name, numbers } };
  const missing = rows.filter(({ fields }) => isMissing(fields[index] ?? "")).length;
  // A number here and there does not make text of numbers, nor does a gap make classes of them.
  if (good > 0 || missing > 0) {
    const isText = good + missing < rows.length / 2 && missing === 0;
    if (!isText) return bad;
  }
  return readClasses(name, index, rows);
}

function readClasses(
  name: string,
  index: number,
  rows: readonly Line[],
): { readonly value: CsvColumn } | { readonly problem: CsvProblem } {
  const labelOf = new Map<string, number>();
  const labels = new Uint16Array(rows.length);
  for (const [row, { number, fields }] of rows.entries()) {
    const text = (fields[index] ?? "").trim();
    const label = labelOf.get(text) ?? labelOf.size;
    if (label >= MOST_CLASSES) {
      const at = { line: number, column: name };
      return {
        problem: { kind: "too-many-classes", column: name, classes: MOST_CLASSES, at, text },
      };
    }
    labelOf.set(text, label);
    labels[row] = label;
  }
  return { value: { kind: "classes", name, classes: [...labelOf.keys()], labels } };
}
