import {
  derivativeOf,
  type Evaluation,
  localOf,
  type Nudge,
  nudged,
  type Step,
  strongestWire,
  type Trace,
  valuesOf,
} from "@/engine";
import type { NodeId, WireIndex } from "@/graph";
import {
  betaLatex,
  inputIds,
  isObjective,
  nodeById,
  nodeLatex,
  objectiveLatex,
  omegaLatex,
  partialLatex,
  wireLocalLatex,
} from "../formulas";
import { equalToLatex, numberLatex, relationBefore } from "../numbers";
import { entryMark } from "../steps/entry-mark";
import { type Entry, entryOf } from "../steps/step-entries";
import { vectorLatex } from "../steps/step-loss";

/** The derivative of a step by its meaning: a small change is pushed through the graph, and compared with the prediction. */
export interface Intuition {
  /** LaTeX: what becomes of the small change on its way, measured. */
  readonly path: string;
  /** LaTeX: each factor of the prediction with its numbers; at a fan-out one for each wire, then their sum. */
  readonly factors: readonly string[];
  /** Δℓᵢ as it is found, and as the derivative predicts it. */
  readonly measured: number;
  readonly predicted: number;
  /** LaTeX: both, side by side. */
  readonly comparison: string;
}

/** A thousandth of a number's power of ten; of small numbers 0.001. */
const PART = 1e-3;
/** Changes along the path that are written out; of more, the first three and the last two. */
const MOST_CHANGES = 8;
/** Units whose change is written out. */
const MOST_UNITS = 4;

/** The intuition of a backward step or a partial; null for other steps, the seed, and where something is not finite. */
export function explainIntuition(
  evaluation: Evaluation,
  trace: Trace,
  playhead: number,
  asked: Entry,
): Intuition | null {
  const { graph } = evaluation;
  const step = trace.steps[playhead - 1];
  if (!step || step.part === "forward") return null;
  const entry = entryOf(graph, step, asked);
  const start = startOf(evaluation, step, entry);
  const derivative = derivativeOf(evaluation, step.node)?.[entry.unit];
  if (!start || derivative === undefined) return null;
  const nudge = nudged(evaluation, step.node, entry.unit, start.factor * start.delta);
  const measured = objectiveChange(evaluation, nudge);
  const predicted = derivative * start.factor * start.delta;
  const wires = wiresOf(evaluation, step.node);
  if (!Number.isFinite(measured) || !Number.isFinite(predicted)) return null;
  if (start.own === null && wires.length === 0) return null;
  const objective = objectiveLatex(graph);
  const factors =
    start.own === null
      ? wires.flatMap((wire) => factorLine(evaluation, wire, entry.unit, start.latex, start.delta))
      : [start.own];
  const [mark] = entryMark(graph, step, entry);
  const marked = (line: string) => `${mark?.latex ?? ""}${line}`;
  const whole = partialLatex(objective, start.latex);
  return {
    path: marked(pathLine(evaluation, step.node, nudge, start)),
    factors: [...factors, ...totalLines(evaluation, step, entry, start, wires)].map(marked),
    measured,
    predicted,
    comparison: marked(
      `\\Delta ${objective} ${changed(measured)}\\text{ measured},\\quad ` +
        `${whole}\\,\\Delta ${start.latex} ${changed(predicted)}\\text{ predicted}`,
    ),
  };
}

interface Start {
  /** LaTeX of what is nudged. */
  readonly latex: string;
  readonly delta: number;
  /** ∂node/∂it: what the node changes by, for a change of 1. */
  readonly factor: number;
  /** LaTeX of what the node changes by; null where the node itself is nudged. */
  readonly own: string | null;
}

