/** The local derivative along a wire: its formula with symbols and with numbers. */

import { localOf, nodeSetting } from "@/engine";
import type { GraphNode, NodeId, WireIndex } from "@/graph";
import { opOf, type VectorOp } from "@/ops";
import {
  inputIds,
  inputWidth,
  nodeLatex,
  omegaLatex,
  partialLatex,
  wireLocalLatex,
  withSettingOf,
} from "../formulas";
import { isNumberLatex, numberLatex, relationBefore, relationBeforeFormula } from "../numbers";
import {
  type Argument,
  EQUALS,
  type EquationLine,
  factor,
  formulaSegments,
  plain,
  relationSegment,
  type Segment,
} from "./equation";
import {
  type Fitted,
  fitFormula,
  fitWritten,
  indexOfNode,
  localAt,
  most,
  relationTo,
  rowsOf,
  type StepContext,
  symbolArgument,
  unitMark,
  valueAt,
  valueStep,
  width,
  wireAt,
} from "./step-context";
import { classLossLines, vectorLatex } from "./step-loss";

/** Units of a vector that are written out. */
const MOST_UNITS = 6;

/** The formula of a local derivative, and the nodes whose values it is a formula of. */
interface LocalFormula {
  readonly symbolic: (inputs: readonly string[]) => string;
  readonly numeric: (inputs: readonly string[]) => string;
  readonly nodes: readonly NodeId[];
  readonly fallback: ((...values: number[]) => number) | null;
}

function localFormula(context: StepContext, wire: WireIndex): LocalFormula | null {
  const found = wireAt(context, wire);
  if (!found) return null;
  const { target } = found;
  const op = opOf(target.op);
  const index = indexOfNode(context, target.id);
  const sources = Array.from(
    context.evaluation.plan.topology.incoming[index] ?? new Int32Array(0),
    (incoming) => context.graph.wires[incoming]?.source ?? "",
  );
  const port = found.wire.port === 0 ? 0 : 1;
  if (op.kind === "unary") {
    const render = ([x = "", h = ""]: readonly string[]) => op.latex.derivative(x, h);
    const setting = nodeSetting(context.evaluation.numbers, target);
    const fallback = (x = 0, h = 0) => op.derivative(x, h, setting);
    const numeric = (inputs: readonly string[]) =>
      withSettingOf(context.evaluation, target, render(inputs));
    return { symbolic: render, numeric, nodes: [...sources, target.id], fallback };
  }
  if (op.kind === "binary") {
    const derivative = op.latex.derivatives[port];
    const render = ([a = "", b = "", h = ""]: readonly string[]) => derivative(a, b, h);
    const fallback = (a = 0, b = 0, h = 0) => op.derivatives[port](a, b, h);
    return { symbolic: render, numeric: render, nodes: [...sources, target.id], fallback };
  }
  if (op.kind === "vector") {
    const units = inputWidth(context.graph, target.id);
    const derivative = op.latex.derivatives[port];
    const render = ([a = "", b = ""]: readonly string[]) =>
      derivative?.(a, b, units, nodeLatex(context.graph, target.id)) ?? "";
    // It looks at other units than the shown one.
    return { symbolic: render, numeric: () => "", nodes: sources, fallback: null };
  }
  if (op.kind === "loss") {
    const units = inputWidth(context.graph, target.id);
    const derivative = op.latex.derivatives[port];
    return {
      symbolic: ([f = "", y = ""]) => derivative(f, y, units),
      numeric: ([f = "", y = ""]) =>
        withSettingOf(context.evaluation, target, withoutUnits(derivative(f, y, units))),
      nodes: sources,
      fallback: null,
    };
  }
  return null;
}

