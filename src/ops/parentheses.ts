/**
 * Where a formula needs parentheses. Formulas are put together from symbols ("h_2"), formatted numbers ("-0.4",
 * "1.35\cdot 10^{-4}") and other formulas, so each place says how tightly it binds and wraps only what binds looser.
 */

const SUM = 0;
const PRODUCT = 1;
const POWER = 2;
const ATOM = 3;

const opening = "{[(";
const closing = "}])";

/** How tightly the loosest operator outside all brackets binds. */
function tightness(latex: string): number {
  let loosest = ATOM;
  let depth = 0;
  for (let i = 0; i < latex.length; i++) {
    const character = latex.charAt(i);
    if (character === "\\") {
      const command = /^[a-zA-Z]+/.exec(latex.slice(i + 1))?.[0] ?? latex.charAt(i + 1);
      i += command.length;
      if (command === "lvert") depth++;
      else if (command === "rvert") depth--;
      else if (depth > 0) continue;
      else if (command === "cdot" || command === "times") loosest = Math.min(loosest, PRODUCT);
      else if (command === "frac") loosest = Math.min(loosest, POWER);
      else if (command === "sum") loosest = Math.min(loosest, SUM);
    } else if (opening.includes(character)) {
      // A bracket that is not the argument of a command or script is a function applied or a product written closely.
      if (depth === 0 && i > 0 && character !== "{") loosest = Math.min(loosest, POWER);
      depth++;
    } else if (closing.includes(character)) depth--;
    else if (depth > 0) continue;
    else if (character === "+" || character === "-" || character === "−") return SUM;
    else if (character === "/") loosest = Math.min(loosest, PRODUCT);
    else if (character === "^") loosest = Math.min(loosest, POWER);
  }
  return loosest;
}

const wrap = (latex: string, least: number): string =>
  tightness(latex) < least ? `(${latex})` : latex;

/** For the right side of + or −: 3-(-0.4), but 3-1.35\cdot 10^{-4}. */
export const parenthesizeTerm = (latex: string): string => wrap(latex, PRODUCT);

/** For either side of a product: (-0.4)\cdot(1.35\cdot 10^{-4}). */
export const parenthesizeFactor = (latex: string): string => wrap(latex, POWER);

/** For what is raised to a power: (-0.4)^2; also keeps TeX from seeing two superscripts in a row. */
export const parenthesizeBase = (latex: string): string => wrap(latex, ATOM);

/** 2x for a symbol, 2\cdot 0.5 for a number, 2(a-b) for a sum. */
export function multiplyByTwo(latex: string): string {
  return writtenBefore("2", parenthesizeFactor(latex));
}

/** A factor before another: closely before a symbol, with a dot before a number, which would be read as its digits. */
export function writtenBefore(factor: string, other: string): string {
  return /^[\d.]/.test(other) ? `${factor}\\cdot ${other}` : `${factor}\\,${other}`;
}

/** `latex` of unit d when there are several; the braces make a second subscript legal. */
export const indexUnit = (latex: string, width: number, index = "d"): string => {
  if (width === 1) return latex;
  return tightness(latex) < POWER ? `(${latex})_{${index}}` : `{${latex}}_{${index}}`;
};

/** A Python operand: names, calls and plain numbers stay bare, everything else is wrapped. */
export const parenthesizePython = (code: string): string =>
  /^(?:[A-Za-z_][\w.]*(?:\([^()]*\)|\[[^[\]]*\])*|\d[\d.]*(?:e[-+]?\d+)?)$/.test(code)
    ? code
    : `(${code})`;

/** One term for each unit, with numbers put in: (0.2-1)^{2}+(0.4-0)^{2}. */
export function sumOfTerms(
  units: readonly string[],
  term: (unit: string, index: number) => string,
): string {
  return units.map(term).join("+");
}

/** f − y, of unit d where there are several. */
export const unitDifference = (f: string, y: string, width: number): string =>
  `${indexUnit(f, width)}-${indexUnit(parenthesizeTerm(y), width)}`;

/** The sign of a sum over units, where there are several. */
export const sumOverUnits = (width: number): string => (width === 1 ? "" : "\\sum_{d}");

/** Σ (f − y)² with numbers put in. */
export const squaresWritten = (f: readonly string[], y: readonly string[]): string =>
  sumOfTerms(f, (x, d) => `(${x}-${parenthesizeTerm(y[d] ?? "0")})^{2}`);
