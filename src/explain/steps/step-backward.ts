import { contributionOf, localOf } from "@/engine";
import { isLinear, type NodeId, type WireIndex } from "@/graph";
import type { Fit } from "../digits";
import { derivativeLatex, isObjective } from "../formulas";
import { isNumberLatex, numberLatex, relationBefore } from "../numbers";
import {
  EQUALS,
  type EquationLine,
  type FactorSegment,
  factor,
  inParentheses,
  operator,
  type PlainSegment,
  plain,
  relationSegment,
  type Segment,
  sumSegments,
  writtenTerms,
} from "./equation";
import {
  derivativeAt,
  derivativeStep,
  fitTerms,
  indexOfNode,
  isMatrix,
  localFactor,
  most,
  relationTo,
  type StepContext,
  unitMark,
  unitOf,
  width,
  wireAt,
} from "./step-context";

import { jacobianLine, localLine, localNumbers, localSymbols, nonFiniteLocal } from "./step-local";
import { classLossLines } from "./step-loss";

/** Factors in a parenthesis that are written out: the longest of the lecture has seven. Of a longer chain the first two and the last. */
const MOST_FACTORS = 8;
/** Products that are written out with numbers, and wires with a term of their own. */
const MOST_PRODUCTS = 4;

/** The lines of a backward step at a node, along the wires that lead on to what is differentiated. */
export function backwardLines(
  context: StepContext,
  node: NodeId,
  wires: readonly WireIndex[],
): EquationLine[] {
  const [wire] = wires;
  if (wire === undefined) return seedLines(context, node);
  if (wires.length > 1) return fanOutLines(context, node, wires);
  return isDirect(context, wire)
    ? directLines(context, node, wire)
    : singleLines(context, node, wire);
}

/** ∂ℓᵢ/∂ℓᵢ = 1; with several losses, ∂ℓᵢ of each of them is 1. */
function seedLines(context: StepContext, node: NodeId): EquationLine[] {
  return [
    {
      kind: "symbolic",
      segments: [plain(derivativeLatex(context.graph, node, "\\dfrac")), EQUALS, plain("1")],
    },
  ];
}

/** Does the wire end in the one node that is differentiated, so that its local derivative is all there is? */
export function isDirect(context: StepContext, wire: WireIndex): boolean {
  const found = wireAt(context, wire);
  if (!found || isMatrix(context, wire)) return false;
  const units = width(context, found.target.id);
  if (units !== 1 && units !== width(context, found.wire.source)) return false;
  return isObjective(context.graph, found.target.id);
}

/** "∂ℓᵢ/∂f₃ = 2(f₃ − yᵢ)", "= 2(2.37226 − 2)", "≈ 0.7445" */
function directLines(context: StepContext, node: NodeId, wire: WireIndex): EquationLine[] {
  const derivative = derivativeAt(context, node);
  const lines: EquationLine[] = [
    {
      kind: "symbolic",
      segments: [
        factor(derivativeLatex(context.graph, node, "\\dfrac"), wire),
        EQUALS,
        ...localSymbols(context, wire),
      ],
    },
  ];
  const classes = classLossLines(context, wire, derivative);
  if (classes) {
    if (isNumberLatex(classes.latex)) {
      return [...lines, ...resultLine(context, node, relationTo(derivative, 4))];
    }
    pushLine(lines, classes.vectors);
    const mark = unitMark(context, node);
    const before = relationSegment(classes.before);
    lines.push({ kind: "numbers", segments: [...mark, before, ...classes.numbers] });
    const results = resultLine(context, node, classes.relation);
    return [...lines, ...results, ...(classes.probabilities ? [classes.probabilities] : [])];
  }
  const fitted = Number.isFinite(derivative)
    ? localNumbers(context, wire, 4)
    : nonFiniteLocal(context, wire);
  // A number alone is the result, and is said once.
  if (!fitted || isNumberLatex(fitted.latex)) {
    return [...lines, ...resultLine(context, node, relationTo(derivative, 4))];
  }
  lines.push({
    kind: "numbers",
    segments: [...unitMark(context, node), relationSegment(fitted.before), ...fitted.segments],
  });
  return [...lines, ...resultLine(context, node, fitted.relation)];
}

/** "∂ℓᵢ/∂f₂ = ∂h₃/∂f₂ (∂f₃/∂h₃ ∂ℓᵢ/∂f₃)", the local derivative, "= (−0.7535) × 2.234", "≈ −1.683" */
function singleLines(context: StepContext, node: NodeId, wire: WireIndex): EquationLine[] {
  const products = productsAlong(context, wire);
  const derivative = derivativeAt(context, node);
  const fit = products ? fitTerms(products, derivative) : null;
  const digits = fit?.digits ?? 4;
  const lines: EquationLine[] = [
    {
      kind: "symbolic",
      segments: [
        plain(derivativeLatex(context.graph, node, "\\dfrac")),
        EQUALS,
        localFactor(context, wire),
        upstream(context, wire, digits),
      ],
    },
  ];
  pushLine(
    lines,
    isMatrix(context, wire)
      ? jacobianLine(context, wire, digits)
      : localLine(context, wire, digits),
  );
  if (products && (fit?.agrees || !Number.isFinite(derivative))) {
    lines.push(productsLine(context, node, products, digits, MOST_PRODUCTS));
  }
  const relation = fit?.agrees ? fit.relation : relationTo(derivative, 4);
  return [...lines, ...resultLine(context, node, relation, fit)];
}

