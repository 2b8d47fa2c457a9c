import {
  type OptimizerSetting,
  optimizerOf,
  type SettingValues,
  settingValues,
  type TrainingSettings,
} from "@/optimizers";
import { argumentsThatAgree, termsThatAddUp } from "../digits";
import { formulaValue } from "../formula-value";
import { equalToLatex, numberLatex, relationBefore } from "../numbers";
import { sumLatex } from "../steps/equation";

/** One line of an update: what it computes, with symbols and with numbers. */
export interface UpdateLine {
  /** A few words. */
  readonly title: string;
  /** LaTeX of what it computes: "v", "\\hat{m}", or the parameter itself. */
  readonly target: string;
  /** LaTeX: "v := μv + (1 − μ)g = 0.9 · 0.0252 + … = 0.017". */
  readonly latex: string;
  /** The same in one line, without the numbers that were put in: "m̂ := m / (1 − ρ₁ᵗ) = 0.017". */
  readonly brief: string;
  /** What it computes, as a number. */
  readonly value: number;
}

/** What is known of one parameter before the update. */
export interface ParameterBefore {
  /** LaTeX of its symbol. */
  readonly symbol: string;
  readonly theta: number;
  /** ∂ℓᵢ of the rows of the mini-batch, where they are few enough to be written out. */
  readonly samplePartials: readonly number[] | null;
  /** Their mean: the gradient of the mini-batch. */
  readonly mean: number;
  /** Rows of the mini-batch, and whether these are all N. */
  readonly batch: number;
  readonly isWhole: boolean;
  /** Does a penalty act on it? */
  readonly penalized: boolean;
  /** Norm of the whole gradient before it was clipped, and what it was multiplied with; 1 where it was not. */
  readonly norm: number;
  readonly clipping: number;
  /** What the optimiser keeps for it, in the order of its memory. */
  readonly memory: readonly number[];
  /** η of this update, after its schedule. */
  readonly rate: number;
  /** Updates of the memory, this one included. */
  readonly t: number;
}

/** Enough for any double; settings are printed as they were typed. */
const ALL_DIGITS = 17;

/** The update of one parameter, line by line, each with its numbers: mean, L1, clipping, the optimiser's own steps. */
export function updateLines(settings: TrainingSettings, before: ParameterBefore): UpdateLine[] {
  const optimizer = optimizerOf(settings.optimizer.id);
  const own = settingValues(optimizer.settings, settings.optimizer.settings);
  const lines = [meanLine(before)];
  let g = before.mean;
  if (settings.l1 > 0 && before.penalized) {
    const sign = Math.sign(before.theta) + 0;
    const next = g + settings.l1 * sign;
    lines.push(
      lineOf({
        title: "L1 joins the gradient",
        target: "g",
        symbols: `g + \\lambda_1 \\operatorname{sign}[${before.symbol}]`,
        numbers: (print) =>
          `${print(g)} + ${exact(settings.l1)} \\cdot \\operatorname{sign}[${numberLatex(before.theta)}]`,
        value: next,
      }),
    );
    g = next;
  }
  if (before.clipping < 1) {
    const { clip } = settings;
    const next = before.clipping * g;
    lines.push(
      lineOf({
        title: "clipped: the gradient is too long",
        target: "g",
        symbols: "g \\cdot \\dfrac{c}{\\lVert g \\rVert + 10^{-6}}",
        numbers: (print) =>
          `${print(g)} \\cdot \\dfrac{${exact(clip ?? 0)}}{${print(before.norm)} + 10^{-6}}`,
        value: next,
      }),
    );
    g = next;
  }
  const decays = settings.weightDecay > 0 && before.penalized;
  let of: SettingValues = {
    ...own,
    ...Object.fromEntries(
      optimizer.memory.map(({ name }, index) => [name, before.memory[index] ?? 0]),
    ),
    theta: before.theta,
    g,
    eta: before.rate,
    lambda: settings.weightDecay,
    t: before.t,
  };
  const symbols = symbolsFor(optimizer.settings, optimizer.memory, before.symbol);
  const typed = new Set([...Object.keys(own), "lambda", "t"]);
  for (const step of optimizer.microSteps(decays)) {
    const known = of;
    const value = step.value(known);
    lines.push(
      lineOf({
        title: step.title,
        target: step.target({ ...symbols, thetaSymbol: before.symbol }),
        symbols: step.formula(symbols),
        numbers: (print) =>
          step.formula(
            Object.fromEntries(
              Object.entries(known).map(([name, number]) => [
                name,
                typed.has(name) ? exact(number) : print(number),
              ]),
            ),
          ),
        value,
      }),
    );
    of = { ...of, [step.name]: value };
  }
  return lines;
}

