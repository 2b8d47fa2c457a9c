import type { GraphNode } from "@/graph";
import { type LossOp, opOf } from "@/ops";
import { argumentsThatAgree } from "../digits";
import { formulaValue } from "../formula-value";
import { inputIds, nodeLatex } from "../formulas";
import { numberLatex, relationBefore, relationBeforeFormula } from "../numbers";
import {
  EQUALS,
  type EquationLine,
  operator,
  plain,
  relationSegment,
  type Segment,
} from "./equation";
import { relationTo, type StepContext, valueAt, width, wireAt } from "./step-context";

/** Units of a loss that are written out. */
const MOST_UNITS = 6;
/** Digits of what is listed as a vector. */
const VECTOR_DIGITS = 4;

/** A loss at the shown sample: its prediction, its target, and the probabilities that it makes of the prediction. */
interface LossNumbers {
  readonly op: LossOp;
  readonly f: readonly number[];
  readonly y: readonly number[];
  readonly p: readonly number[];
  /** LaTeX of the prediction and of the target. */
  readonly symbols: readonly [f: string, y: string];
}

/** Null for what is no loss, and where its units are many or not all finite. */
function lossNumbers(context: StepContext, node: GraphNode): LossNumbers | null {
  const loss = anyLossNumbers(context, node);
  return loss && [...loss.f, ...loss.y].every(Number.isFinite) ? loss : null;
}

function anyLossNumbers(context: StepContext, node: GraphNode): LossNumbers | null {
  const op = opOf(node.op);
  const [prediction, target] = inputIds(context.graph, node.id);
  if (op.kind !== "loss" || !prediction || !target) return null;
  const rowOf = (id: string) =>
    Array.from({ length: width(context, id) }, (_, unit) => valueAt(context, id, unit));
  const f = rowOf(prediction);
  const y = rowOf(target);
  if (f.length > MOST_UNITS) return null;
  const p = op.probabilities?.of(f) ?? [];
  return {
    op,
    f,
    y,
    p,
    symbols: [nodeLatex(context.graph, prediction), nodeLatex(context.graph, target)],
  };
}

/** The value of a loss with every unit's numbers put in, for the printed result. Null where they are too many. */
export function writtenLoss(
  context: StepContext,
  node: GraphNode,
  finish: (latex: string) => string,
): {
  segments: Segment[];
  before: "=" | "≈";
  relation: "=" | "≈";
  resultDigits: number;
} | null {
  const loss = lossNumbers(context, node);
  if (!loss) return null;
  const written = lossWith(loss.op, loss.f.length, loss.y.length, finish);
  const all = [...loss.f, ...loss.y, ...loss.p];
  const render = (digits: number) => written(all.map((value) => numberLatex(value, digits)));
  const result = valueAt(context, node.id);
  let rounded = false;
  for (const resultDigits of [4, 6]) {
    const fit = argumentsThatAgree(
      (digits) => {
        const found = formulaValue(render(digits));
        rounded = found?.rounded ?? true;
        return found?.value ?? Number.NaN;
      },
      result,
      resultDigits,
    );
    if (!fit.agrees) continue;
    const relation = rounded ? "≈" : fit.relation;
    const before = relationBeforeFormula(all, fit.digits, written);
    return { segments: [plain(render(fit.digits))], before, relation, resultDigits };
  }
  return null;
}

/** The formula of a loss for every unit of f, then of y, then its probabilities. */
export function lossWith(
  op: LossOp,
  f: number,
  y: number,
  finish: (latex: string) => string,
): (printed: readonly string[]) => string {
  return (printed) =>
    finish(op.latex.written(printed.slice(0, f), printed.slice(f, f + y), printed.slice(f + y)));
}

/** "softmax[f] ≈ (0.09, 0.2447, 0.6652)": the probabilities that a loss of classes makes. Null for other losses. */
export function probabilityLine(context: StepContext, node: GraphNode): EquationLine | null {
  const loss = lossNumbers(context, node);
  const probabilities = loss?.op.probabilities;
  if (!loss || !probabilities) return null;
  const whole = loss.p.every((value) => relationTo(value, VECTOR_DIGITS) === "=");
  return {
    kind: "local",
    segments: [
      plain(probabilities.latex(loss.symbols[0])),
      whole ? EQUALS : operator("\\approx"),
      plain(vectorLatex(loss.p)),
    ],
  };
}

/**
 * ∂ℓᵢ/∂f of a loss of classes: as p − y, with both as vectors, then with the numbers of the shown unit. Null for other
 * losses, and for a wire from a target.
 */
export function classLossLines(
  context: StepContext,
  wire: number,
  derivative: number,
): {
  vectors: Segment[] | null;
  vectorsBefore: "=" | "≈";
  numbers: Segment[];
  before: "=" | "≈";
  relation: "=" | "≈";
} | null {
  const found = wireAt(context, wire);
  const loss = found && anyLossNumbers(context, found.target);
  const probabilities = loss?.op.probabilities;
  if (!found || !loss || !probabilities) return null;
  const { unit } = context.entry;
  const sum = loss.y.reduce((all, target) => all + target, 0);
  const needsSum = probabilities.sumsTargets && Math.abs(sum - 1) > 1e-12;
  const [p = Number.NaN] = loss.p.slice(unit);
  const [y = Number.NaN] = loss.y.slice(unit);
  const [f = Number.NaN] = loss.f.slice(unit);
  const byTarget = found.wire.port === 1;
  const written = (printed: readonly string[]) => {
    const [pText = "", yText = "", fText = "", sumText = ""] = printed;
    return byTarget
      ? probabilities.derivativeByTarget(pText, fText)
      : probabilities.derivative(pText, yText, needsSum ? sumText : null);
  };
  const all = [p, y, f, sum];
  const render = (digits: number) => written(all.map((value) => numberLatex(value, digits)));
  if (![...loss.f, ...loss.y, derivative].every(Number.isFinite)) {
    return {
      vectors: null,
      vectorsBefore: "=",
      numbers: [plain(render(VECTOR_DIGITS))],
      before: relationBeforeFormula(all, VECTOR_DIGITS, written),
      relation: "=",
    };
  }
  let rounded = false;
  const fit = argumentsThatAgree((digits) => {
    const value = formulaValue(render(digits));
    rounded = value?.rounded ?? true;
    return value?.value ?? Number.NaN;
  }, derivative);
  if (!fit.agrees) return null;
  const vectors =
    byTarget || loss.f.length === 1
      ? null
      : [
          plain(
            `${vectorLatex(loss.p)}${needsSum ? `\\cdot ${numberLatex(sum)}` : ""}-${vectorLatex(loss.y)}`,
          ),
        ];
  return {
    vectors,
    vectorsBefore: relationBefore(
      [...loss.p, ...loss.y, ...(needsSum ? [sum] : [])],
      VECTOR_DIGITS,
    ),
    numbers: [plain(render(fit.digits))],
    before: relationBeforeFormula(all, fit.digits, written),
    relation: rounded ? "≈" : fit.relation,
  };
}

function vectorLatex(numbers: readonly number[]): string {
  const [only] = numbers;
  if (numbers.length === 1 && only !== undefined) return numberLatex(only, VECTOR_DIGITS);
  return `(${numbers.map((value) => numberLatex(value, VECTOR_DIGITS)).join(",\\,")})`;
}

/** "≈ (…) − (…)" before the numbers of one unit. */
export function vectorsLine(vectors: readonly Segment[], relation: "=" | "≈"): EquationLine {
  return { kind: "numbers", segments: [relationSegment(relation), ...vectors] };
}
