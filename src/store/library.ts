import type { Result } from "@/graph";

/** A document of one's own as it lies in this browser. */
export interface KeptDocument {
  readonly id: string;
  readonly title: string;
  /** As a file would hold it. */
  readonly text: string;
  /** Time of the last edit, in milliseconds since 1970. */
  readonly savedAt: number;
}

/** The documents edited last, and how many there are in all. */
export interface KeptDocuments {
  readonly documents: readonly KeptDocument[];
  readonly total: number;
}

/** The documents kept in this browser; `app/` provides it. What cannot be done is told in a notice. */
export interface Library {
  /** The ones edited last, at most `limit`; or a sentence: why they cannot be listed. A slow storage is waited for. */
  list(limit: number): Promise<Result<KeptDocuments, string>>;
  /** Puts a document on the page. */
  open(id: string): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  /** Keeps a copy beside it. */
  duplicate(id: string): Promise<void>;
  /** Deletes it; a notice offers to undo that. */
  remove(id: string): Promise<void>;
  /** Downloads its text as it is. */
  saveFile(document: KeptDocument): void;
  /** Calls when the list has changed; returns what stops it. */
  onChange(listener: () => void): () => void;
}
