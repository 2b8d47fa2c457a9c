import type { BackflowDocument } from "@/graph";

/** A ready-made document with its story. */
export interface Preset {
  /** Its name in links: #preset=<slug>. */
  readonly slug: string;
  readonly title: string;
  /** One line for the gallery, up to 100 characters. */
  readonly story: string;
  /** Two to four sentences, shown when it is opened: what to look for, what to try. */
  readonly words: string;
  /** What stands beside the graph when it is opened first; nothing where it is left out. */
  readonly pane?: "data" | "network";
  readonly document: BackflowDocument;
}