/** The sum over the wires: each local × upstream, then the contributions, then Σ. */
function fanOutLines(
  context: StepContext,
  node: NodeId,
  wires: readonly WireIndex[],
): EquationLine[] {
  const derivative = derivativeAt(context, node);
  const contributions = wires.map((wire) =>
    unitOf(contributionOf(context.evaluation, wire), context.entry.unit),
  );
  const sumWith = (atLeast?: number) =>
    fitTerms(
      contributions.map((value) => [value]),
      derivative,
      atLeast,
    );
  const products = wires.map((wire) => productsAlong(context, wire));
  const digits = productDigits(products, contributions, derivative, sumWith().digits);
  // A contribution that is a factor too has the same digits in both lines.
  const exact = sumWith(digits ?? undefined);
  const sum = exact.agrees ? exact : sumWith();
  const mostProducts = most(context, MOST_PRODUCTS);
  const shown = wires.length <= mostProducts ? wires : wires.slice(0, 2);
  const symbolic: Segment[] = [
    plain(derivativeLatex(context.graph, node, "\\dfrac")),
    EQUALS,
    ...termsOf(context, shown, digits ?? 4),
  ];
  const [last] = wires.slice(-1);
  if (shown.length < wires.length && last !== undefined) {
    symbolic.push(operator("+"), plain("\\cdots"), operator("+"), ...termsOf(context, [last], 4));
  }
  const lines: EquationLine[] = [{ kind: "symbolic", segments: symbolic }];
  if (wires.length <= mostProducts) {
    for (const wire of wires) {
      const toPrint = isMatrix(context, wire) ? jacobianLine : localLine;
      pushLine(lines, toPrint(context, wire, digits ?? 4));
    }
  }
  if (digits !== null && wires.length <= mostProducts) {
    const terms = products.flatMap((each) => each ?? []);
    lines.push(productsLine(context, node, terms, digits, 2 * MOST_PRODUCTS));
  }
  if ((sum.agrees || !Number.isFinite(derivative)) && wires.length <= 2 * mostProducts) {
    const segments: Segment[] = digits === null ? unitMark(context, node) : [];
    segments.push(relationSegment(relationBefore(contributions, sum.digits)));
    contributions.forEach((value, index) => {
      const number = numberLatex(value, sum.digits);
      const signed = index === 0 || number.startsWith("-") ? number : `+${number}`;
      segments.push(factor(index === 0 ? signed : `{}${signed}`, wires[index] as number));
    });
    lines.push({ kind: "numbers", segments });
  }
  const relation = sum.agrees ? sum.relation : relationTo(derivative, 4);
  return [...lines, ...resultLine(context, node, relation, sum)];
}

/** "= (−0.7535) × 2.234"; of more products than `brief` the first two and the last, where there is little room. */
function productsLine(
  context: StepContext,
  node: NodeId,
  products: readonly (readonly number[])[],
  digits: number,
  brief: number,
): EquationLine {
  const mostProducts = most(context, brief);
  const shown = writtenTerms(products, mostProducts).flat();
  const before = relationSegment(relationBefore(shown, digits));
  const numbers = sumSegments(products, digits, mostProducts);
  return { kind: "numbers", segments: [...unitMark(context, node), before, ...numbers] };
}

/** Digits with which every product gives its printed contribution, and all of them the printed sum. */
function productDigits(
  products: readonly (readonly (readonly number[])[] | null)[],
  contributions: readonly number[],
  sum: number,
  contributionDigits: number,
): number | null {
  let digits = contributionDigits;
  for (const [index, terms] of products.entries()) {
    if (!terms) return null;
    const fit = fitTerms(terms, contributions[index] ?? 0, digits);
    if (!fit.agrees) return null;
    digits = Math.max(digits, fit.digits);
  }
  const all = fitTerms(
    products.flatMap((terms) => terms ?? []),
    sum,
    digits,
  );
  return all.agrees ? all.digits : null;
}

function termsOf(context: StepContext, wires: readonly WireIndex[], digits: number): Segment[] {
  return wires.flatMap((wire, index) => [
    ...(index > 0 ? [operator("+")] : []),
    localFactor(context, wire),
    known(context, wireAt(context, wire)?.target.id ?? "", [], digits),
  ]);
}

