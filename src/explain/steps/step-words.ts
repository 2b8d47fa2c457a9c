import { trainingRows } from "@/data";
import {
  atSample,
  firstNonFinite,
  hasObjective,
  type NonFinite,
  nonFiniteSources,
  type Step,
  stateOf,
} from "@/engine";
import { type GraphNode, isLinear, type NodeId } from "@/graph";
import { opOf } from "@/ops";
import {
  betaText,
  derivativeText,
  inputIds,
  nodeById,
  nodeText,
  objectiveText,
  omegaText,
  ownedText,
  sumsLosses,
} from "../formulas";
import { meanOverflow, nonFiniteCause } from "../health/finiteness-words";
import { list } from "../list";
import { countWord, formatNumber } from "../numbers";
import { opWord } from "../op-word";
import { explainIncomplete } from "../problems/incomplete";
import { sampleText } from "../sample-text";
import { isDirect } from "./step-backward";
import {
  derivativeAt,
  derivativeStep,
  indexOfNode,
  isMatrix,
  localAt,
  type StepContext,
  valueAt,
  width,
  wireAt,
} from "./step-context";
import { meanOf, type PartialsStep, samplePartial } from "./step-partials";

/** Titles and sentences of a step, plain text. */

/** A linear node is called by its symbol too, for a network has many. */
function throughWord(context: StepContext, node: GraphNode): string {
  const word = opWord(node);
  return opOf(node.op).kind === "linear" ? `${word} ${nodeText(context.graph, node.id)}` : word;
}

/** What happens in a step. */
export function stepTitle(context: StepContext, step: Step): string {
  const node = nodeById(context.graph, step.node);
  if (!node) return "";
  const symbol = nodeText(context.graph, node.id);
  if (step.part === "forward") return `Forward through ${throughWord(context, node)}`;
  if (step.part === "partials") {
    return `Derivative of ${ownedText(context.graph, node, step.owned)}`;
  }
  const [wire] = step.wires;
  if (wire === undefined) return "The backward pass starts";
  if (step.wires.length > 1) return `Contributions add up at ${symbol}`;
  const target = wireAt(context, wire)?.target;
  return target ? `Backward through ${throughWord(context, target)}` : "";
}

/** What happens in a step, and why. */
export function stepWords(context: StepContext, step: Step): string {
  const node = nodeById(context.graph, step.node);
  if (!node) return "";
  const sentences =
    step.part === "forward"
      ? forwardWords(context, node)
      : step.part === "backward"
        ? backwardWords(context, node.id, step.wires)
        : partialsWords(context, node, step);
  return [...sentences, ...sampleWords(context, step)].join(" ");
}

function forwardWords(context: StepContext, node: GraphNode): string[] {
  const inputs = inputIds(context.graph, node.id).filter((id) => id !== null);
  const names = new Set(inputs.map((id) => nodeText(context.graph, id)));
  const symbol = nodeText(context.graph, node.id);
  const from = names.size > 0 ? list([...names]) : "its own numbers";
  const words = [`${symbol} is computed from ${from} and stored for the backward pass.`];
  const [index] = context.evaluation.plan.objective;
  if (
    index !== undefined &&
    context.graph.nodes[index]?.id === node.id &&
    !sumsLosses(context.graph)
  ) {
    words[0] = `${symbol} is computed from ${from}: this is what will be differentiated.`;
  }
  return [
    ...words,
    ...unitWords(width(context, node.id)),
    ...nonFiniteWords(context, node.id, valueAt(context, node.id), symbol),
  ];
}

function backwardWords(context: StepContext, node: NodeId, wires: readonly number[]): string[] {
  const symbol = nodeText(context.graph, node);
  const objective = objectiveText(context.graph);
  const [wire] = wires;
  const target = wire === undefined ? null : wireAt(context, wire)?.target;
  const words: string[] = [];
  if (wire === undefined || !target) {
    words.push(
      sumsLosses(context.graph)
        ? `${objective} is the sum of the losses, so it changes as much as ${symbol} does.`
        : `What is differentiated is ${objective}, and its derivative with respect to itself is 1.`,
    );
  } else if (wires.length > 1) {
    const known = wires.length === 2 ? "both" : "all of them";
    words.push(
      `${symbol} is used ${times(wires.length)}, so its derivative is the sum of ${countWord(wires.length)} contributions, one for each wire: local derivative times upstream gradient, ${known} already stored.`,
    );
  } else if (isGiven(context, node) && isExtra(context, node)) {
    words.push(
      `This is how much ${objective} would change with ${symbol}. Training does not need it, for ${symbol} is given and stays as it is.`,
    );
  } else if (isDirect(context, wire)) {
    const begins = isFirst(context, node) ? "The backward pass begins here: this is" : "This is";
    words.push(
      `${begins} how ${objective} changes when ${symbol} changes. ${objective} is computed from ${symbol} directly, and the forward pass has stored all that this needs.`,
    );
  } else {
    words.push(chainWords(context, wire, target));
    if (localAt(context, wire) === 0 && derivativeAt(context, target.id) !== 0) {
      words.push("The local derivative is 0, so nothing passes.");
    }
  }
  for (const each of wires) words.push(...kinkWords(context, each));
  const derivative = derivativeAt(context, node);
  return [
    ...words,
    ...unitWords(width(context, node)),
    ...nonFiniteWords(context, node, derivative, derivativeText(context.graph, node)),
  ];
}

