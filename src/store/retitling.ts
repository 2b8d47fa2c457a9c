import type { BackflowDocument } from "@/graph";
import type { History } from "./history";

/** Gives a document another title in all of its history, so that no undo brings the old one back. */
export function retitleHistory(
  history: History<BackflowDocument>,
  from: string,
  to: string,
): History<BackflowDocument> {
  if (from === to) return history;
  const retitle = (document: BackflowDocument): BackflowDocument =>
    document.title === from ? { ...document, title: to } : document;
  return {
    ...history,
    past: history.past.map(retitle),
    present: retitle(history.present),
    future: history.future.map(retitle),
  };
}
