import { trainingRows } from "@/data";
import {
  atSample,
  awaitsRows,
  type Evaluation,
  partialsOf,
  type Step,
  samplePartialAt,
} from "@/engine";
import type { GraphNode, NodeId } from "@/graph";
import { opOf } from "@/ops";
import { factorsThatMultiplyOut, termsThatAddUp } from "../digits";
import {
  betaLatex,
  derivativeLatex,
  inputIds,
  isObjective,
  nodeById,
  nodeLatex,
  objectiveLatex,
  omegaLatex,
  partialLatex,
} from "../formulas";
import { numberLatex, relationBefore } from "../numbers";
import { entryMark } from "./entry-mark";
import {
  EQUALS,
  type EquationLine,
  factor,
  operator,
  plain,
  relationSegment,
  type Segment,
  sumLatex,
} from "./equation";
import { backwardLines, valueLabel } from "./step-backward";
import {
  derivativeAt,
  derivativeStep,
  relationTo,
  type StepContext,
  symbolArgument,
  unitMark,
  valueAt,
  width,
} from "./step-context";
import { forwardLines } from "./step-forward";

/** A step of the third part. */
export type PartialsStep = Extract<Step, { part: "partials" }>;

/** Samples whose partials are written out in a mean. */
const MOST_SAMPLES = 4;

/** The lines of a step of the third part: a partial from the upstream gradient and what the forward pass stored. */
export function partialsLines(context: StepContext, step: PartialsStep): EquationLine[] {
  const node = nodeById(context.graph, step.node);
  if (!node) return [];
  return [...ownLines(context, step, node), ...meanLines(context, step, node)];
}

function ownLines(context: StepContext, step: PartialsStep, node: GraphNode): EquationLine[] {
  switch (step.owned.kind) {
    case "parameter":
      return backwardLines(context, node.id, step.wires);
    case "beta":
      return betaLines(context, node);
    case "omega": {
      const input = inputIds(context.graph, node.id)[step.owned.port];
      return input ? omegaLines(context, step, node, step.owned.port, input) : [];
    }
  }
}

/** "∂ℓᵢ/∂β₃ = ∂f₃/∂β₃ ∂ℓᵢ/∂f₃", "∂f₃/∂β₃ = 1", "= 1 × 0.7445" */
function betaLines(context: StepContext, node: GraphNode): EquationLine[] {
  const beta = betaLatex(context.graph, node);
  const upstream = derivativeAt(context, node.id);
  const local = partialLatex(nodeLatex(context.graph, node.id), beta);
  const mark = unitMark(context, node.id);
  // What is differentiated with respect to its own β: that is 1, and no chain.
  if (isObjective(context.graph, node.id)) {
    return [
      { kind: "symbolic", segments: [partialOf(context, beta)] },
      { kind: "result", segments: [...mark, EQUALS, plain("1")] },
    ];
  }
  const fit = termsThatAddUp([[1, upstream]], upstream);
  return [
    {
      kind: "symbolic",
      segments: [
        partialOf(context, beta),
        EQUALS,
        plain(local),
        known(context, node.id, fit.digits),
      ],
    },
    { kind: "local", segments: [...mark, plain(local), EQUALS, plain("1")] },
    {
      kind: "numbers",
      segments: [
        ...mark,
        relationSegment(relationBefore([upstream], fit.digits)),
        plain(sumLatex([[1, upstream]], fit.digits)),
      ],
    },
    {
      kind: "result",
      segments: [
        relationSegment(fit.relation),
        plain(numberLatex(upstream, fit.agrees ? fit.resultDigits : 4)),
      ],
    },
  ];
}

/** "∂ℓᵢ/∂ω₂ = ∂f₂/∂ω₂ ∂ℓᵢ/∂f₂", "∂f₂/∂ω₂ = h₂ ≈ 5.068", "= 5.068 × (−1.683)" */
function omegaLines(
  context: StepContext,
  step: PartialsStep,
  node: GraphNode,
  port: number,
  input: NodeId,
): EquationLine[] {
  const wire = step.wires[0] ?? -1;
  const mark = entryMark(context.graph, step, context.entry);
  const omega = omegaLatex(context.graph, node, port);
  const upstream = derivativeAt(context, node.id);
  const { column } = context.entry;
  const value = valueAt(context, input, column);
  const partial = value * upstream;
  const fit = factorsThatMultiplyOut([value, upstream], partial);
  const stored: Segment = { kind: "forward", ...symbolArgument(context, input), node: input };
  const { latex, step: storedBy } = stored;
  const rows = width(context, node.id);
  const columns = width(context, input);
  const block = rows > 1 || columns > 1;
  const local = partialLatex(nodeLatex(context.graph, node.id), omega);
  const lines: EquationLine[] = [];
  if (isObjective(context.graph, node.id)) {
    const row: Segment = block ? { ...stored, latex: `\\mathbf{1}\\,{${latex}}^{\\top}` } : stored;
    const number = plain(numberLatex(partial));
    return [
      { kind: "symbolic", segments: [partialOf(context, omega), EQUALS, row] },
      { kind: "result", segments: [...mark, valueRelation(context, input, column), number] },
    ];
  }
  if (block) {
    // Each entry of the block is one unit's derivative times one unit's input: an outer product.
    const row: Segment = { ...stored, latex: `{${latex}}^{\\top}` };
    const symbolic = [partialOf(context, omega), EQUALS, known(context, node.id, fit.digits), row];
    lines.push({ kind: "symbolic", segments: symbolic });
  } else {
    lines.push({
      kind: "symbolic",
      segments: [
        partialOf(context, omega),
        EQUALS,
        factor(local, wire),
        known(context, node.id, fit.digits),
      ],
    });
    const number = plain(numberLatex(value, fit.digits));
    const relation =
      fit.digits > 4
        ? relationSegment(relationTo(value, fit.digits))
        : valueRelation(context, input, column);
    lines.push({
      kind: "local",
      segments: [factor(local, wire), EQUALS, stored, relation, number],
    });
  }
  if (fit.agrees || !Number.isFinite(partial)) {
    const numbers: Segment[] = [
      { kind: "forward", latex: firstFactor(value, fit.digits), node: input, step: storedBy },
      operator("\\times"),
      plain(firstFactor(upstream, fit.digits)),
    ];
    const before = relationSegment(relationBefore([value, upstream], fit.digits));
    lines.push({ kind: "numbers", segments: [...mark, before, ...numbers] });
  }
  const result = plain(numberLatex(partial, fit.agrees ? fit.resultDigits : 4));
  const relation = Number.isFinite(partial) ? relationSegment(fit.relation) : EQUALS;
  lines.push({ kind: "result", segments: [relation, result] });
  return lines;
}

