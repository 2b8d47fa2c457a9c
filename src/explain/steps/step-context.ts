import {
  derivativeOf,
  type Evaluation,
  localOf,
  nodeSetting,
  nonFiniteSources,
  type Trace,
  valuesOf,
  widthOf,
} from "@/engine";
import { type Graph, type GraphNode, isLinear, type NodeId, type Wire } from "@/graph";
import { opOf, settingOf } from "@/ops";
import { argumentsThatAgree } from "../digits";
import { formulaValue } from "../formula-value";
import { inputWidth, nodeById, nodeLatex, omegaLatex, wireLocalLatex } from "../formulas";
import {
  hoveredLatex,
  isPrintedWhole,
  numberLatex,
  printedNumber,
  relationBeforeFormula,
} from "../numbers";
import {
  type Argument,
  EQUALS,
  type EquationLine,
  type FactorSegment,
  factor,
  formulaSegments,
  plain,
  relationSegment,
  type Segment,
} from "./equation";
import type { Entry } from "./step-entries";

/** What every part of an explanation looks at: one run, at one sample. Of vectors, one entry is shown in numbers. */
export interface StepContext {
  readonly graph: Graph;
  readonly evaluation: Evaluation;
  readonly trace: Trace;
  readonly entry: Entry;
  /** Is everything written out, however long? Else of what is long, some is left out. */
  readonly whole: boolean;
}

/** So many factors or terms are written out: beyond, not even who asks for the whole could read them. */
const MOST_OF_WHOLE = 200;

/** How many of something are written out, of which `brief` are where there is little room. */
export function most(context: StepContext, brief: number): number {
  return context.whole ? MOST_OF_WHOLE : brief;
}

export function indexOfNode(context: StepContext, id: NodeId): number {
  return context.evaluation.plan.topology.indexOf.get(id) ?? -1;
}

export function width(context: StepContext, id: NodeId): number {
  return widthOf(context.evaluation, id);
}

/** The number of a node at one unit; the only one where it has one. */
export function valueAt(context: StepContext, id: NodeId, unit = context.entry.unit): number {
  return unitOf(valuesOf(context.evaluation, id), unit);
}

export function derivativeAt(context: StepContext, id: NodeId, unit = context.entry.unit): number {
  return unitOf(derivativeOf(context.evaluation, id), unit);
}

export function unitOf(numbers: ArrayLike<number> | null | undefined, unit: number): number {
  if (!numbers) return Number.NaN;
  return (numbers.length === 1 ? numbers[0] : numbers[unit]) ?? Number.NaN;
}

/** The numbered step that computed a value; 0 for what was given. */
export function valueStep(context: StepContext, id: NodeId): number {
  return stepNumber(context, context.trace.valueKnownAt[indexOfNode(context, id)]);
}

/** The numbered step that stored a derivative; 0 where that step has no number, as the seed. */
export function derivativeStep(context: StepContext, id: NodeId): number {
  return stepNumber(context, context.trace.derivativeKnownAt[indexOfNode(context, id)]);
}

function stepNumber(context: StepContext, playhead: number | undefined): number {
  if (playhead === undefined || !Number.isFinite(playhead)) return 0;
  const step = context.trace.steps[playhead - 1];
  return step && !step.optional ? step.number : 0;
}

/** A node's symbol as an argument of a formula. */
export function symbolArgument(context: StepContext, id: NodeId): Argument {
  return { latex: nodeLatex(context.graph, id), node: id, step: valueStep(context, id) };
}

/** A formula of numbers, printed so that they give the printed result. */
export interface Fitted {
  readonly segments: readonly Segment[];
  readonly latex: string;
  /** Before the formula: are all numbers in it printed whole? */
  readonly before: "=" | "≈";
  /** Between the formula and its result. */
  readonly relation: "=" | "≈";
}

/**
 * The formula with the values of `nodes` (the shown unit) put in. `fallback` computes what formulaValue does not
 * understand. Null where no digits make the printed numbers give the printed result.
 */
export function fitFormula(
  context: StepContext,
  render: (inputs: readonly string[]) => string,
  nodes: readonly NodeId[],
  result: number,
  resultDigits: number,
  fallback: ((...values: number[]) => number) | null,
): Fitted | null {
  const values = nodes.map((id) => valueAt(context, id));
  if (!values.every(Number.isFinite)) return null;
  let rounded = false;
  const fit = argumentsThatAgree(
    (digits) => {
      const found = formulaValue(render(values.map((value) => numberLatex(value, digits))));
      rounded = found?.rounded ?? true;
      if (found) return found.value;
      const printed = values.map((value) => printedNumber(value, digits));
      return fallback ? fallback(...printed) : Number.NaN;
    },
    result,
    resultDigits,
  );
  if (!fit.agrees) return null;
  const inputs = nodes.map(
    (id, index): Argument => ({
      latex: numberLatex(values[index] as number, fit.digits),
      node: id,
      step: valueStep(context, id),
    }),
  );
  return {
    segments: formulaSegments(render, inputs),
    latex: render(inputs.map(({ latex }) => latex)),
    before: relationBeforeFormula(values, fit.digits, render),
    relation: rounded ? "≈" : fit.relation,
  };
}

/** The wire at a place, with the node it leads into. */
export function wireAt(
  context: StepContext,
  wire: number,
): { readonly wire: Wire; readonly target: GraphNode } | null {
  const found = context.graph.wires[wire];
  const target = found && nodeById(context.graph, found.target);
  return found && target ? { wire: found, target } : null;
}