/** Names by which micro-steps call what stands in them, with the LaTeX that a reader knows it by. */
function symbolsFor(
  settings: readonly OptimizerSetting[],
  memory: readonly { readonly name: string; readonly latex: string }[],
  theta: string,
): Record<string, string> {
  return {
    theta,
    g: "g",
    eta: "\\eta",
    lambda: "\\lambda",
    t: "t",
    delta: "\\Delta",
    ahead: "n",
    mHat: "\\hat{m}",
    vHat: "\\hat{v}",
    ...Object.fromEntries([...settings, ...memory].map(({ name, latex }) => [name, latex])),
  };
}

function meanLine({ symbol, samplePartials, mean, batch, isWhole }: ParameterBefore): UpdateLine {
  const title = isWhole
    ? "the mean over all rows"
    : batch === 1
      ? "the gradient of one sample"
      : "the mean over the mini-batch";
  const partial = `\\dfrac{\\partial \\ell_i}{\\partial ${symbol}}`;
  const sum = isWhole ? `\\sum_{i=1}^{${batch}}` : "\\sum_{i \\in \\text{batch}}";
  const symbols = batch === 1 ? partial : `\\dfrac{1}{${batch}}${sum} ${partial}`;
  const begin = `g = ${symbols}`;
  const brief = `${begin} ${equalToLatex(mean)}`;
  const line = { title, target: "g", brief, value: mean };
  if (samplePartials && batch > 1) {
    const terms = samplePartials.map((value) => [value]);
    const fit = termsThatAddUp(terms, mean, 3, batch);
    if (fit.agrees) {
      const numbers = `\\dfrac{1}{${batch}}(${sumLatex(terms, fit.digits)})`;
      const relation = signOf(fit.relation);
      const latex = `${begin} ${signOf(relationBefore(samplePartials, fit.digits))} ${numbers} ${relation} ${numberLatex(mean, fit.resultDigits)}`;
      return { ...line, latex };
    }
  }
  return { ...line, latex: brief };
}

interface Line {
  readonly title: string;
  readonly target: string;
  readonly symbols: string;
  readonly numbers: (print: (value: number) => string) => string;
  readonly value: number;
}

/** Numbers are printed with as many digits as it takes for a reader with a calculator to get the printed result. */
function lineOf({ title, target, symbols, numbers, value }: Line): UpdateLine {
  const withDigits = (digits: number) => numbers((number) => factor(numberLatex(number, digits)));
  const fit = argumentsThatAgree(
    (digits) => formulaValue(withDigits(digits))?.value ?? Number.NaN,
    value,
  );
  const isFitted = fit.agrees;
  const relation = signOf(isFitted ? fit.relation : relationBefore([value], fit.resultDigits));
  const result = `${relation} ${numberLatex(value, fit.resultDigits)}`;
  const printed: number[] = [];
  const formula = numbers((number) => {
    printed.push(number);
    return factor(numberLatex(number, fit.digits));
  });
  const before = signOf(relationBefore(printed, fit.digits));
  const middle = isFitted ? `${before} ${tidy(formula)} ` : "";
  const begin = `${target} := ${symbols}`;
  const brief = `${target} := ${inOneLine(symbols)} ${equalToLatex(value)}`;
  return { title, target, latex: `${begin} ${middle}${result}`, brief, value };
}

/** A fraction, of which either part may have braces in braces. */
const FRACTION = /\\dfrac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g;

/** With its fractions as quotients: half as high, so that several lines may be twice as large. */
function inOneLine(latex: string): string {
  return latex.replace(FRACTION, "$1 / ($2)");
}

function signOf(relation: "=" | "≈"): string {
  return relation === "=" ? "=" : "\\approx";
}

/** In parentheses where a sign or a power of ten would be misread: (−0.4), (1.35·10⁻⁴). */
function factor(latex: string): string {
  return /^-|\\cdot|\^/.test(latex) ? `(${latex})` : latex;
}

/** A negative number that begins a formula needs no parentheses. */
function tidy(latex: string): string {
  return latex.replace(/^\((-?[\d.]+)\)/, "$1");
}

function exact(value: number): string {
  return factor(numberLatex(value, ALL_DIGITS));
}