/** "=" or "≈", as at the step that has computed the value: one number has one form. */
function valueRelation(context: StepContext, id: NodeId, unit: number): Segment {
  const node = nodeById(context.graph, id);
  const computed = node && opOf(node.op).kind !== "leaf";
  const lines = computed ? forwardLines({ ...context, entry: { unit, column: 0 } }, node) : [];
  const result = lines.find(({ kind }) => kind === "result");
  const relation = result?.segments.find(
    ({ kind, ...segment }) => kind === "plain" && "latex" in segment && /^\{\}/.test(segment.latex),
  );
  return relation ?? relationSegment(relationTo(valueAt(context, id, unit), 4));
}

function firstFactor(value: number, digits: number): string {
  const number = numberLatex(value, digits);
  return number.startsWith("-") ? `(${number})` : number;
}

function partialOf(context: StepContext, parameter: string): Segment {
  return plain(partialLatex(objectiveLatex(context.graph), parameter));
}

function known(context: StepContext, node: NodeId, digits: number): Segment {
  const quotient = derivativeLatex(context.graph, node);
  const value = derivativeAt(context, node);
  const single = width(context, node) === 1;
  return {
    kind: "known",
    segments: [plain(derivativeLatex(context.graph, node, "\\dfrac"))],
    label: single ? valueLabel(quotient, value, digits) : quotient,
    step: derivativeStep(context, node),
    node,
  };
}

/** With several samples: "∂L/∂ω = (1/N) Σᵢ ∂ℓᵢ/∂ω = …", the number that training uses. */
function meanLines(context: StepContext, step: PartialsStep, node: GraphNode): EquationLine[] {
  const { evaluation } = context;
  if (evaluation.data.rows === 1) return [];
  const rows = trainingRows(evaluation.data);
  const mean = meanOf(context, step);
  // Not there yet is not the same as not finite, which the words tell of.
  if (!awaitsRows(evaluation) && (mean === null || !Number.isFinite(mean))) return [];
  const symbol =
    step.owned.kind === "beta"
      ? betaLatex(context.graph, node)
      : step.owned.kind === "omega"
        ? omegaLatex(context.graph, node, step.owned.port)
        : nodeLatex(context.graph, node.id);
  const share = `\\dfrac{1}{${rows}}`;
  // In one piece with what it is the mark of: a line may break between two.
  const [mark] = entryMark(context.graph, step, context.entry);
  const segments: Segment[] = [
    plain(`${mark?.latex ?? ""}${partialLatex("L", symbol)}`),
    EQUALS,
    plain(`${share}\\sum_{i}`),
    partialOf(context, symbol),
  ];
  if (mean === null) {
    return [{ kind: "result", segments: [...segments, EQUALS, plain("\\dots")] }];
  }
  const numbers = Array.from({ length: rows > MOST_SAMPLES ? 0 : rows }, (_, sample) =>
    samplePartial(atSample(evaluation, sample), context, step),
  );
  let digits = 4;
  let relation = relationTo(mean, digits);
  if (numbers.length === rows && numbers.every(Number.isFinite)) {
    const terms = numbers.map((value) => [value]);
    const fit = termsThatAddUp(terms, mean, 4, rows);
    if (fit.agrees) {
      const before = relationSegment(relationBefore(numbers, fit.digits));
      segments.push(before, plain(`${share}(${sumLatex(terms, fit.digits)})`));
      relation = fit.relation;
      digits = fit.resultDigits;
    }
  }
  segments.push(relationSegment(relation), plain(numberLatex(mean, digits)));
  return [{ kind: "result", segments }];
}

/** The mean of a partial over the training rows, at the entry that is shown. Null where there is none, or not yet. */
export function meanOf({ evaluation, entry }: StepContext, step: PartialsStep): number | null {
  const partials = partialsOf(evaluation, step.node);
  if (!partials) return null;
  if (partials.kind === "parameter") return partials.value[entry.unit] ?? null;
  if (step.owned.kind === "beta") return partials.beta[entry.unit] ?? null;
  if (step.owned.kind !== "omega") return null;
  return partials.omega[step.owned.port]?.[entry.unit]?.[entry.column] ?? null;
}

/** The same entry at the sample of an evaluation. */
export function samplePartial(
  evaluation: Evaluation,
  { entry }: StepContext,
  step: PartialsStep,
): number {
  return samplePartialAt(evaluation, step.node, step.owned, entry);
}
