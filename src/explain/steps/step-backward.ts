import { contributionOf, localOf } from "@/engine";
import type { NodeId } from "@/graph";
import { type Fit, termsThatAddUp } from "../digits";
import { derivativeLatex } from "../formulas";
import { numberLatex } from "../numbers";
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
  sumLatex,
} from "./equation";
import {
  derivativeAt,
  derivativeStep,
  indexOfNode,
  isMatrix,
  localFactor,
  localLine,
  localNumbers,
  localSymbols,
  most,
  relationTo,
  type Scene,
  unitMark,
  unitOf,
  width,
  wireAt,
} from "./step-context";

/** Factors in a parenthesis that are written out: the longest of the lecture has seven. Of a longer chain the first two and the last. */
const MOST_FACTORS = 8;
/** Products that are written out with numbers, and wires with a term of their own. */
const MOST_PRODUCTS = 4;

/** The lines of a backward step at a node, along the wires that lead on to what is differentiated. */
export function backwardLines(
  scene: Scene,
  node: NodeId,
  wires: readonly number[],
): EquationLine[] {
  const [wire] = wires;
  if (wire === undefined) return seedLines(scene, node);
  if (wires.length > 1) return fanOutLines(scene, node, wires);
  return isDirect(scene, wire) ? directLines(scene, node, wire) : singleLines(scene, node, wire);
}

/** ∂ℓᵢ/∂ℓᵢ = 1; with several losses, ∂ℓᵢ of each of them is 1. */
function seedLines(scene: Scene, node: NodeId): EquationLine[] {
  return [
    {
      kind: "symbolic",
      segments: [plain(derivativeLatex(scene.graph, node, "\\dfrac")), EQUALS, plain("1")],
    },
  ];
}

/** Does the wire end in the one node that is differentiated, so that its local derivative is all there is? */
export function isDirect(scene: Scene, wire: number): boolean {
  const found = wireAt(scene, wire);
  const { objective } = scene.evaluation.plan;
  if (!found || objective.length !== 1 || width(scene, found.target.id) !== 1) return false;
  return objective[0] === indexOfNode(scene, found.target.id) && !isMatrix(scene, wire);
}

/** "∂ℓᵢ/∂f₃ = 2(f₃ − yᵢ)", "= 2(2.37226 − 2)", "≈ 0.7445" */
function directLines(scene: Scene, node: NodeId, wire: number): EquationLine[] {
  const derivative = derivativeAt(scene, node);
  const lines: EquationLine[] = [
    {
      kind: "symbolic",
      segments: [
        factor(derivativeLatex(scene.graph, node, "\\dfrac"), wire),
        EQUALS,
        ...localSymbols(scene, wire),
      ],
    },
  ];
  const fitted = localNumbers(scene, wire, 4);
  const result = numberLatex(derivative);
  if (fitted && fitted.latex !== result) {
    lines.push({
      kind: "numbers",
      segments: [...unitMark(scene, node), EQUALS, ...fitted.segments],
    });
  }
  return [...lines, ...resultLine(scene, node, fitted?.relation ?? relationTo(derivative, 4))];
}

/** "∂ℓᵢ/∂f₂ = ∂h₃/∂f₂ (∂f₃/∂h₃ ∂ℓᵢ/∂f₃)", the local derivative, "= (−0.7535) × 2.234", "≈ −1.683" */
function singleLines(scene: Scene, node: NodeId, wire: number): EquationLine[] {
  const products = productsAlong(scene, wire);
  const derivative = derivativeAt(scene, node);
  const fit = products ? termsThatAddUp(products, derivative) : null;
  const digits = fit?.digits ?? 4;
  const lines: EquationLine[] = [
    {
      kind: "symbolic",
      segments: [
        plain(derivativeLatex(scene.graph, node, "\\dfrac")),
        EQUALS,
        localFactor(scene, wire),
        upstream(scene, wire, digits),
      ],
    },
  ];
  if (!isMatrix(scene, wire)) pushLine(lines, localLine(scene, wire, digits));
  if (products && fit?.agrees) {
    const numbers = plain(sumLatex(products, fit.digits));
    lines.push({ kind: "numbers", segments: [...unitMark(scene, node), EQUALS, numbers] });
  }
  return [...lines, ...resultLine(scene, node, fit?.relation ?? "≈", fit)];
}

