import { opOf, ops } from "@/ops";
import type { BackflowDocument, DocumentParts, Graph } from "../document";
import type { Json } from "../json";
import type { DocumentProblem } from "../problems";
import { figures } from "./figures";
import { groups } from "./groups";
import { made } from "./made";
import { notes } from "./notes";
import type { DocumentPart } from "./part";
import { pauses } from "./pauses";
import { pictures } from "./pictures";
import { ROWS_SINCE, usesRows } from "./rows";
import { thresholds } from "./thresholds";
import { training } from "./training";

type PartName = keyof DocumentParts;
type PartOf<Name extends PartName> = DocumentPart<DocumentParts[Name]>;

/**
 * Every part of a document beside its title, graph, numbers and layout. Their order is the one in which they are
 * written, so it is append-only.
 */
const table: { readonly [Name in PartName]: PartOf<Name> } = {
  thresholds,
  training,
  figures,
  pictures,
  made,
  pauses,
  groups,
  notes,
};

const names = Object.keys(table) as readonly PartName[];

/** The parts of a document that uses none. */
export const initialParts: DocumentParts = collect((_, part) => part.initial);

/** What a page knows of the format. There is one for each version, so that a test can play an older page. */
export interface Format {
  readonly version: number;
  readonly parts: readonly PartName[];
}

/** The format as it was at a version. */
export function formatAt(version: number): Format {
  return { version, parts: names.filter((name) => table[name].since <= version) };
}

/** The format of today. */
export const FORMAT = formatAt(
  Math.max(
    ROWS_SINCE,
    ...names.map((name) => table[name].since),
    ...ops.map(({ since = 1 }) => since),
  ),
);

/**
 * The version that a document is written as: the first that holds all that it uses. So what uses nothing new is
 * written as ever, byte for byte, and opens in the oldest page.
 */
export function versionOf(document: BackflowDocument): number {
  let version = usesRows(document.data) ? ROWS_SINCE : 1;
  for (const { op } of document.graph.nodes) version = Math.max(version, opOf(op).since ?? 1);
  for (const name of names) {
    if (isUsed(name, document)) version = Math.max(version, table[name].since);
  }
  return version;
}

/** The fields of a file that hold the parts in use. Version 1 wrote its parts whether they were used or not. */
export function partsForFile(document: BackflowDocument): { readonly [name: string]: Json } {
  const written = names.filter((name) => table[name].since === 1 || isUsed(name, document));
  return Object.fromEntries(written.map((name) => [name, forFile(name, document)]));
}

/** The parts in the fields of a file; where one is missing, the part is not used. */
export function partsFromFile(fields: { readonly [name in PartName]?: unknown }): DocumentParts {
  return collect((name, { initial, file }) =>
    fields[name] === undefined ? initial : file.read(fields[name], name),
  );
}

/** The members of a link's `rest` that hold the parts in use. */
export function partsForLink(document: BackflowDocument): { readonly [name: string]: Json } {
  const used = names.filter((name) => isUsed(name, document));
  return Object.fromEntries(used.map((name) => [table[name].linkName, forLink(name, document)]));
}

/** The parts in the members of a link's `rest`; where one is missing, the part is not used. */
export function partsFromLink(
  members: { readonly [name: string]: unknown },
  graph: Graph,
): DocumentParts {
  return collect((_, { initial, link, linkName }) =>
    members[linkName] === undefined ? initial : link.read(members[linkName], linkName, graph),
  );
}

/** The names that the parts of a format have in links. */
export function linkNames(format: Format): readonly string[] {
  return format.parts.map((name) => table[name].linkName);
}

/** The first thing that is wrong with a part, in a document of which the rest is sound; null if nothing is. */
export function checkParts(document: BackflowDocument): DocumentProblem | null {
  for (const name of names) {
    const problem = check(name, document);
    if (problem) return problem;
  }
  return null;
}

/** The document after an edit of its structure: parts speak of what is there. The same one where they do already. */
export function followParts(document: BackflowDocument): BackflowDocument {
  const parts = collect((name, part) => {
    const value = partOf(name, document);
    return part.follow ? part.follow(value, document) : value;
  });
  const isSame = names.every((name) => Object.is(parts[name], document[name]));
  return isSame ? document : { ...document, ...parts };
}

function collect(
  valueFor: <Name extends PartName>(name: Name, part: PartOf<Name>) => DocumentParts[Name],
): DocumentParts {
  const values = names.map((name) => [name, valueFor(name, table[name])]);
  // Each name of the table has its value.
  return Object.fromEntries(values) as DocumentParts;
}

function partOf<Name extends PartName>(name: Name, parts: DocumentParts): DocumentParts[Name] {
  return parts[name];
}

function isUsed<Name extends PartName>(name: Name, document: BackflowDocument): boolean {
  return table[name].isUsed(partOf(name, document));
}

function forFile<Name extends PartName>(name: Name, document: BackflowDocument): Json {
  return table[name].file.write(partOf(name, document));
}

function forLink<Name extends PartName>(name: Name, document: BackflowDocument): Json {
  return table[name].link.write(partOf(name, document), document.graph);
}

function check<Name extends PartName>(
  name: Name,
  document: BackflowDocument,
): DocumentProblem | null {
  return table[name].check(partOf(name, document), document);
}
