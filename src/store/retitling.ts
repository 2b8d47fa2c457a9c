import type { BackflowDocument } from "@/graph";
import type { History } from "./history";

/** Gives the documents of a history another title. */
export type Retitling = (history: History<BackflowDocument>) => History<BackflowDocument>;

/**
 * What gives a document another title in all of its history, so that no undo brings the old one back. A document or
 * history that it meets twice becomes the same one twice: what is stored of it then need not be stored again.
 */
export function retitling(from: string, to: string): Retitling {
  const documents = new Map<BackflowDocument, BackflowDocument>();
  const histories = new Map<History<BackflowDocument>, History<BackflowDocument>>();
  const retitle = (document: BackflowDocument): BackflowDocument => {
    if (document.title !== from) return document;
    const retitled = documents.get(document) ?? { ...document, title: to };
    documents.set(document, retitled);
    return retitled;
  };
  return (history) => {
    if (from === to) return history;
    const retitled = histories.get(history) ?? {
      ...history,
      past: history.past.map(retitle),
      present: retitle(history.present),
      future: history.future.map(retitle),
    };
    histories.set(history, retitled);
    return retitled;
  };
}
