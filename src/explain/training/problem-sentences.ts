import type { Graph, NodeId, WeightsProblem } from "@/graph";
import type { Stop, TrainingProblem } from "@/training";
import type { Descended } from "../descended";
import { nodeText, objectiveText } from "../formulas";
import { list } from "../list";
import { countWord } from "../numbers";
import { pauseText } from "../pause-words";
import { settingsProblemSentence } from "../problems/settings-problems";

/** Why a run cannot begin, and what to do about it. */
export function trainingProblemSentence(problem: TrainingProblem): string {
  switch (problem.kind) {
    case "no-objective":
      return "There is nothing to descend: the graph has no complete loss. Wire a prediction and a target into a loss, or choose an output.";
    case "no-rows":
      return "There are no training rows. Add some in Data, or make fewer of them validation rows.";
    case "no-parameters":
      return "There is nothing to train: the graph has no linear node and no parameter. Add one.";
    case "none-reaches":
      return "Nothing that can be trained leads to what is descended, so every partial is zero. Wire a linear node or a parameter towards it.";
    case "few-rows":
      return `A mini-batch of ${problem.batchSize} does not fit: there are only ${rowsWord(problem.rows)}. Make B smaller, or add rows in Data.`;
    default:
      return settingsProblemSentence(problem);
  }
}

/** What a run does not train, because no path leads from there to what is differentiated. */
export function unreachedSentence(graph: Graph, nodes: readonly NodeId[]): string {
  const names = list(nodes.map((id) => nodeText(graph, id)));
  const stay = nodes.length === 1 ? "it stays as it is" : "they stay as they are";
  return `No path leads from ${names} to ${objectiveText(graph)}, so ${stay} while the rest is trained.`;
}

/** Why the weights of a file were not taken, and what to do about it. Names of the file are text, and may be long. */
export function weightsProblemSentence(problem: WeightsProblem): string {
  switch (problem.kind) {
    case "unreadable":
      return "No weights were taken: the file is neither JSON nor lines of a name and its numbers. In PyTorch, json.dump({name: p.tolist() for name, p in model.named_parameters()}, file) writes such a file.";
    case "no-json":
      return "No weights were taken: the file begins as JSON does, but it is none. JSON has no NaN and no Infinity, which Python writes all the same.";
    case "no-names":
      return `No weights were taken: the file has none. It should have ${short(problem.wanted)}.`;
    case "unknown-name":
      return `No weights were taken: the graph has no “${short(problem.name)}”. It has ${short(problem.wanted)}.`;
    case "twice":
      return `No weights were taken: “${short(problem.name)}” is in the file more than once.`;
    case "shape":
      return `No weights were taken: “${short(problem.name)}” has ${problem.shape} in the file, and ${problem.wanted} in the graph.`;
    case "not-a-number":
      return `No weights were taken: “${short(problem.name)}” holds something that is not a finite number.`;
  }
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** Why a run has stopped. */
export function stopSentence(stop: Stop, document: Descended): string {
  switch (stop.kind) {
    case "finished":
      return "All epochs are done.";
    case "diverged":
      return `It diverged: iteration ${stop.t + 1} gives a number that is not finite. The numbers of iteration ${stop.t} are shown. A smaller η helps, or clipping.`;
    case "condition":
      return `Paused at iteration ${stop.t}: ${pauseText(document, stop.condition)}. It was looked for after each epoch; this is the first iteration of the epoch at which it holds.`;
    case "early":
      return `Stopped early: the validation loss was least after ${stop.best === 1 ? "one epoch" : `${countWord(stop.best)} epochs`}.`;
  }
}

function rowsWord(rows: number): string {
  return rows === 1 ? "one training row" : `${rows} training rows`;
}
