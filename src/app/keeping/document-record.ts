import type { View } from "@/store";

/** One document as it is kept in this browser. */
export interface DocumentRecord extends View {
  readonly id: string;
  readonly title: string;
  /** The document as a file would hold it. */
  readonly text: string;
  /** The preset that it was made from, whose story it keeps. */
  readonly preset: string | null;
  /** Time of the last edit, in milliseconds since 1970. */
  readonly savedAt: number;
  /** Counts the edits that were written; 0 before the first. */
  readonly revision: number;
  /** Who wrote the last edit: one opening of the document in one tab. */
  readonly writer: string;
}
