import { trainingRows } from "@/data";
import { differentiatesNoLoss } from "@/engine";
import type { BackflowDocument } from "@/graph";
import { objectiveText } from "../formulas";

type Trained = Pick<BackflowDocument, "graph" | "data">;

/** What a run makes smaller: L, or, where a chosen output is no loss, that output, of several rows its mean. */
export function descendedText({ graph, data }: Trained): string {
  if (!differentiatesNoLoss(graph)) return "L";
  const output = objectiveText(graph);
  return trainingRows(data) === 1 ? output : `mean ${output}`;
}

/** What a run of a graph without a loss does; null where there is one. */
export function withoutLossSentence({ graph, data }: Trained): string | null {
  if (!differentiatesNoLoss(graph)) return null;
  const output = objectiveText(graph);
  const descended = descendedText({ graph, data });
  return `There is no loss: a run makes ${descended} itself smaller, without end if nothing bounds it. Add a loss, unless ${output} is an error, such as (f − y)².`;
}
