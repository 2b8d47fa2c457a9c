import { atSample, type Step } from "@/engine";
import type { GraphNode, NodeId } from "@/graph";
import { opOf } from "@/ops";
import {
  betaText,
  derivativeText,
  nodeById,
  nodeText,
  objectiveText,
  omegaText,
  ownedText,
} from "../formulas";
import { meanOverflow, nonFiniteCause } from "../health/finiteness-words";
import { capital, list } from "../list";
import { countWord, formatNumber } from "../numbers";
import { opWord } from "../op-word";
import { sampleText } from "../sample-text";
import type { NumberName, StepClaim, Stored } from "./step-claims";
import { type StepContext, wireAt } from "./step-context";

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

/** What happens in a step, and why: a sentence for each claim. */
export function stepWords(context: StepContext, claims: readonly StepClaim[]): string {
  return claims.map((claim) => claimWords(context, claim)).join(" ");
}

function claimWords(context: StepContext, claim: StepClaim): string {
  const { graph, evaluation } = context;
  const name = (id: NodeId) => nodeText(graph, id);
  const objective = objectiveText(graph);
  switch (claim.kind) {
    case "computed": {
      const names = new Set(claim.from.map(name));
      const from = names.size > 0 ? list([...names]) : "its own numbers";
      const computed = `${name(claim.node)} is computed from ${from}`;
      if (claim.isObjective) return `${computed}: this is what will be differentiated.`;
      return claim.isNeeded ? `${computed} and stored for the backward pass.` : `${computed}.`;
    }
    case "seed":
      return claim.isPart
        ? `${objective} is the sum of the losses, so it changes as much as ${name(claim.node)} does.`
        : `What is differentiated is ${objective}, and its derivative with respect to itself is 1.`;
    case "fan-out": {
      const { length } = claim.wires;
      const known = length === 2 ? "both" : "all of them";
      return `${capital(countWord(length))} wires lead from ${name(claim.node)} towards ${objective}, so its derivative is the sum of ${countWord(length)} contributions, one for each wire: local derivative times upstream gradient, ${known} already stored.`;
    }
    case "given":
      return `This is the rate at which ${objective} would change with ${name(claim.node)}. Training does not need it, for ${name(claim.node)} is given and stays as it is.`;
    case "direct": {
      const begins = claim.isFirst ? "The backward pass begins here: this is" : "This is";
      const symbol = name(claim.node);
      return `${begins} how ${objective} changes when ${symbol} changes. ${objective} is computed from ${symbol} directly, and the forward pass has stored all that this needs.`;
    }
    case "chain":
      return chainWords(context, claim);
    case "zero-local":
      return "The local derivative is 0, so nothing passes.";
    case "kink":
      return kinkWords(context, claim);
    case "beta": {
      const node = nodeById(graph, claim.node);
      const beta = node ? betaText(graph, node) : "";
      return `${name(claim.node)} grows by exactly as much as ${beta}, so the local derivative is 1 and the partial is ${derivativeText(graph, claim.node)}, which ${storedWords(claim.upstream)}.`;
    }
    case "omega": {
      const node = nodeById(graph, claim.node);
      const omega = node ? omegaText(graph, node, claim.port) : "";
      const input = name(claim.input);
      const source = claim.isGiven ? "which is given" : "stored by the forward pass";
      return `${omega} multiplies ${input}, ${source}, so its derivative is ${input} times ${derivativeText(graph, claim.node)}, which ${storedWords(claim.upstream)}.`;
    }
    case "block": {
      const node = nodeById(graph, claim.node);
      const omega = node ? omegaText(graph, node, claim.port) : "";
      return `${omega} has ${claim.rows} × ${claim.columns} entries.`;
    }
    case "units":
      return `It has ${claim.units} units; unit ${claim.shown + 1} is shown.`;
    case "sample":
      return `${sampleText(evaluation.data, claim.sample)}.`;
    case "mean":
      return `Training uses the mean over all ${claim.rows} samples.`;
    case "not-finite":
      return notFiniteWords(context, claim);
  }
}

/** "It is the local derivative of cos times the upstream gradient ∂ℓᵢ/∂h₃, which step 10 has stored." */
function chainWords(context: StepContext, claim: Extract<StepClaim, { kind: "chain" }>): string {
  const { graph } = context;
  const found = wireAt(context, claim.wire);
  if (!found) return "";
  const { target, wire } = found;
  const upstream = `times the upstream gradient ${derivativeText(graph, target.id)}, which ${storedWords(claim.upstream)}`;
  if (claim.isWeight) {
    const weight = omegaText(graph, target, wire.port);
    return claim.isMatrix
      ? `It is the weights ${weight}, transposed, ${upstream}.`
      : `It is the weight ${weight} ${upstream}.`;
  }
  return claim.isMatrix
    ? `It is the local derivatives of ${opWord(target)} (the Jacobian, transposed) ${upstream}.`
    : `It is the local derivative of ${opWord(target)} ${upstream}.`;
}

/** "h₁ is not differentiable here: by convention the local derivative is 0." */
function kinkWords(
  context: StepContext,
  { wire, local, isSome }: Extract<StepClaim, { kind: "kink" }>,
): string {
  const target = wireAt(context, wire)?.target.id ?? "";
  const symbol = nodeText(context.graph, target);
  if (isSome) {
    return `Some units of ${symbol} are not differentiable here; what stands there is a convention.`;
  }
  const value = local === null ? "one is chosen" : `the local derivative is ${formatNumber(local)}`;
  return `${symbol} is not differentiable here: by convention ${value}.`;
}

function storedWords(stored: Stored): string {
  if (stored.kind === "one") return "is 1";
  return stored.number > 0 ? `step ${stored.number} has stored` : "is already stored";
}

function notFiniteWords(
  context: StepContext,
  { name, value, source }: Extract<StepClaim, { kind: "not-finite" }>,
): string {
  const text = nameText(context, name);
  const what = nonFiniteText(text, value);
  if (name.kind === "mean") {
    if (source === null) return `${meanOverflow(text).long}.`;
    const sample = source.sample ?? context.evaluation.sample;
    const other = atSample(context.evaluation, sample);
    return `${what}, because of sample ${sample + 1}: ${nonFiniteCause(other, source).long}.`;
  }
  if (source === null) return `${what}.`;
  const { long: cause } = nonFiniteCause(context.evaluation, source);
  return cause.startsWith(`${text} = `) || cause.startsWith(`${text} ≈ `)
    ? `${cause}.`
    : `${what}, because ${cause}.`;
}

function nameText({ graph }: StepContext, name: NumberName): string {
  if (name.kind === "value") return nodeText(graph, name.node);
  if (name.kind === "derivative") return derivativeText(graph, name.node);
  const node = nodeById(graph, name.step.node);
  const owned = node ? ownedText(graph, node, name.step.owned) : "";
  return name.kind === "mean" ? `∂L/∂${owned}` : `∂${objectiveText(graph)}/∂${owned}`;
}

function nonFiniteText(name: string, value: number): string {
  return Number.isNaN(value) ? `${name} is not a number` : `${name} is ${formatNumber(value)}`;
}
