import type { Step } from "@/engine";
import { derivativeText, nodeById, nodeText, objectiveText, ownedText } from "../formulas";
import { type EquationLine, lineLatex } from "./equation";
import type { StepContext } from "./step-context";

/** Operators as words, so that every screen reader says them. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\\text\{([^}]*)\}/g, "$1"],
  [/\\times\s*/g, " times "],
  [/\\cdot\s*10\^\{(-?\d+)\}/g, " times 10 to the $1"],
  [/10\^\{(-?\d+)\}/g, "10 to the $1"],
  [/\\cdot\s*/g, " times "],
  [/\\infty/g, "∞"],
  [/\(\s*-([\d.]+(?: times 10 to the -?\d+)?)\s*\)/g, "−$1"],
  [/\(\s*([\d.]+(?: times 10 to the -?\d+)?)\s*\)/g, "$1"],
  [/(?<=[\w)])\s*\+\s*/g, " plus "],
  [/(?<=[\w)])\s*-\s*(?=[\d(])/g, " minus "],
  [/-(?=\d)/g, "−"],
  [/(?<=[\d)])\s*\(\s*/g, " times ("],
  [/\(\s+/g, "("],
  [/\s+\)/g, ")"],
  [/\s+/g, " "],
];

/** LaTeX that these words cannot say stays out: whoever wants it reads the equation itself. */
const UNSAYABLE = /[\\{}^_]/;

/** What a step has found, to be spoken: "∂ℓᵢ/∂h₂ equals 2 times −1.683, −3.366". Empty where it found no finite number. */
export function spokenResult(
  context: StepContext,
  step: Step,
  lines: readonly EquationLine[],
): string {
  const result = lines.find(({ kind }) => kind === "result");
  if (!result) return "";
  const found = said(result);
  if (found === null) return "";
  const numbers = lines.filter(({ kind }) => kind === "numbers").map(said);
  const putIn = numbers.filter((text) => text !== null && text !== found);
  const parts = [...putIn, found];
  return `${resultText(context, step)} equals ${parts.join(", ")}.`;
}

function resultText({ graph }: StepContext, step: Step): string {
  if (step.part === "forward") return nodeText(graph, step.node);
  if (step.part === "backward") return derivativeText(graph, step.node);
  const node = nodeById(graph, step.node);
  return node ? `∂${objectiveText(graph)}/∂${ownedText(graph, node, step.owned)}` : "";
}

/** The right side of a line in words; null where it cannot be said. */
function said(line: EquationLine): string | null {
  const latex = lineLatex(line);
  const right = latex.split(/=|\\approx/).at(-1) ?? latex;
  const about = latex.includes("\\approx") ? "about " : "";
  let text = right;
  for (const [pattern, word] of WORDS) text = text.replace(pattern, word);
  return UNSAYABLE.test(text) ? null : about + text.trim();
}