function startOf(evaluation: Evaluation, step: Step, entry: Entry): Start | null {
  const { graph, numbers } = evaluation;
  const node = nodeById(graph, step.node);
  if (!node) return null;
  const symbol = nodeLatex(graph, node.id);
  if (step.part !== "partials" || step.owned.kind === "parameter") {
    const value = valuesOf(evaluation, node.id)?.[entry.unit] ?? Number.NaN;
    return Number.isFinite(value)
      ? { latex: symbol, delta: deltaFor(value), factor: 1, own: null }
      : null;
  }
  const own = numbers.get(node.id);
  if (own?.kind !== "linear") return null;
  if (step.owned.kind === "beta") {
    return startOfOwn(symbol, betaLatex(graph, node), own.beta[entry.unit] ?? 0, 1);
  }
  const { port } = step.owned;
  const input = inputIds(graph, node.id)[port];
  const value = input ? valuesOf(evaluation, input)?.[entry.column] : undefined;
  if (value === undefined || !Number.isFinite(value)) return null;
  const weight = own.omega[port]?.[entry.unit]?.[entry.column] ?? 0;
  return startOfOwn(symbol, omegaLatex(graph, node, port), weight, value);
}

function startOfOwn(node: string, latex: string, value: number, factor: number): Start {
  const delta = deltaFor(value);
  const change = factor * delta;
  return {
    latex,
    delta,
    factor,
    own: `\\Delta ${node} = ${partialLatex(node, latex)}\\,\\Delta ${latex} ${relation(factor)} ${times(factor, delta)} ${changed(change)}`,
  };
}

function deltaFor(value: number): number {
  const power = value === 0 ? 0 : Math.max(0, Math.floor(Math.log10(Math.abs(value))));
  return PART * 10 ** power;
}

/** Δω₀ = 0.001 → Δf₀ = 0.0023 → … → Δℓᵢ, along the wires that carry most. */
function pathLine(evaluation: Evaluation, node: NodeId, nudge: Nudge, start: Start): string {
  const { graph, plan } = evaluation;
  const ids: NodeId[] = [];
  let at = plan.topology.indexOf.get(node) ?? -1;
  for (;;) {
    const id = graph.nodes[at]?.id;
    if (id === undefined) break;
    ids.push(id);
    if (plan.objective.includes(at)) break;
    const wire = strongestWire(evaluation, at);
    if (wire < 0) break;
    at = plan.topology.targets[wire] ?? -1;
  }
  const changes = ids.map((id) => {
    const change = nudge.changeOf(id) ?? [];
    return `\\Delta ${nodeLatex(graph, id)} ${changeLatex(change)}`;
  });
  const all =
    start.own === null
      ? changes
      : [`\\Delta ${start.latex} = ${numberLatex(start.delta)}`, ...changes];
  const shown =
    all.length <= MOST_CHANGES ? all : [...all.slice(0, 3), "\\cdots", ...all.slice(-2)];
  return shown.join(" \\to ");
}

function changeLatex(change: readonly number[]): string {
  const [only = 0] = change;
  if (change.length === 1) return changed(only);
  if (change.length > MOST_UNITS) return `\\text{ in ${change.length} units}`;
  return `${relation(...change)} ${vectorLatex(change.map(rounded), 4)}`;
}

/** Differences of values carry the dust of float64. */
function rounded(change: number): number {
  return Number(change.toPrecision(10));
}

/** "Δf₃ ≈ ∂f₃/∂h₃ · Δh₃ = 3 × 0.001 = 0.003"; nothing for a wire into what is differentiated, which the total has. */
function factorLine(
  evaluation: Evaluation,
  wire: WireIndex,
  unit: number,
  start: string,
  delta: number,
): string[] {
  const { graph } = evaluation;
  const target = graph.wires[wire]?.target ?? "";
  const locals = localsOf(evaluation, wire, unit);
  if (isObjective(graph, target)) return [];
  const symbol = nodeLatex(graph, target);
  if (!locals || locals.length > MOST_UNITS) return [];
  const [only = 0] = locals;
  const left = `\\Delta ${symbol} \\approx ${partialLatex(symbol, start)}\\,\\Delta ${start}`;
  if (locals.length === 1) {
    return [`${left} ${relation(only)} ${times(only, delta)} ${changed(only * delta)}`];
  }
  const column = vectorLatex(locals, 4);
  return [`${left} ${relation(...locals)} ${column}\\times ${numberLatex(delta)}`];
}

/**
 * "Δℓᵢ ≈ ∂ℓᵢ/∂f₃ · Δf₃ ≈ 0.7445 × 0.003 ≈ 0.002234", summed over the wires of a fan-out. None where the change is that of
 * what is differentiated already.
 */
