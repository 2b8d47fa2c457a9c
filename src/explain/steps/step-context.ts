import {
  derivativeOf,
  type Evaluation,
  localOf,
  nonFiniteSources,
  type Trace,
  valuesOf,
  widthOf,
} from "@/engine";
import {
  type Graph,
  type GraphNode,
  isLinear,
  type NodeId,
  type Wire,
  type WireIndex,
} from "@/graph";
import { opOf } from "@/ops";
import { argumentsThatAgree, type Fit, termsThatAddUp } from "../digits";
import { formulaValue } from "../formula-value";
import { nodeById, nodeLatex, omegaLatex, wireLocalLatex } from "../formulas";
import { isPrintedWhole, numberLatex, printedNumber, relationBeforeFormula } from "../numbers";
import {
  type Argument,
  type FactorSegment,
  factor,
  formulaSegments,
  plain,
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

/** Digits for a sum of products; of more terms than anybody could add up, four. */
export function fitTerms(
  terms: readonly (readonly number[])[],
  result: number,
  atLeast?: number,
): Fit {
  if (terms.length <= MOST_OF_WHOLE) return termsThatAddUp(terms, result, atLeast);
  const agrees = Number.isFinite(result);
  return { digits: 4, resultDigits: 4, relation: relationTo(result, 4), agrees };
}

/** The index of a node; −1 where the graph has none of that id. */
export function indexOfNode(context: StepContext, id: NodeId): number {
  return context.evaluation.plan.topology.indexOf.get(id) ?? -1;
}

/** How many units a node has. */
export function width(context: StepContext, id: NodeId): number {
  return widthOf(context.evaluation, id);
}

/** The number of a node at one unit; the only one where it has one. */
export function valueAt(context: StepContext, id: NodeId, unit = context.entry.unit): number {
  return unitOf(valuesOf(context.evaluation, id), unit);
}

/** The derivative of a node at one unit; the only one where it has one. */
export function derivativeAt(context: StepContext, id: NodeId, unit = context.entry.unit): number {
  return unitOf(derivativeOf(context.evaluation, id), unit);
}

/** One number of several, or the only one; NaN where there is none. */
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

/**
 * A formula of printed numbers, with as many digits as give the printed result. Null where none do, or the formula is not
 * understood.
 */
export function fitWritten(
  render: (printed: readonly string[]) => string,
  values: readonly number[],
  result: number,
  resultDigits = 4,
): (Fitted & { readonly digits: number }) | null {
  const renderWith = (digits: number) => render(values.map((value) => numberLatex(value, digits)));
  let rounded = false;
  const { digits, relation, agrees } = argumentsThatAgree(
    (digits) => {
      const found = formulaValue(renderWith(digits));
      rounded = found?.rounded ?? true;
      return found?.value ?? Number.NaN;
    },
    result,
    resultDigits,
  );
  if (!agrees) return null;
  const latex = renderWith(digits);
  return {
    segments: [plain(latex)],
    latex,
    digits,
    before: relationBeforeFormula(values, digits, render),
    relation: rounded ? "≈" : relation,
  };
}

/** All units of some nodes. */
export function rowsOf(
  context: StepContext,
  ids: readonly NodeId[],
): readonly (readonly number[])[] {
  return ids.map((id) =>
    Array.from({ length: width(context, id) }, (_, unit) => valueAt(context, id, unit)),
  );
}

/** The wire at an index, with the node it leads into. */
export function wireAt(
  context: StepContext,
  wire: WireIndex,
): { readonly wire: Wire; readonly target: GraphNode } | null {
  const found = context.graph.wires[wire];
  const target = found && nodeById(context.graph, found.target);
  return found && target ? { wire: found, target } : null;
}

/** Is the local derivative along a wire one number, or one for each unit, and not a matrix? */
export function isMatrix(context: StepContext, wire: WireIndex): boolean {
  const found = wireAt(context, wire);
  if (!found || !(isLinear(found.target) || opOf(found.target.op).kind === "vector")) return false;
  if (!isLinear(found.target)) return width(context, found.target.id) > 1;
  return width(context, found.wire.source) > 1 || width(context, found.target.id) > 1;
}

/** How a wire stands in a chain: ∂h₃/∂f₂; Ωᵀ, or the Jacobian transposed, where it is a matrix. */
export function localFactor(context: StepContext, wire: WireIndex): FactorSegment {
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

/** The local derivative along a wire at the shown unit; null where it is a matrix. */
export function localAt(context: StepContext, wire: WireIndex): number | null {
  const local = localOf(context.evaluation, wire);
  if (!local) return null;
  if (local.kind === "units") return unitOf(local.values, context.entry.unit);
  const [row] = local.rows;
  return local.rows.length === 1 && row?.length === 1 ? (row[0] ?? null) : null;
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