/** "It is the local derivative of cos times the upstream gradient ∂ℓᵢ/∂h₃, which step 10 has stored." */
function chainWords(context: StepContext, wire: number, target: GraphNode): string {
  const upstream = derivativeText(context.graph, target.id);
  const port = context.graph.wires[wire]?.port ?? 0;
  const seed = context.evaluation.plan.objective.includes(indexOfNode(context, target.id));
  const stored = seed ? "is 1" : storedIn(derivativeStep(context, target.id));
  if (!isLinear(target)) {
    const units = isMatrix(context, wire) ? "local derivatives" : "local derivative";
    const through = isMatrix(context, wire) ? " (the Jacobian, transposed)" : "";
    return `It is the ${units} of ${opWord(target)}${through} times the upstream gradient ${upstream}, which ${stored}.`;
  }
  const weight = omegaText(context.graph, target, port);
  return isMatrix(context, wire)
    ? `It is the weights ${weight}, transposed, times the upstream gradient ${upstream}, which ${stored}.`
    : `It is the weight ${weight} times the upstream gradient ${upstream}, which ${stored}.`;
}

/** "h₁ is not differentiable at f₁ = 0: by convention the local derivative is 0." */
function kinkWords(context: StepContext, wire: number): string[] {
  const target = wireAt(context, wire)?.target;
  const state = target && stateOf(context.evaluation, target.id);
  const isAtKink = state?.kind === "uniform" ? state.state === "kink" : state?.counts.has("kink");
  if (!target || !isAtKink) return [];
  const symbol = nodeText(context.graph, target.id);
  const local = localAt(context, wire);
  if (state?.kind === "mixed") {
    return [
      `Some units of ${symbol} are not differentiable here; what stands there is a convention.`,
    ];
  }
  const value = local === null ? "" : ` the local derivative is ${formatNumber(local)}`;
  return [`${symbol} is not differentiable here: by convention${value || " one is chosen"}.`];
}

function isLeaf(context: StepContext, id: NodeId): boolean {
  const node = nodeById(context.graph, id);
  return node !== undefined && opOf(node.op).kind === "leaf";
}

/** Is it a number that nothing learns: an input, a target, a constant? */
function isGiven(context: StepContext, id: NodeId): boolean {
  const node = nodeById(context.graph, id);
  const op = node && opOf(node.op);
  return op?.kind === "leaf" && !op.trainable;
}

/** Is the derivative of a node a step that is not counted? */
function isExtra(context: StepContext, node: NodeId): boolean {
  const place = context.trace.derivativeKnownAt[indexOfNode(context, node)] ?? Number.NaN;
  return context.trace.steps[place - 1]?.optional === true;
}

function isFirst(context: StepContext, node: NodeId): boolean {
  const first = context.trace.steps.find((step) => step.part === "backward" && !step.optional);
  return first?.node === node;
}

function storedIn(step: number): string {
  return step > 0 ? `step ${step} has stored` : "is already stored";
}

function partialsWords(context: StepContext, node: GraphNode, step: PartialsStep): string[] {
  if (step.owned.kind === "parameter") return backwardWords(context, node.id, step.wires);
  const symbol = nodeText(context.graph, node.id);
  const stored = `${derivativeText(context.graph, node.id)}, which ${storedIn(derivativeStep(context, node.id))}`;
  const derivative = derivativeAt(context, node.id);
  if (step.owned.kind === "beta") {
    return [
      `${symbol} grows by exactly as much as ${betaText(context.graph, node)}, so the local derivative is 1 and the partial is ${stored}.`,
      ...unitWords(width(context, node.id)),
      ...nonFiniteWords(context, node.id, derivative, derivativeText(context.graph, node.id)),
    ];
  }
  const input = inputIds(context.graph, node.id)[step.owned.port] ?? "";
  const name = nodeText(context.graph, input);
  const omega = omegaText(context.graph, node, step.owned.port);
  const source = isLeaf(context, input) ? "which is given" : "stored by the forward pass";
  const rows = width(context, node.id);
  const columns = width(context, input);
  const block = rows > 1 || columns > 1 ? [`${omega} has ${rows} × ${columns} entries.`] : [];
  return [
    `${omega} multiplies ${name}, ${source}, so its derivative is ${name} times ${stored}.`,
    ...block,
    ...nonFiniteWords(
      context,
      node.id,
      valueAt(context, input, context.entry.column) * derivative,
      `∂${objectiveText(context.graph)}/∂${omega}`,
    ),
  ];
}