function totalLines(
  evaluation: Evaluation,
  step: Step,
  { unit }: Entry,
  start: Start,
  wires: readonly WireIndex[],
): string[] {
  const { graph } = evaluation;
  if (isObjective(graph, step.node)) return [];
  const objective = objectiveLatex(graph);
  const terms: { latex: string; products: (readonly [number, number])[] }[] =
    start.own !== null || wires.length === 0
      ? [
          {
            latex: `${partialLatex(objective, nodeLatex(graph, step.node))}\\,\\Delta ${nodeLatex(graph, step.node)}`,
            products: [
              [derivativeOf(evaluation, step.node)?.[unit] ?? 0, start.factor * start.delta],
            ],
          },
        ]
      : wires.map((wire) => {
          const target = graph.wires[wire]?.target ?? "";
          const symbol = nodeLatex(graph, target);
          const locals = localsOf(evaluation, wire, unit) ?? [];
          const upstream = derivativeOf(evaluation, target) ?? new Float64Array(1);
          // ∂ℓᵢ/∂ℓᵢ says nothing: along this wire it is the local derivative that is left.
          if (isObjective(graph, target)) {
            return {
              latex: `${wireLocalLatex(graph, wire, "\\dfrac")}\\,\\Delta ${start.latex}`,
              products: locals.map((local) => [local, start.delta] as const),
            };
          }
          return {
            latex: `${partialLatex(objective, symbol)}\\,\\Delta ${symbol}`,
            products: locals.map((local, index) => {
              const upstreamUnit = locals.length === upstream.length ? index : unit;
              return [upstream[upstreamUnit] ?? upstream[0] ?? 0, local * start.delta] as const;
            }),
          };
        });
  const products = terms.flatMap((term) => term.products);
  const sum = products.reduce((all, [up, change]) => all + up * change, 0);
  const numbers =
    products.length <= MOST_UNITS
      ? ` ${relation(...products.flat())} ${products.map(([up, change]) => times(up, change)).join(" + ")}`
      : "";
  const symbols = terms.map(({ latex }) => latex).join(" + ");
  return [`\\Delta ${objective} \\approx ${symbols}${numbers} ${changed(sum)}`];
}

/** ∂target/∂source of one unit of the source: one number, or one for each unit of the target that it moves. */
function localsOf(evaluation: Evaluation, wire: WireIndex, unit: number): readonly number[] | null {
  const local = localOf(evaluation, wire);
  if (!local) return null;
  if (local.kind === "matrix") return local.rows.map((row) => row[unit] ?? 0);
  const source = evaluation.graph.wires[wire]?.source ?? "";
  const isBroadcast = valuesOf(evaluation, source)?.length === 1 && local.values.length > 1;
  return isBroadcast ? Array.from(local.values) : [local.values[unit] ?? local.values[0] ?? 0];
}

/** The wires of a node that lead on to what is differentiated. */
function wiresOf({ plan }: Evaluation, node: NodeId): number[] {
  const index = plan.topology.indexOf.get(node) ?? -1;
  return Array.from(plan.topology.outgoing[index] ?? new Int32Array(0)).filter(
    (wire) => (plan.wireSlots[wire] ?? -1) >= 0,
  );
}

/** Δ of what is differentiated: the sum over its nodes and their units. */
function objectiveChange({ plan, graph }: Evaluation, nudge: Nudge): number {
  let sum = 0;
  for (const index of plan.objective) {
    for (const change of nudge.changeOf(graph.nodes[index]?.id ?? "") ?? []) sum += change;
  }
  return rounded(sum);
}

function times(a: number, b: number): string {
  const inBrackets = (value: number) => {
    const number = numberLatex(value);
    return number.startsWith("-") ? `(${number})` : number;
  };
  return `${inBrackets(a)}\\times ${inBrackets(b)}`;
}

/** Before numbers that are printed with four digits. */
function relation(...values: readonly number[]): "=" | "\\approx" {
  return relationBefore(values.map(rounded), 4) === "=" ? "=" : "\\approx";
}

/** "≈ 0.002234" */
function changed(value: number): string {
  return equalToLatex(rounded(value));
}
