import type { BackflowDocument } from "@/graph";
import type { Origin } from "./origin";

/** What is known when a document is opened. */
export interface Opening {
  readonly document: BackflowDocument;
  readonly origin: Origin;
  /** Does its view say where the camera was? Else the whole graph is shown. */
  readonly hasViewport: boolean;
}

/** How a key is written into a view, such as that of a record or of an entry of the history, and read again. */
export interface Keeping<Name extends string, Value, Kept> {
  /** What it is called there. */
  readonly name: Name;
  /** Is it part of the place in the run, which the address tells beside the graph (`sharedViewOf`)? */
  readonly shared: boolean;
  write(value: Value, document: BackflowDocument): Kept;
  /** Is what was found there a value of this key? Anybody may write to the storage of a browser. */
  isKept(found: unknown): boolean;
  /** The value as far as it fits the document. What is read is undefined where the view is older than the key, or there is none. */
  read(kept: Kept | undefined, document: BackflowDocument): Value;
}

/*
 * A key of the state is declared once: what it is at first, and what becomes of it. Opening and saving follow from that,
 * and so does the type of the state.
 */

/** What is open: written by `graph/` and by `app/keeping/`. Edits and undo change the document. */
export function documentKey<Value>(first: (opening: Opening) => Value) {
  return { scope: "document", first } as const;
}

/** Kept with the document: restored when it is opened again, but not undone. */
export function keptKey<const Name extends string, Value, Kept>(
  keeping: Keeping<Name, Value, Kept>,
) {
  const first = ({ document }: Opening): Value => keeping.read(undefined, document);
  return { scope: "kept", keeping, first } as const;
}

/** Begins anew with each document. */
export function passingKey<Value>(first: Value) {
  return { scope: "passing", first: (_opening: Opening): Value => first } as const;
}

/** Begins anew with each document, as that is opened. */
export function passingKeyBy<Value>(first: (opening: Opening) => Value) {
  return { scope: "passing", first } as const;
}

/** Belongs to the page: stays, whatever is opened. */
export function pageKey<Value>(first: Value) {
  return { scope: "page", first: (_opening: Opening): Value => first } as const;
}

/** A declared key without the type of its value: for code that goes through all keys. */
export interface AnyKey {
  readonly scope: "document" | "kept" | "passing" | "page";
  first(opening: Opening): unknown;
  readonly keeping?: Keeping<string, unknown, unknown>;
}

/** Declared keys by name: all slices together. */
export interface Table {
  readonly [key: string]: AnyKey;
}

interface Values {
  readonly [key: string]: unknown;
}

/** The values of all keys once a document is opened as a view says; `before`: those of the page so far. */
export function valuesAtOpening(
  table: Table,
  opening: Opening,
  view: Values,
  before: Values | null,
): Values {
  return mapValues(table, ({ scope, keeping, first }, key) => {
    if (keeping) return keeping.read(view[keeping.name], opening.document);
    return scope === "page" && before ? before[key] : first(opening);
  });
}

/** What a view of the document holds, or, of that, what a link carries. */
export function viewIn(
  table: Table,
  state: Values,
  document: BackflowDocument,
  part: "kept" | "shared" = "kept",
): Values {
  const kept = Object.entries(table).flatMap(([key, { keeping }]) =>
    keeping && (part === "kept" || keeping.shared)
      ? [[keeping.name, keeping.write(state[key], document)] as const]
      : [],
  );
  return Object.fromEntries(kept);
}

/** Is what was found in the storage of a browser a view? It may be of before there were all keys. */
export function isViewFor(table: Table, found: unknown): boolean {
  if (typeof found !== "object" || found === null) return false;
  const values = found as Values;
  return Object.values(table).every(
    ({ keeping }) =>
      !keeping || values[keeping.name] === undefined || keeping.isKept(values[keeping.name]),
  );
}

/** Has anything changed that is kept: the document, or how it is looked at? */
export function isKeptChange(table: Table, state: Values, previous: Values): boolean {
  return Object.entries(table).some(
    ([key, { keeping }]) => keeping !== undefined && state[key] !== previous[key],
  );
}

function mapValues(table: Table, find: (declared: AnyKey, key: string) => unknown): Values {
  return Object.fromEntries(
    Object.entries(table).map(([key, declared]) => [key, find(declared, key)]),
  );
}
