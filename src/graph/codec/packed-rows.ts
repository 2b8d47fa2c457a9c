import type { Column, DataTable } from "@/data";
import { isTableNode } from "../columns";
import type { Graph, NodeId } from "../document";
import type { Json } from "../json";
import { malformed, readList, readNumbers, readText, readWhole } from "../reader";

/**
 * Rows of one's own in a link. As a list of numbers each would bring its separator, sign and point. A column of decimals is
 * packed instead: whole numbers from the least one on, all of equally many digits, one text without separators. 100
 * rows of two columns of four digits take 520 characters so, and 800 as a list.
 *
 * A packed column is [places, least, base, digits, text]: each number is (least + n) / 10^places, with n written in
 * `digits` characters to the base. A column that holds anything else is the list of its numbers.
 */
export const PACKED_IN_LINK = "c";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/** Fewer rows are written as ever, and open in the oldest page. */
const FEWEST_ROWS = 17;
const MOST_PLACES = 12;
/** So many digits to the base 64 go beyond the largest whole number there is. */
const MOST_DIGITS = 9;

/** Is a table written in packed columns? */
export function isPacked({ rows, source, columns }: DataTable): boolean {
  return source.kind === "own" && rows >= FEWEST_ROWS && columns.size > 0;
}

/** All columns of the table, those of the inputs and targets in document order. */
export function packedRows(graph: Graph, { columns }: DataTable): Json {
  return graph.nodes.flatMap(({ id }) => (columns.get(id) ?? []).map(packed));
}

/** The same columns again, of so many rows. */
export function rowsFromPacked(
  json: unknown,
  path: string,
  graph: Graph,
  rows: number,
): ReadonlyMap<NodeId, readonly Column[]> {
  const list = readList(json, path);
  const columns = new Map<NodeId, readonly Column[]>();
  let used = 0;
  for (const node of graph.nodes.filter(isTableNode)) {
    // Before anything of that size is made: the width is only a claim so far.
    if (used + node.width > list.length) malformed(path, "list");
    const own = list.slice(used, used + node.width);
    used += node.width;
    columns.set(
      node.id,
      own.map((column) => unpacked(column, path, rows)),
    );
  }
  if (used !== list.length) malformed(path, "nothing more");
  return columns;
}

function packed(column: Column): Json {
  const places = placesOf(column);
  if (places === null) return [...column];
  const scale = 10 ** places;
  const whole = Array.from(column, (value) => Math.round(value * scale));
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of whole) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (!Number.isSafeInteger(most - least)) return [...column];
  const { base, digits } = numeralsFor(most - least + 1);
  let text = "";
  for (const value of whole) text += numeral(value - least, base, digits);
  return [places, least, base, digits, text];
}

/** The fewest decimals that say each number exactly; null where none do. */
function placesOf(column: Column): number | null {
  for (let places = 0; places <= MOST_PLACES; places++) {
    const scale = 10 ** places;
    const isExact = (value: number) => {
      const whole = Math.round(value * scale);
      // −0 is no whole number that could be told from 0.
      return Number.isSafeInteger(whole) && Object.is((whole + 0) / scale, value);
    };
    if (column.every(isExact)) return places;
  }
  return null;
}

/** The fewest digits for so many different numbers, and the smallest base for which they do. */
function numeralsFor(count: number): { readonly base: number; readonly digits: number } {
  let digits = 1;
  while (ALPHABET.length ** digits < count) digits++;
  let base = Math.max(2, Math.floor(count ** (1 / digits)));
  while (base ** digits < count) base++;
  return { base, digits };
}

function numeral(value: number, base: number, digits: number): string {
  let text = "";
  let left = value;
  for (let digit = 0; digit < digits; digit++) {
    text = `${ALPHABET[left % base] ?? ""}${text}`;
    left = Math.floor(left / base);
  }
  return text;
}

function unpacked(json: unknown, path: string, rows: number): Column {
  const list = readList(json, path);
  if (typeof list[4] !== "string") return Float64Array.from(readNumbers(json, path, rows));
  const [places, least, base, digits] = readNumbers(list.slice(0, 4), path, 4).map((value) =>
    readWhole(value, path),
  ) as [number, number, number, number];
  const text = readText(list[4], path);
  const isRight =
    list.length === 5 &&
    places >= 0 &&
    places <= MOST_PLACES &&
    base >= 2 &&
    base <= ALPHABET.length &&
    digits >= 1 &&
    digits <= MOST_DIGITS &&
    text.length === rows * digits;
  if (!isRight) return malformed(path, "list of numbers");
  const scale = 10 ** places;
  return Float64Array.from({ length: rows }, (_, row) => {
    let value = 0;
    for (let at = row * digits; at < (row + 1) * digits; at++) {
      const digit = ALPHABET.indexOf(text.charAt(at));
      if (digit < 0 || digit >= base) return malformed(path, "list of numbers");
      value = value * base + digit;
    }
    return (least + value) / scale;
  });
}
