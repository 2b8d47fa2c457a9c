import { nodeSetting } from "@/engine";
import type { GraphNode, NodeId } from "@/graph";
import { opOf, type VectorOp } from "@/ops";
import { argumentsThatAgree, termsThatAddUp } from "../digits";
import { formulaValue } from "../formula-value";
import {
  betaLatex,
  closeProduct,
  formulaOf,
  inputIds,
  inputWidth,
  nodeLatex,
  omegaLatex,
} from "../formulas";
import { numberLatex, relationBefore, relationBeforeFormula } from "../numbers";
import {
  EQUALS,
  type EquationLine,
  factor,
  formulaSegments,
  operator,
  plain,
  relationSegment,
  type Segment,
  sumSegments,
} from "./equation";
import {
  fitFormula,
  most,
  nonFiniteLatex,
  relationTo,
  type StepContext,
  symbolArgument,
  unitMark,
  valueAt,
  width,
  withSetting,
} from "./step-context";

import { lossWith, probabilityLine, writtenLoss } from "./step-loss";

/** Products of a linear node that are written out with numbers, β not counted. */
const MOST_PRODUCTS = 4;
/** Units that are written out where an op takes rows as a whole. */
const MOST_UNITS = 6;

/** The lines of a forward step: "f₀ = β₀ + ω₀x", "= 1 + 0.1 × 2.3", "= 1.23". */
export function forwardLines(context: StepContext, node: GraphNode): EquationLine[] {
  const symbolic: EquationLine = {
    kind: "symbolic",
    segments: [plain(nodeLatex(context.graph, node.id)), EQUALS, ...formulaParts(context, node)],
  };
  const value = valueAt(context, node.id);
  if (!Number.isFinite(value)) return [symbolic, ...nonFiniteLines(context, node, value)];
  const numbers = opOf(node.op).kind === "linear" ? linearNumbers(context, node) : null;
  const fitted = numbers ?? formulaNumbers(context, node);
  const lines: EquationLine[] = [symbolic];
  const digits = fitted?.resultDigits ?? 4;
  const result = numberLatex(value, digits);
  if (fitted) {
    const before = relationSegment(fitted.before);
    const segments = [...unitMark(context, node.id), before, ...fitted.segments];
    lines.push({ kind: "numbers", segments });
  }
  const relation = fitted?.relation ?? relationTo(value, digits);
  lines.push({ kind: "result", segments: [relationSegment(relation), plain(result)] });
  const probabilities = probabilityLine(context, node);
  return probabilities ? [...lines, probabilities] : lines;
}

/** "= 0.4 + 3.3 × ∞", "= ∞": the arithmetic of what is not finite, as far as it can be written out. */
function nonFiniteLines(context: StepContext, node: GraphNode, value: number): EquationLine[] {
  const numbers = nonFiniteNumbers(context, node);
  const mark = unitMark(context, node.id);
  return [
    ...(numbers === null
      ? []
      : [
          {
            kind: "numbers",
            segments: [...mark, relationSegment(numbers.before), ...numbers.segments],
          } as const,
        ]),
    { kind: "result", segments: [EQUALS, plain(nonFiniteLatex(context, node.id, value))] },
  ];
}

function nonFiniteNumbers(
  context: StepContext,
  node: GraphNode,
): Pick<Numbers, "segments" | "before"> | null {
  const op = opOf(node.op);
  if (op.kind === "linear") {
    const terms = linearTerms(context, node);
    return terms && { segments: sumSegments(terms, 4), before: relationBefore(terms.flat(), 4) };
  }
  const inputs = wiredInputs(context, node.id);
  const isWritten =
    op.kind === "vector" ||
    (op.kind === "loss" && (inputWidth(context.graph, node.id) > 1 || op.probabilities));
  if (isWritten) {
    const rows = rowsOf(context, inputs);
    if (rows.flat().length > 2 * MOST_UNITS) return null;
    if (op.kind === "vector") {
      const render = writtenWith(context, op, rows);
      return {
        segments: [plain(render(rows.flat().map((value) => numberLatex(value))))],
        before: relationBeforeFormula(rows.flat(), 4, render),
      };
    }
    // softplus[∞] − 0 · ∞ is no number, but the loss is computed otherwise, and is ∞.
    if (op.probabilities && !Number.isNaN(valueAt(context, node.id))) return null;
    const p = op.probabilities?.of(rows[0] ?? []) ?? [];
    const [f = [], y = []] = rows;
    const render = lossWith(op, f.length, y.length, (latex) => withSetting(context, node, latex));
    const all = [...f, ...y, ...p];
    return {
      segments: [plain(render(all.map((value) => numberLatex(value))))],
      before: relationBeforeFormula(all, 4, render),
    };
  }
  const render = (symbols: readonly string[]) =>
    withSetting(context, node, formulaOf(context.graph, node, symbols) ?? "");
  const values = inputs.map((id) => valueAt(context, id));
  return {
    segments: formulaSegments(
      render,
      inputs.map((id, port) => ({
        ...symbolArgument(context, id),
        latex: numberLatex(values[port] ?? Number.NaN),
      })),
    ),
    before: relationBeforeFormula(values, 4, render),
  };
}

/** The formula of the shown unit of an op that takes rows as a whole, for all units of its inputs, one row after the other. */
function writtenWith(
  context: StepContext,
  op: VectorOp,
  rows: readonly (readonly number[])[],
): (printed: readonly string[]) => string {
  const width = rows[0]?.length ?? 0;
  return (printed) =>
    op.latex.written(printed.slice(0, width), printed.slice(width), context.entry.unit);
}

