import type { Graph } from "@/graph";
import type { Stop, TrainingProblem } from "@/training";
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
      return "Nothing that can be trained leads to the loss, so every partial is zero. Wire a linear node or a parameter towards it.";
    case "few-rows":
      return `A mini-batch of ${problem.batchSize} does not fit: there are only ${rowsWord(problem.rows)}. Make B smaller, or add rows in Data.`;
    default:
      return settingsProblemSentence(problem);
  }
}

/** Why a run has stopped. */
export function stopSentence(stop: Stop, graph: Graph): string {
  switch (stop.kind) {
    case "finished":
      return "All epochs are done.";
    case "diverged":
      return `It diverged: iteration ${stop.t + 1} gives a number that is not finite. The numbers of iteration ${stop.t} are shown. A smaller η helps, or clipping.`;
    case "condition":
      return `Paused at iteration ${stop.t}: ${pauseText(graph, stop.condition)}. It was looked for after each epoch; this is the first iteration of the epoch at which it holds.`;
    case "early":
      return `Stopped early: the validation loss was least after ${stop.best === 1 ? "one epoch" : `${countWord(stop.best)} epochs`}, at iteration ${stop.bestT}.`;
  }
}

function rowsWord(rows: number): string {
  return rows === 1 ? "one training row" : `${rows} training rows`;
}