/** Is the local derivative along a wire one number, or one for each unit, and not a matrix? */
export function isMatrix(context: StepContext, wire: number): boolean {
  const found = wireAt(context, wire);
  if (!found || !(isLinear(found.target) || opOf(found.target.op).kind === "vector")) return false;
  if (!isLinear(found.target)) return width(context, found.target.id) > 1;
  return width(context, found.wire.source) > 1 || width(context, found.target.id) > 1;
}

/** How a wire stands in a chain: ∂h₃/∂f₂; Ωᵀ, or the Jacobian transposed, where it is a matrix. */
export function localFactor(context: StepContext, wire: number): FactorSegment {
  const found = wireAt(context, wire);
  if (found && isMatrix(context, wire) && !isLinear(found.target)) {
    const quotient = wireLocalLatex(context.graph, wire, "\\dfrac");
    return factor(`\\left(${quotient}\\right)^{\\!\\top}`, wire);
  }
  if (found && isMatrix(context, wire)) {
    return factor(`{${omegaLatex(context.graph, found.target, found.wire.port)}}^{\\top}`, wire);
  }
  return factor(wireLocalLatex(context.graph, wire, "\\dfrac"), wire);
}

/** The formula of a local derivative, and the nodes whose values it is a formula of. */
interface LocalFormula {
  readonly symbolic: (inputs: readonly string[]) => string;
  readonly numeric: (inputs: readonly string[]) => string;
  readonly nodes: readonly NodeId[];
  readonly fallback: ((...values: number[]) => number) | null;
}

function localFormula(context: StepContext, wire: number): LocalFormula | null {
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
    const numeric = (inputs: readonly string[]) => withSetting(context, target, render(inputs));
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
        withSetting(context, target, withoutUnits(derivative(f, y, units))),
      nodes: sources,
      fallback: null,
    };
  }
  return null;
}

/** A formula of the numbers of one unit, which need no index: {0.5}_{d} → 0.5. */
function withoutUnits(latex: string): string {
  return latex.replace(/\{([^{}]*)\}_\{d\}/g, "$1").replaceAll("_{d}", "");
}

/** A formula with the op's setting put in for its symbol: Huber's δ, the exponent of a power. */
export function withSetting(context: StepContext, node: GraphNode, latex: string): string {
  const setting = settingOf(opOf(node.op));
  if (!setting) return latex;
  const symbol = setting.latex.replace("\\", "\\\\");
  // The symbol itself, and not a letter in the name of a function.
  return latex.replace(
    new RegExp(`(?<![A-Za-z\\\\])${symbol}(?![A-Za-z])`, "g"),
    // As it was typed.
    hoveredLatex(nodeSetting(context.evaluation.numbers, node)),
  );
}

/** The local derivative along a wire at the shown unit; null where it is a matrix. */
export function localAt(context: StepContext, wire: number): number | null {
  const local = localOf(context.evaluation, wire);
  if (!local) return null;
  if (local.kind === "units") return unitOf(local.values, context.entry.unit);
  const [row] = local.rows;
  return local.rows.length === 1 && row?.length === 1 ? (row[0] ?? null) : null;
}

/** The symbolic side of a local derivative: −sin[f₂], with f₂ tinted; ω₃ for a weight. */
export function localSymbols(context: StepContext, wire: number): Segment[] {
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
export function localNumbers(context: StepContext, wire: number, digits: number): Fitted | null {
  const formula = localFormula(context, wire);
  const local = localAt(context, wire);
  if (!formula || local === null) return null;
  return fitFormula(context, formula.numeric, formula.nodes, local, digits, formula.fallback);
}

/** A local derivative that is not finite, or that looks at such a number, with its numbers put in: 1/(2√0) = ∞. */
export function nonFiniteLocal(context: StepContext, wire: number): Fitted | null {
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
export function localLine(context: StepContext, wire: number, digits: number): EquationLine | null {
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
  if (fitted && fitted.latex !== result && fitted.latex !== symbols) {
    segments.push(relationSegment(fitted.before), ...fitted.segments);
  }
  if (symbols !== result) {
    const putIn = fitted !== null && fitted.latex !== result;
    const relation = putIn ? fitted.relation : relationTo(local, digits);
    segments.push(relationSegment(relation), plain(result));
  }
  return { kind: "local", segments };
}

/** A value that is not finite; where finite numbers have made it by overflow, in float64 alone. */
export function nonFiniteLatex(context: StepContext, node: NodeId, value: number): string {
  const number = numberLatex(value);
  const index = indexOfNode(context, node);
  const overflows = nonFiniteSources(context.evaluation).some(
    (source) => source.node === index && source.pass === "forward" && source.cause === "overflow",
  );
  return overflows && !Number.isNaN(value) ? `${number}\\text{ in float64}` : number;
}

/** Is a number printed whole, or rounded? */
export function relationTo(value: number, digits: number): "=" | "≈" {
  return isPrintedWhole(value, digits) ? "=" : "≈";
}

/** "unit 2 of 8:" before the numbers of a vector. */
export function unitMark(context: StepContext, node: NodeId): Segment[] {
  const units = width(context, node);
  return units > 1 ? [plain(`\\text{unit ${context.entry.unit + 1} of ${units}: }`)] : [];
}