function unitWords(units: number): string[] {
  return units > 1 ? [`${units} units, unit by unit.`] : [];
}

/** Which sample is shown; and at the parameters, that training uses the mean. */
function sampleWords(context: StepContext, step: Step): string[] {
  const { data, sample } = context.evaluation;
  if (data.rows === 1) return [];
  const shown = `${sampleText(data, sample)}.`;
  if (step.part !== "partials") return [shown];
  const all = `Training uses the mean over all ${trainingRows(data)} samples.`;
  return [`${shown} ${all}`, ...meanWords(context, step)];
}

/** Why the mean of a partial is not finite where this sample's is. */
function meanWords(context: StepContext, step: PartialsStep): string[] {
  const node = nodeById(context.graph, step.node);
  const mean = meanOf(context, step);
  if (!node || mean === null || Number.isFinite(mean)) return [];
  if (!Number.isFinite(samplePartial(context.evaluation, context, step))) return [];
  const name = `∂L/∂${ownedText(context.graph, node, step.owned)}`;
  const { first: from = 0, count = 0 } = context.evaluation.statistics?.spoiledBy ?? {};
  for (let sample = from; sample < from + count; sample++) {
    const other = atSample(context.evaluation, sample);
    if (Number.isFinite(samplePartial(other, context, step))) continue;
    const first = firstNonFinite(other);
    const cause = first ? `: ${nonFiniteCause(other, first).long}` : "";
    return [`${nonFiniteText(name, mean)}, because of sample ${sample + 1}${cause}.`];
  }
  return [`${meanOverflow(name).long}.`];
}

/** A number that is not finite is never shown bare: what it is, and where it comes from. */
function nonFiniteWords(context: StepContext, node: NodeId, value: number, name: string): string[] {
  if (Number.isFinite(value)) return [];
  const index = indexOfNode(context, node);
  const sources = nonFiniteSources(context.evaluation);
  const spoils = (source: NonFinite) =>
    source.node === index ||
    source.spoiledValues.includes(index) ||
    source.spoiledDerivatives.includes(index);
  const first = sources.find(spoils) ?? sources[0];
  const what = nonFiniteText(name, value);
  if (!first) return [`${what}.`];
  const { long: cause } = nonFiniteCause(context.evaluation, first);
  return [cause.startsWith(`${name} = `) ? `${cause}.` : `${what}, because ${cause}.`];
}

function nonFiniteText(name: string, value: number): string {
  return Number.isNaN(value) ? `${name} is not a number` : `${name} is ${formatNumber(value)}`;
}

/** What pressing Play does, or why it can do nothing. */
export function readyWords(context: StepContext): string {
  const { graph, evaluation, trace } = context;
  if (graph.nodes.length === 0) {
    return "There is nothing to run yet. Add a node, choose a preset, or open a file.";
  }
  const [first] = evaluation.plan.topology.incomplete;
  const missing: string[] = [];
  if (first) {
    const node = graph.nodes[first[0]];
    if (node) missing.push(explainIncomplete(graph, node, first[1]));
  }
  if (trace.count === 0) {
    return ["There is nothing to compute yet.", ...missing].join(" ");
  }
  if (!hasObjective(evaluation)) {
    return [
      "Play runs the forward pass. There is no backward pass, for there is neither a complete loss nor a chosen output to differentiate.",
      ...missing,
    ].join(" ");
  }
  const objective = objectiveText(graph);
  const sum = sumsLosses(graph)
    ? `, the sum of the ${countWord(evaluation.plan.objective.length)} losses,`
    : "";
  return [
    `Play computes every value from left to right, then the derivative of ${objective}${sum} with respect to each of them from right to left, and at the end the partial derivatives of the parameters.`,
    ...missing,
  ].join(" ");
}

function times(count: number): string {
  return count === 2 ? "twice" : `${countWord(count)} times`;
}
