import { nodeSetting } from "@/engine";
import type { GraphNode, NodeId } from "@/graph";
import { opOf, type VectorOp } from "@/ops";
import {
  betaLatex,
  closeProduct,
  formulaOf,
  inputIds,
  inputWidth,
  nodeLatex,
  omegaLatex,
  withSettingOf,
} from "../formulas";
import { isNumberLatex, numberLatex, relationBefore, relationBeforeFormula } from "../numbers";
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
  textOf,
  writtenTerms,
} from "./equation";
import {
  fitFormula,
  fitTerms,
  fitWritten,
  most,
  nonFiniteLatex,
  relationTo,
  rowsOf,
  type StepContext,
  symbolArgument,
  unitMark,
  valueAt,
} from "./step-context";

import { lossWith, writtenLoss } from "./step-loss";

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
  const found = numbers ?? formulaNumbers(context, node);
  // A number alone is the result, and is said once.
  const fitted = found && !isNumberLatex(textOf(found.segments)) ? found : null;
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
  const probabilities = fitted?.probabilities ?? null;
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
    return terms && sumNumbers(context, terms, 4);
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
    const render = lossWith(op, f.length, y.length, (latex) =>
      withSettingOf(context.evaluation, node, latex),
    );
    const all = [...f, ...y, ...p];
    return {
      segments: [plain(render(all.map((value) => numberLatex(value))))],
      before: relationBeforeFormula(all, 4, render),
    };
  }
  const render = (symbols: readonly string[]) =>
    withSettingOf(context.evaluation, node, formulaOf(context.graph, node, symbols) ?? "");
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
  /** What the probabilities in the numbers are, of a loss of classes. */
  readonly probabilities?: EquationLine | null;
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

/** β + Σ ω·input for the shown unit, as numbers. */
function linearNumbers(context: StepContext, node: GraphNode): Numbers | null {
  const terms = linearTerms(context, node);
  if (!terms) return null;
  const { digits, resultDigits, relation, agrees } = fitTerms(terms, valueAt(context, node.id));
  return agrees ? { ...sumNumbers(context, terms, digits), relation, resultDigits } : null;
}

/** A sum with its numbers; of many terms the first two and the last. */
function sumNumbers(
  context: StepContext,
  terms: readonly (readonly number[])[],
  digits: number,
): Pick<Numbers, "segments" | "before"> {
  const mostTerms = most(context, MOST_PRODUCTS + 1);
  return {
    segments: sumSegments(terms, digits, mostTerms),
    before: relationBefore(writtenTerms(terms, mostTerms).flat(), digits),
  };
}

/** β and each ω with its input, of the shown unit. */
function linearTerms(context: StepContext, node: GraphNode): number[][] | null {
  const own = context.evaluation.numbers.get(node.id);
  if (own?.kind !== "linear") return null;
  const terms: number[][] = [[own.beta[context.entry.unit] ?? 0]];
  for (const [port, id] of wiredInputs(context, node.id).entries()) {
    const row = own.omega[port]?.[context.entry.unit] ?? [];
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
    return writtenLoss(context, node, (latex) => withSettingOf(context.evaluation, node, latex));
  }
  const setting = nodeSetting(context.evaluation.numbers, node);
  const fallback =
    op.kind === "unary"
      ? (x = 0) => op.value(x, setting)
      : op.kind === "binary"
        ? (a = 0, b = 0) => op.value(a, b)
        : null;
  const render = (inputs: readonly string[]) =>
    withSettingOf(context.evaluation, node, formulaOf(context.graph, node, inputs) ?? "");
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
  if (all.length > most(context, MOST_UNITS) || !all.every(Number.isFinite)) return null;
  const written = writtenWith(context, op, rows);
  for (const resultDigits of [4, 6]) {
    const fitted = fitWritten(written, all, valueAt(context, node.id), resultDigits);
    if (fitted) return { ...fitted, resultDigits };
  }
  return null;
}

function wiredInputs(context: StepContext, id: NodeId): NodeId[] {
  return inputIds(context.graph, id).filter((source) => source !== null);
}
