import { differentiatesNoLoss } from "@/engine";
import { type Descended, descendedText } from "../descended";
import { objectiveText } from "../formulas";

/** What a run of a graph without a loss does; null where there is one. */
export function withoutLossSentence({ graph, data }: Descended): string | null {
  if (!differentiatesNoLoss(graph)) return null;
  const output = objectiveText(graph);
  const descended = descendedText({ graph, data });
  return `There is no loss: a run makes ${descended} itself smaller, without end if nothing bounds it. Add a loss, unless ${output} is an error, such as (f − y)².`;
}
