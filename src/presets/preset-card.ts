import type { BackflowDocument } from "@/graph";
import type { Sentence } from "./words";

/** What the gallery, links and the sheet of commands know of a preset before it is opened. */
export interface PresetCard {
  /** Its name in links: #preset=<slug>. */
  readonly slug: string;
  readonly title: string;
  /** One line for the gallery, up to 100 characters. */
  readonly story: string;
  /** What stands beside the graph when it is opened first; nothing where it is left out. */
  readonly pane?: "data" | "network" | "training";
  /** Its content, which is a file of its own. Rejects where that cannot be fetched. */
  load(): Promise<PresetContent>;
}

/** What is needed of a preset once it is opened. */
export interface PresetContent {
  /** Two to four sentences, shown when it is opened: what to look for, what to try. They are about the graph as it is now. */
  readonly words: readonly Sentence[];
  /** The document, with all that belongs to it; a new one each time. */
  make(): BackflowDocument;
}
