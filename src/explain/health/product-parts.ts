import type { Chain, Evaluation, Factor } from "@/engine";
import type { WireIndex } from "@/graph";
import { type Fit, factorsThatMultiplyOut } from "../digits";
import { omegaLatex, wireLocalLatex } from "../formulas";
import { numberLatex, relationBefore } from "../numbers";
import { factorFact, factorText, weightOf } from "./product";

/** A piece of the equation ω₃ × ∂h₂/∂f₂ = 3.2 × 1.35·10⁻⁴ ≈ 4.32·10⁻⁴. */
export type ProductPart =
  | { readonly latex: string; readonly wire: null }
  /** A factor: its wire, to be lit, and what it is called, read aloud: "∂h₂/∂f₂", "∂h₂/∂f₂ = 1.35·10⁻⁴". */
  | { readonly latex: string; readonly wire: WireIndex; readonly name: string };

/** Factors that are written out; of more, the first three and the last. */
const MOST_FACTORS = 5;

const ROUNDED: Fit = { digits: 4, resultDigits: 4, relation: "≈", agrees: false };

/** What a factor is called, in LaTeX. */
function factorLatex(evaluation: Evaluation, factor: Factor): string {
  const omega = weightOf(evaluation, factor.wire);
  return omega
    ? omegaLatex(evaluation.graph, omega.node, omega.port)
    : wireLocalLatex(evaluation.graph, factor.wire);
}

/** The product of a chain, symbols then numbers, printed so that it multiplies out. Null where there is no factor. */
export function productParts(evaluation: Evaluation, chain: Chain): readonly ProductPart[] | null {
  const { factors, product } = chain;
  if (factors.length === 0) return null;
  const shown =
    factors.length <= MOST_FACTORS ? factors : [...factors.slice(0, 3), ...factors.slice(-1)];
  const symbols = joined(shown, factors.length, (factor) => ({
    latex: factorLatex(evaluation, factor),
    name: factorText(evaluation, factor.wire),
  }));
  const values = factors.map(({ value }) => value);
  if (![...values, product].every(Number.isFinite)) return symbols;
  // What is abbreviated nobody can multiply out, and thousands of factors would take long.
  const fit = shown.length === factors.length ? factorsThatMultiplyOut(values, product) : ROUNDED;
  const single = factors.length === 1;
  const numbers = joined(shown, factors.length, (factor) => {
    const number = numberLatex(factor.value, fit.digits);
    return {
      latex: number.startsWith("-") && !single ? `(${number})` : number,
      name: factorFact(evaluation, factor, fit.digits),
    };
  });
  const isExact = shown.every(({ exact }) => exact);
  const before = isExact ? relationBefore(values, fit.digits) : "≈";
  const parts = [...symbols, relation(before), ...numbers];
  if (single) return parts;
  const result = numberLatex(product, fit.agrees ? fit.resultDigits : 4);
  return [...parts, relation(fit.relation), { latex: result, wire: null }];
}

function joined(
  shown: readonly Factor[],
  all: number,
  printed: (factor: Factor) => { readonly latex: string; readonly name: string },
): ProductPart[] {
  return shown.flatMap((factor, index) => {
    const part: ProductPart = { ...printed(factor), wire: factor.wire };
    if (index === 0) return [part];
    const abbreviated = shown.length < all && index === shown.length - 1;
    return abbreviated ? [times, { latex: "\\cdots", wire: null }, times, part] : [times, part];
  });
}

const times: ProductPart = { latex: "{}\\times{}", wire: null };

function relation(sign: "=" | "≈"): ProductPart {
  return { latex: sign === "=" ? "{}={}" : "{}\\approx{}", wire: null };
}