/** The sum over the wires: each local × upstream, then the contributions, then Σ. */
function fanOutLines(scene: Scene, node: NodeId, wires: readonly number[]): EquationLine[] {
  const derivative = derivativeAt(scene, node);
  const contributions = wires.map((wire) =>
    unitOf(contributionOf(scene.evaluation, wire), scene.entry.unit),
  );
  const sum = termsThatAddUp(
    contributions.map((value) => [value]),
    derivative,
  );
  const products = wires.map((wire) => productsAlong(scene, wire));
  const digits = productDigits(products, contributions, derivative, sum.digits);
  const mostProducts = most(scene, MOST_PRODUCTS);
  const shown = wires.length <= mostProducts ? wires : wires.slice(0, 2);
  const symbolic: Segment[] = [
    plain(derivativeLatex(scene.graph, node, "\\dfrac")),
    EQUALS,
    ...termsOf(scene, shown, digits ?? 4),
  ];
  const [last] = wires.slice(-1);
  if (shown.length < wires.length && last !== undefined) {
    symbolic.push(operator("+"), plain("\\cdots"), operator("+"), ...termsOf(scene, [last], 4));
  }
  const lines: EquationLine[] = [{ kind: "symbolic", segments: symbolic }];
  if (wires.length <= mostProducts) {
    for (const wire of wires) {
      if (!isMatrix(scene, wire)) pushLine(lines, localLine(scene, wire, digits ?? 4));
    }
  }
  if (digits !== null && wires.length <= mostProducts) {
    const numbers = sumLatex(
      products.flatMap((terms) => terms ?? []),
      digits,
    );
    lines.push({ kind: "numbers", segments: [...unitMark(scene, node), EQUALS, plain(numbers)] });
  }
  if (sum.agrees && wires.length <= 2 * mostProducts) {
    const rounded = contributions.some((value) => relationTo(value, sum.digits) === "≈");
    const segments: Segment[] = digits === null ? unitMark(scene, node) : [];
    segments.push(digits !== null && rounded ? relationSegment("≈") : EQUALS);
    contributions.forEach((value, index) => {
      const number = numberLatex(value, sum.digits);
      const signed = index === 0 || number.startsWith("-") ? number : `+${number}`;
      segments.push(factor(index === 0 ? signed : `{}${signed}`, wires[index] as number));
    });
    lines.push({ kind: "numbers", segments });
  }
  return [...lines, ...resultLine(scene, node, sum.relation, sum)];
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
    const fit = termsThatAddUp(terms, contributions[index] ?? 0, digits);
    if (!fit.agrees) return null;
    digits = Math.max(digits, fit.digits);
  }
  const all = termsThatAddUp(
    products.flatMap((terms) => terms ?? []),
    sum,
    digits,
  );
  return all.agrees ? all.digits : null;
}

function termsOf(scene: Scene, wires: readonly number[], digits: number): Segment[] {
  return wires.flatMap((wire, index) => [
    ...(index > 0 ? [operator("+")] : []),
    localFactor(scene, wire),
    known(scene, wireAt(scene, wire)?.target.id ?? "", [], digits),
  ]);
}

/**
 * Local × upstream along a wire as products of numbers, for the shown unit of its source: one product, or one for each
 * unit of the target where they are summed. Null where they are too many to be written out.
 */