interface Numbers {
  readonly segments: readonly Segment[];
  /** Before the numbers: are all of them printed whole? */
  readonly before: "=" | "≈";
  /** Between the numbers and their result. */
  readonly relation: "=" | "≈";
  readonly resultDigits: number;
}

function formulaParts(context: StepContext, node: GraphNode): Segment[] {
  const inputs = wiredInputs(context, node.id);
  if (opOf(node.op).kind === "linear") return linearParts(context, node, inputs);
  return formulaSegments(
    (symbols) => formulaOf(context.graph, node, symbols) ?? "",
    inputs.map((id) => symbolArgument(context, id)),
  );
}

/** "β₀ + ω₀x": each ω belongs to its wire, each input was left behind by the forward pass. */
function linearParts(context: StepContext, node: GraphNode, inputs: readonly NodeId[]): Segment[] {
  const segments: Segment[] = [plain(betaLatex(context.graph, node))];
  const wires =
    context.evaluation.plan.topology.incoming[
      context.evaluation.plan.topology.indexOf.get(node.id) ?? -1
    ];
  inputs.forEach((id, port) => {
    const hidden =
      inputs.length > most(context, MOST_PRODUCTS) && port > 1 && port < inputs.length - 1;
    if (hidden && port > 2) return;
    segments.push(operator("+"));
    if (hidden) {
      segments.push(plain("\\cdots"));
      return;
    }
    const { latex, step } = symbolArgument(context, id);
    const omega = omegaLatex(context.graph, node, port);
    segments.push(factor(omega, wires?.[port] ?? -1));
    if (closeProduct(omega, latex).includes("\\cdot")) segments.push(operator("\\cdot"));
    segments.push({ kind: "forward", latex, node: id, step });
  });
  return segments;
}

/** β + Σ ω·input for the shown unit, as numbers. Null where it is too long to write out. */
function linearNumbers(context: StepContext, node: GraphNode): Numbers | null {
  const terms = linearTerms(context, node);
  if (!terms) return null;
  const fit = termsThatAddUp(terms, valueAt(context, node.id));
  if (!fit.agrees) return null;
  return {
    segments: sumSegments(terms, fit.digits),
    before: relationBefore(terms.flat(), fit.digits),
    relation: fit.relation,
    resultDigits: fit.resultDigits,
  };
}

/** β and each ω with its input, of the shown unit. Null where they are too many. */
function linearTerms(context: StepContext, node: GraphNode): number[][] | null {
  const own = context.evaluation.numbers.get(node.id);
  if (own?.kind !== "linear") return null;
  const terms: number[][] = [[own.beta[context.entry.unit] ?? 0]];
  for (const [port, id] of wiredInputs(context, node.id).entries()) {
    const row = own.omega[port]?.[context.entry.unit] ?? [];
    if (terms.length + row.length > most(context, MOST_PRODUCTS) + 1) return null;
    row.forEach((weight, unit) => {
      terms.push([weight, valueAt(context, id, unit)]);
    });
  }
  return terms;
}

/** The formula of an op with the values of its inputs put in; losses of several units are a sum too long for that. */
function formulaNumbers(context: StepContext, node: GraphNode): Numbers | null {
  const op = opOf(node.op);
  if (op.kind === "linear" || op.kind === "leaf") return null;
  if (op.kind === "vector") return writtenNumbers(context, node, op);
  if (op.kind === "loss" && (inputWidth(context.graph, node.id) > 1 || op.probabilities)) {
    return writtenLoss(context, node, (latex) => withSetting(context, node, latex));
  }
  const setting = nodeSetting(context.evaluation.numbers, node);
  const fallback =
    op.kind === "unary"
      ? (x = 0) => op.value(x, setting)
      : op.kind === "binary"
        ? (a = 0, b = 0) => op.value(a, b)
        : null;
  const render = (inputs: readonly string[]) =>
    withSetting(context, node, formulaOf(context.graph, node, inputs) ?? "");
  const value = valueAt(context, node.id);
  // A result that lies half-way between two numbers of four digits needs more.
  for (const resultDigits of [4, 6]) {
    const inputs = wiredInputs(context, node.id);
    const fitted = fitFormula(context, render, inputs, value, resultDigits, fallback);
    if (fitted) return { ...fitted, resultDigits };
  }
  return null;
}

/** The shown unit of what takes rows as a whole, with every unit of its inputs as a number. Null where they are many. */
function writtenNumbers(context: StepContext, node: GraphNode, op: VectorOp): Numbers | null {
  const rows = rowsOf(context, wiredInputs(context, node.id));
  const all = rows.flat();
  if (all.length > MOST_UNITS || !all.every(Number.isFinite)) return null;
  const written = writtenWith(context, op, rows);
  const render = (digits: number) => written(all.map((value) => numberLatex(value, digits)));
  let rounded = false;
  const result = valueAt(context, node.id);
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

/** All units of some nodes. */
function rowsOf(context: StepContext, ids: readonly NodeId[]): readonly (readonly number[])[] {
  return ids.map((id) =>
    Array.from({ length: width(context, id) }, (_, unit) => valueAt(context, id, unit)),
  );
}

function wiredInputs(context: StepContext, id: NodeId): NodeId[] {
  return inputIds(context.graph, id).filter((source) => source !== null);
}