/** A formula of the numbers of one unit, which need no index: {0.5}_{d} → 0.5. */
function withoutUnits(latex: string): string {
  return latex
    .replace(/\{([^{}]*)\}_\{d\}/g, "$1")
    .replace(/(?<=^|[([])\((-[^()]*)\)_\{d\}/g, "$1")
    .replaceAll("_{d}", "");
}

/** The symbolic side of a local derivative: −sin[f₂], with f₂ tinted; ω₃ for a weight. */
export function localSymbols(context: StepContext, wire: WireIndex): Segment[] {
  const found = wireAt(context, wire);
  const formula = localFormula(context, wire);
  if (formula) {
    return formulaSegments(
      formula.symbolic,
      formula.nodes.map((id) => symbolArgument(context, id)),
    );
  }
  return found ? [factor(omegaLatex(context.graph, found.target, found.wire.port), wire)] : [];
}

/** The same with numbers put in, for a result that is printed with so many digits. */
export function localNumbers(context: StepContext, wire: WireIndex, digits: number): Fitted | null {
  const formula = localFormula(context, wire);
  const local = localAt(context, wire);
  const target = wireAt(context, wire)?.target;
  if (!formula || !target || local === null) return null;
  const classes = classLossLines(context, wire, local);
  if (classes) return { ...classes, segments: classes.numbers };
  const op = opOf(target.op);
  if (op.kind === "vector") return writtenLocal(context, target, op, local);
  return fitFormula(context, formula.numeric, formula.nodes, local, digits, formula.fallback);
}

/** A local derivative that looks at other units than its own: ∂h/∂a₃ = a₁ · a₂. Null for others, and where they are many. */
function writtenLocal(
  context: StepContext,
  node: GraphNode,
  op: VectorOp,
  local: number,
): Fitted | null {
  const { writtenDerivative } = op.latex;
  const [input] = inputIds(context.graph, node.id);
  const [row = []] = input ? rowsOf(context, [input]) : [];
  if (!writtenDerivative || row.length > most(context, MOST_UNITS)) return null;
  return fitWritten((printed) => writtenDerivative(printed, context.entry.unit), row, local);
}

/**
 * "∂hₖ/∂a_d = hₖ(𝟙[k=d] − h_d) ≈ (−0.06, −0.15, 0.21)": the local derivatives by the shown unit of an op that takes rows
 * as a whole, one for each unit of its result.
 */
export function jacobianLine(
  context: StepContext,
  wire: WireIndex,
  digits: number,
): EquationLine | null {
  const found = wireAt(context, wire);
  const local = localOf(context.evaluation, wire);
  if (!found || local?.kind !== "matrix" || opOf(found.target.op).kind !== "vector") return null;
  const name = (id: NodeId, unit: string) => `{${nodeLatex(context.graph, id)}}_{${unit}}`;
  const quotient = partialLatex(name(found.target.id, "k"), name(found.wire.source, "d"));
  const segments: Segment[] = [
    ...unitMark(context, found.wire.source),
    factor(quotient, wire),
    EQUALS,
    ...localSymbols(context, wire),
  ];
  const column = local.rows.map((row) => row[context.entry.unit] ?? 0);
  if (column.length <= most(context, MOST_UNITS)) {
    const relation = relationSegment(relationBefore(column, digits));
    segments.push(relation, plain(vectorLatex(column, digits)));
  }
  return { kind: "local", segments };
}

/** A local derivative that is not finite, or that looks at such a number, with its numbers put in: 1/(2√0) = ∞. */
export function nonFiniteLocal(context: StepContext, wire: WireIndex): Fitted | null {
  const formula = localFormula(context, wire);
  if (!formula) return null;
  const inputs = formula.nodes.map(
    (id): Argument => ({
      latex: numberLatex(valueAt(context, id)),
      node: id,
      step: valueStep(context, id),
    }),
  );
  const latex = formula.numeric(inputs.map((input) => input.latex));
  if (latex === "") return null;
  const values = formula.nodes.map((id) => valueAt(context, id));
  const before = relationBeforeFormula(values, 4, formula.numeric);
  return { segments: formulaSegments(formula.numeric, inputs), latex, before, relation: "=" };
}

/** "∂h₃/∂f₂ = −sin[f₂] = −sin[7.137] ≈ −0.7535" */
export function localLine(
  context: StepContext,
  wire: WireIndex,
  digits: number,
): EquationLine | null {
  const local = localAt(context, wire);
  if (local === null) return null;
  const target = wireAt(context, wire)?.target.id ?? "";
  const source = context.graph.wires[wire]?.source ?? "";
  const mark = unitMark(context, width(context, target) > 1 ? target : source);
  const left: Segment[] = [
    ...mark,
    factor(wireLocalLatex(context.graph, wire, "\\dfrac"), wire),
    EQUALS,
  ];
  const symbolic = localSymbols(context, wire);
  const segments: Segment[] = [...left, ...symbolic];
  const result = numberLatex(local, digits);
  const fitted = Number.isFinite(local)
    ? localNumbers(context, wire, digits)
    : nonFiniteLocal(context, wire);
  const symbols = symbolic.map((segment) => ("latex" in segment ? segment.latex : "")).join("");
  // What is a number already, as in ∂h/∂f = h, is said once, and not with two numbers of digits.
  const isPutIn = fitted !== null && !isNumberLatex(fitted.latex) && fitted.latex !== symbols;
  if (isPutIn) segments.push(relationSegment(fitted.before), ...fitted.segments);
  if (symbols !== result) {
    const relation = isPutIn ? fitted.relation : relationTo(local, digits);
    segments.push(relationSegment(relation), plain(result));
  }
  return { kind: "local", segments };
}