function productsAlong(scene: Scene, wire: number): number[][] | null {
  const found = wireAt(scene, wire);
  const local = localOf(scene.evaluation, wire);
  if (!found || !local) return null;
  const { target } = found;
  const { unit: shown } = scene.entry;
  const arriving = (unit: number) => derivativeAt(scene, target.id, unit);
  if (local.kind === "matrix") {
    if (local.rows.length > most(scene, MOST_PRODUCTS)) return null;
    return local.rows.map((row, unit) => [row[shown] ?? 0, arriving(unit)]);
  }
  const sums = width(scene, found.wire.source) === 1 && local.values.length > 1;
  if (!sums) return [[unitOf(local.values, shown), arriving(shown)]];
  if (local.values.length > most(scene, MOST_PRODUCTS)) return null;
  return Array.from(local.values, (value, unit) => [value, arriving(unit)]);
}

/** The upstream gradient of a wire: the chain behind it, all of it one stored number. */
function upstream(scene: Scene, wire: number, digits: number): Segment {
  const target = wireAt(scene, wire)?.target.id ?? "";
  return known(scene, target, chainFrom(scene, target), digits);
}

function known(
  scene: Scene,
  node: NodeId,
  chain: readonly (PlainSegment | FactorSegment)[],
  digits: number,
): Segment {
  const whole = plain(derivativeLatex(scene.graph, node, "\\dfrac"));
  const segments = chain.length > 1 ? inParentheses(chain) : [whole];
  return {
    kind: "known",
    segments,
    label: knownLabel(scene, node, digits),
    step: derivativeStep(scene, node),
    node,
  };
}

function knownLabel(scene: Scene, node: NodeId, digits: number): string {
  const quotient = derivativeLatex(scene.graph, node);
  if (width(scene, node) > 1) return quotient;
  const value = derivativeAt(scene, node);
  return Number.isFinite(value) ? `${quotient} = ${numberLatex(value, digits)}` : quotient;
}

/**
 * ∂ℓᵢ/∂node as a product, local derivative first, for as long as each node leads on along one wire only; it ends in
 * the derivative by the last of them.
 */
function chainFrom(scene: Scene, node: NodeId): (PlainSegment | FactorSegment)[] {
  const { plan } = scene.evaluation;
  const wires: number[] = [];
  let at = node;
  let end: number | null = null;
  for (;;) {
    const [wire, ...others] = relevantWires(scene, at);
    const found = wire === undefined || others.length > 0 ? null : wireAt(scene, wire);
    if (wire === undefined || !found) break;
    if (plan.objective.includes(indexOfNode(scene, found.target.id))) {
      end = wire;
      break;
    }
    wires.push(wire);
    at = found.target.id;
  }
  const whole = derivativeLatex(scene.graph, at, "\\dfrac");
  const last = end === null ? plain(whole) : factor(whole, end);
  const long = wires.length + 1 > most(scene, MOST_FACTORS);
  const shown = long ? wires.slice(0, 2) : wires;
  const factors = shown.map((wire) => localFactor(scene, wire));
  return long ? [...factors, plain("\\cdots"), last] : [...factors, last];
}

/** The wires of a node that lead on to what is differentiated. */
export function relevantWires(scene: Scene, node: NodeId): number[] {
  const { plan } = scene.evaluation;
  const outgoing = plan.topology.outgoing[indexOfNode(scene, node)] ?? new Int32Array(0);
  return Array.from(outgoing).filter((wire) => (plan.wireSlots[wire] ?? -1) >= 0);
}

/** "≈ −1.683"; nothing where the number is not finite, for the words say so. */
export function resultLine(
  scene: Scene,
  node: NodeId,
  relation: "=" | "≈",
  fit: Fit | null = null,
): EquationLine[] {
  const derivative = derivativeAt(scene, node);
  if (!Number.isFinite(derivative)) return [];
  const digits = fit?.agrees ? fit.resultDigits : 4;
  const shown = plain(numberLatex(derivative, digits));
  return [{ kind: "result", segments: [relationSegment(relation), shown] }];
}

function pushLine(lines: EquationLine[], line: EquationLine | null): void {
  if (line) lines.push(line);
}
