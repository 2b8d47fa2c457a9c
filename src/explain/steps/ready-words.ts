import { type Evaluation, hasObjective, type Trace } from "@/engine";
import { objectiveText, sumsLosses } from "../formulas";
import { countWord } from "../numbers";
import { explainIncomplete } from "../problems/incomplete";

/** What pressing Play does, or, while `trains`, Run and Step; or why they can do nothing. */
export function readyWords(evaluation: Evaluation, trace: Trace, trains = false): string {
  const { graph } = evaluation;
  if (graph.nodes.length === 0) {
    return "There is nothing to run yet. Add a node, choose a preset, or open a file.";
  }
  const [first] = evaluation.plan.topology.incomplete;
  const missing: string[] = [];
  if (first) {
    const node = graph.nodes[first[0]];
    if (node) missing.push(explainIncomplete(graph, node, first[1]));
  }
  if (trace.count === 0) {
    return ["There is nothing to compute yet.", ...missing].join(" ");
  }
  if (!hasObjective(evaluation)) {
    return [
      "Play runs the forward pass. There is no backward pass, for there is neither a complete loss nor a chosen output to differentiate.",
      ...missing,
    ].join(" ");
  }
  const objective = objectiveText(graph);
  const hasPartials = trace.steps.some(({ part }) => part === "partials");
  const begin = trains ? "Run trains. Step computes" : "Play computes";
  const partials = hasPartials ? ", and at the end the partial derivatives of the parameters" : "";
  const sum = sumsLosses(graph)
    ? `, the sum of the ${countWord(evaluation.plan.objective.length)} losses,`
    : "";
  return [
    `${begin} every value, from what is given to ${objective}, then the derivative of ${objective}${sum} with respect to each of them on the way back${partials}.`,
    ...missing,
  ].join(" ");
}
