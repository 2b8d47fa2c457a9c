import type { Evaluation, Step, Trace } from "@/engine";
import { nodeById } from "../formulas";
import { entryMark } from "./entry-mark";
import { copyOf, type EquationLine, lineLatex } from "./equation";
import { readyWords } from "./ready-words";
import { spokenResult } from "./spoken-result";
import { backwardLines } from "./step-backward";
import { type StepClaim, stepClaims } from "./step-claims";
import type { StepContext } from "./step-context";
import { type Entry, entryOf, entryText, FIRST_ENTRY } from "./step-entries";
import { forwardLines } from "./step-forward";
import { partialsLines } from "./step-partials";
import { stepPosition } from "./step-position";
import { stepTitle, stepWords } from "./step-words";
import { withMark, withoutTrivialEqualities } from "./trivial-equalities";

/** What the stage shows at one playhead of a run. */
export interface StepExplanation {
  /** What happens, plain text: "Backward through cos". */
  readonly title: string;
  /** What each sentence of the words asserts; none before the first step. */
  readonly claims: readonly StepClaim[];
  /** One to three short sentences, plain text. */
  readonly words: string;
  /** "step 13 of 23 · backward pass" */
  readonly position: string;
  readonly lines: readonly EquationLine[];
  /** The same with all that `lines` leave out as "⋯"; the same object where they leave out nothing. */
  readonly wholeLines: readonly EquationLine[];
  /** The whole equation as LaTeX, for copying. */
  readonly copyLatex: string;
  /** Which of several numbers is shown: "Unit 2 of 4". Empty where there is only one. */
  readonly entry: string;
  /** What the step has found, for a screen reader. Empty before the first step, and where no finite number was found. */
  readonly spoken: string;
}

const PARTS = {
  forward: "forward pass",
  backward: "backward pass",
  partials: "partial derivatives",
} as const;

/**
 * The step that the playhead has just played, in words and as an equation; 0 is before the first. Of a step of
 * several numbers, the one at `asked` is shown, or the nearest that there is.
 */
export function explainStep(
  evaluation: Evaluation,
  trace: Trace,
  playhead: number,
  asked: Entry = FIRST_ENTRY,
): StepExplanation {
  const { graph } = evaluation;
  const step = trace.steps[playhead - 1];
  const entry = step ? entryOf(graph, step, asked) : FIRST_ENTRY;
  const context: StepContext = { graph, evaluation, trace, entry, whole: false };
  if (!step) {
    const position = trace.count > 0 ? `step 0 of ${trace.count}` : "no steps";
    const words = readyWords(evaluation, trace);
    return {
      title: "Ready",
      claims: [],
      words,
      position,
      lines: [],
      wholeLines: [],
      copyLatex: "",
      entry: "",
      spoken: "",
    };
  }
  const claims = stepClaims(context, step);
  const lines = linesOf(context, step);
  const longer = isBrief(step, lines) ? linesOf({ ...context, whole: true }, step) : lines;
  const wholeLines = longer.map(lineLatex).join() === lines.map(lineLatex).join() ? lines : longer;
  return {
    title: stepTitle(context, step),
    claims,
    words: stepWords(context, claims),
    position: positionOf(trace, step),
    lines,
    wholeLines,
    copyLatex: copyOf(wholeLines),
    entry: entryText(graph, step, entry),
    spoken: spokenResult(context, step, lines),
  };
}

function linesOf(context: StepContext, step: Step): readonly EquationLine[] {
  const mark = entryMark(context.graph, step, context.entry);
  return withMark(withoutTrivialEqualities(allLinesOf(context, step)), mark);
}

function allLinesOf(context: StepContext, step: Step): EquationLine[] {
  const node = nodeById(context.graph, step.node);
  if (!node) return [];
  switch (step.part) {
    case "forward":
      return forwardLines(context, node);
    case "backward":
      return backwardLines(context, node.id, step.wires);
    case "partials":
      return partialsLines(context, step);
  }
}

/** Is something left out as "⋯", or are the numbers of many units? */
function isBrief(step: Step, lines: readonly EquationLine[]): boolean {
  const isSeed = step.part === "backward" && step.wires.length === 0;
  const hasNumbers = lines.some(({ kind }) => kind === "numbers");
  return (!hasNumbers && !isSeed) || lines.some((line) => lineLatex(line).includes("\\cdots"));
}

/** "step 13 of 23 · backward pass"; extra steps have no number of their own. */
function positionOf(trace: Trace, step: Step): string {
  return `${stepPosition(trace, step)} · ${PARTS[step.part]}`;
}