/**
 * Local × upstream along a wire as products of numbers, for the shown unit of its source: one product, or one for each
 * unit of the target where they are summed. Of an op that takes rows as a whole, units that do not depend on the shown
 * one add nothing. Null where the derivative is not known.
 */
function productsAlong(context: StepContext, wire: WireIndex): number[][] | null {
  const found = wireAt(context, wire);
  const local = localOf(context.evaluation, wire);
  if (!found || !local) return null;
  const { target } = found;
  const { unit: shown } = context.entry;
  const arriving = (unit: number) => derivativeAt(context, target.id, unit);
  if (local.kind === "matrix") {
    const all = local.rows.map((row, unit) => [row[shown] ?? 0, arriving(unit)]);
    if (isLinear(target)) return all;
    const some = all.filter(([value, upstream = 0]) => value !== 0 || !Number.isFinite(upstream));
    return some.length > 0 ? some : all.slice(0, 1);
  }
  const sums = width(context, found.wire.source) === 1 && local.values.length > 1;
  if (!sums) return [[unitOf(local.values, shown), arriving(shown)]];
  return Array.from(local.values, (value, unit) => [value, arriving(unit)]);
}

/** The upstream gradient of a wire: the chain behind it, all of it one stored number. */
function upstream(context: StepContext, wire: WireIndex, digits: number): Segment {
  const target = wireAt(context, wire)?.target.id ?? "";
  return known(context, target, chainFrom(context, target), digits);
}

function known(
  context: StepContext,
  node: NodeId,
  chain: readonly (PlainSegment | FactorSegment)[],
  digits: number,
): Segment {
  // Units of a chosen output are summed: each counts once.
  const whole = plain(
    isObjective(context.graph, node) && width(context, node) > 1
      ? "\\mathbf{1}"
      : derivativeLatex(context.graph, node, "\\dfrac"),
  );
  const segments = chain.length > 1 ? inParentheses(chain) : [whole];
  return {
    kind: "known",
    segments,
    label: knownLabel(context, node, digits),
    step: derivativeStep(context, node),
    node,
  };
}

function knownLabel(context: StepContext, node: NodeId, digits: number): string {
  const quotient = derivativeLatex(context.graph, node);
  if (width(context, node) > 1) return quotient;
  const value = derivativeAt(context, node);
  return valueLabel(quotient, value, digits);
}

/** "∂ℓᵢ/∂h₃ ≈ 2.234" */
export function valueLabel(quotient: string, value: number, digits: number): string {
  const relation = relationTo(value, digits) === "=" ? "=" : "\\approx";
  return `${quotient} ${relation} ${numberLatex(value, digits)}`;
}

/**
 * ∂ℓᵢ/∂node as a product, local derivative first, for as long as each node leads on along one wire only; it ends in
 * the derivative by the last of them.
 */
function chainFrom(context: StepContext, node: NodeId): (PlainSegment | FactorSegment)[] {
  const { plan } = context.evaluation;
  const wires: WireIndex[] = [];
  let at = node;
  let end: number | null = null;
  for (;;) {
    const [wire, ...others] = relevantWires(context, at);
    const found = wire === undefined || others.length > 0 ? null : wireAt(context, wire);
    if (wire === undefined || !found) break;
    if (plan.objective.includes(indexOfNode(context, found.target.id))) {
      end = wire;
      break;
    }
    wires.push(wire);
    at = found.target.id;
  }
  const whole = derivativeLatex(context.graph, at, "\\dfrac");
  const last = end === null ? plain(whole) : factor(whole, end);
  const long = wires.length + 1 > most(context, MOST_FACTORS);
  const shown = long ? wires.slice(0, 2) : wires;
  const factors = shown.map((wire) => localFactor(context, wire));
  return long ? [...factors, plain("\\cdots"), last] : [...factors, last];
}

/** The wires of a node that lead on to what is differentiated. */
export function relevantWires(context: StepContext, node: NodeId): number[] {
  const { plan } = context.evaluation;
  const outgoing = plan.topology.outgoing[indexOfNode(context, node)] ?? new Int32Array(0);
  return Array.from(outgoing).filter((wire) => (plan.wireSlots[wire] ?? -1) >= 0);
}

/** "≈ −1.683" */
function resultLine(
  context: StepContext,
  node: NodeId,
  relation: "=" | "≈",
  fit: Fit | null = null,
): EquationLine[] {
  const derivative = derivativeAt(context, node);
  if (!Number.isFinite(derivative)) {
    return [{ kind: "result", segments: [EQUALS, plain(numberLatex(derivative))] }];
  }
  const digits = fit?.agrees ? fit.resultDigits : 4;
  const shown = plain(numberLatex(derivative, digits));
  return [{ kind: "result", segments: [relationSegment(relation), shown] }];
}

function pushLine(lines: EquationLine[], line: EquationLine | null): void {
  if (line) lines.push(line);
}
