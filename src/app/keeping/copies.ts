import { LIMITS, readFile, writeFile } from "@/graph";
import type { DocumentRecord } from "./document-record";

/** What a copy is called, within the limit of titles. */
export function titleOfCopy(title: string): string {
  const end = " (copy)";
  return `${(title || "Untitled").slice(0, LIMITS.title - end.length)}${end}`;
}

/** A record under the title of a copy; one whose text cannot be read stays as it is. */
export function recordOfCopy(record: DocumentRecord): DocumentRecord {
  const read = readFile(record.text);
  if (!read.ok) return record;
  const title = titleOfCopy(record.title);
  return { ...record, title, text: writeFile({ ...read.value, title }) };
}
