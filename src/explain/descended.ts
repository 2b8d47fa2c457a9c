import { trainingRows } from "@/data";
import { differentiatesNoLoss } from "@/engine";
import type { BackflowDocument } from "@/graph";
import { objectiveText } from "./formulas";

/** What decides which number a training makes smaller: the graph, and the rows that it is the mean over. */
export type Descended = Pick<BackflowDocument, "graph" | "data">;

/** What a run makes smaller: L, or, where a chosen output is no loss, that output, of several rows its mean. */
export function descendedText({ graph, data }: Descended): string {
  if (!differentiatesNoLoss(graph)) return "L";
  const output = objectiveText(graph);
  return trainingRows(data) === 1 ? output : `mean ${output}`;
}

/** Its gradient by all parameters: "∇L", "∇(mean f)". */
export function slopeText(document: Descended): string {
  const descended = descendedText(document);
  return descended.includes(" ") ? `∇(${descended})` : `∇${descended}`;
}
