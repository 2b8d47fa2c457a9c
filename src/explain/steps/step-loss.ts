import type { GraphNode, WireIndex } from "@/graph";
import { type LossOp, opOf } from "@/ops";
import { inputIds, nodeLatex } from "../formulas";
import { isUsed, numberLatex, relationBefore, relationBeforeFormula } from "../numbers";
import { type EquationLine, plain, relationSegment, type Segment } from "./equation";
import {
  type Fitted,
  fitWritten,
  most,
  rowsOf,
  type StepContext,
  valueAt,
  wireAt,
} from "./step-context";

/** Units of a loss that are written out. */
const MOST_UNITS = 6;

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
  const [f = [], y = []] = rowsOf(context, [prediction, target]);
  if (f.length > most(context, MOST_UNITS)) return null;
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
): (Fitted & { resultDigits: number; probabilities: EquationLine | null }) | null {
  const loss = lossNumbers(context, node);
  if (!loss) return null;
  const written = lossWith(loss.op, loss.f.length, loss.y.length, finish);
  const all = [...loss.f, ...loss.y, ...loss.p];
  for (const resultDigits of [4, 6]) {
    const fitted = fitWritten(written, all, valueAt(context, node.id), resultDigits);
    if (!fitted) continue;
    const usesProbabilities = loss.p.length > 0 && isUsed(written, all.map(String), all.length - 1);
    const probabilities = usesProbabilities ? probabilityLine(loss, fitted.digits) : null;
    return { ...fitted, resultDigits, probabilities };
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

/**
 * "softmax[f] ≈ (0.09, 0.2447, 0.6652)": the probabilities that a loss of classes makes, with the digits that they have in
 * its numbers. Null for other losses.
 */
function probabilityLine(loss: LossNumbers, digits: number): EquationLine | null {
  const { probabilities } = loss.op;
  if (!probabilities) return null;
  return {
    kind: "local",
    segments: [
      plain(probabilities.latex(loss.symbols[0])),
      relationSegment(relationBefore(loss.p, digits)),
      plain(vectorLatex(loss.p, digits)),
    ],
  };
}

interface ClassLossLines {
  /** p − y with all units. Null where there is one, and of a target. */
  readonly vectors: EquationLine | null;
  /** The numbers of the shown unit. */
  readonly numbers: readonly Segment[];
  readonly latex: string;
  readonly before: "=" | "≈";
  readonly relation: "=" | "≈";
  /** What p is, where the numbers have it. */
  readonly probabilities: EquationLine | null;
}

/**
 * ∂ℓᵢ/∂f of a loss of classes: as p − y, with both as vectors, then with the numbers of the shown unit; and of its target.
 * Null for other losses.
 */
export function classLossLines(
  context: StepContext,
  wire: WireIndex,
  derivative: number,
): ClassLossLines | null {
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
  if (!Number.isFinite(derivative)) {
    const latex = written(all.map((value) => numberLatex(value)));
    return {
      vectors: null,
      numbers: [plain(latex)],
      latex,
      before: relationBeforeFormula(all, 4, written),
      relation: "=",
      probabilities: null,
    };
  }
  const fitted = fitWritten(written, all, derivative);
  if (!fitted) return null;
  const { digits, latex, before, relation } = fitted;
  // Other units may be no numbers all the same.
  const areNumbers = [...loss.p, ...loss.y].every(Number.isFinite);
  return {
    vectors:
      byTarget || loss.f.length === 1 || !areNumbers
        ? null
        : vectorsLine(loss, needsSum ? sum : null, digits),
    numbers: fitted.segments,
    latex,
    before,
    relation,
    probabilities:
      areNumbers && isUsed(written, all.map(String), 0) ? probabilityLine(loss, digits) : null,
  };
}

/** "≈ (…) − (…)": p − y with all units, and Σy where the formula has it. */
function vectorsLine(loss: LossNumbers, sum: number | null, digits: number): EquationLine {
  const sums = sum === null ? [] : [sum];
  const total = sums.map((value) => `\\cdot ${numberLatex(value, digits)}`).join("");
  const vectors = `${vectorLatex(loss.p, digits)}${total}-${vectorLatex(loss.y, digits)}`;
  const relation = relationBefore([...loss.p, ...loss.y, ...sums], digits);
  return { kind: "numbers", segments: [relationSegment(relation), plain(vectors)] };
}

/** "(0.09, 0.2447, 0.6652)"; of one unit its number. */
export function vectorLatex(numbers: readonly number[], digits: number): string {
  const [only] = numbers;
  if (numbers.length === 1 && only !== undefined) return numberLatex(only, digits);
  return `(${numbers.map((value) => numberLatex(value, digits)).join(",\\,")})`;
}
