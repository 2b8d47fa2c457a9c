import { type Evaluation, type NodeState, type UnitState, valuesOf } from "@/engine";
import type { NodeIndex, WireIndex } from "@/graph";
import { nodeText, objectiveText, wireLocalText } from "../formulas";
import { capital, list } from "../list";
import { countWord, equalTo, formatNumber } from "../numbers";
import { sampleText } from "../sample-text";
import { nonFiniteCause } from "./finiteness-words";
import { opTitle, targetOf } from "./flow-region-claims";
import type { FlowReason, HealthClaim, LocalFact } from "./health-claims";
import { stateSentence } from "./health-sentences";
import { stateWord, unitWord } from "./health-words";
import { factorFact, factorText } from "./product";
import { FLOW_TITLES, productWords, starvedWords } from "./region-flags";

/** All that a finding says, sentence by sentence. Not for the first view: until then titles and flags are enough. */
export function findingWords(evaluation: Evaluation, claims: readonly HealthClaim[]): string {
  return claims.map((claim) => claimSentence(evaluation, claim)).join(" ");
}

/** The sentence of a claim, with its full stop. Names are looked up in the graph; every number is one of the claim's. */
function claimSentence(evaluation: Evaluation, claim: HealthClaim): string {
  const { graph } = evaluation;
  const name = (index: NodeIndex) => nodeText(graph, graph.nodes[index]?.id ?? "");
  const names = (indices: readonly number[]) => list(indices.map(name));
  switch (claim.kind) {
    case "no-objective":
      return "There is neither a complete loss nor a chosen output, so there is nothing to differentiate.";
    case "minimum":
      return minimumSentence(claim, objectiveText(graph), names);
    case "cut-off":
      return `No path leads from ${names(claim.nodes)} to ${objectiveText(graph)}, so the derivative is 0 there.`;
    case "state": {
      const facts = claim.locals.map((fact) => localText(evaluation, fact));
      const because = facts.length > 0 ? `: ${list(facts)}` : "";
      return `${name(claim.node)} is ${stateWord({ kind: "uniform", state: claim.state })}${because}. ${stateSentence(claim.state)}`;
    }
    case "mixed-states": {
      const words = stateWord({ ...claim, kind: "mixed" });
      const meanings = [...claim.counts.keys()].filter((each) => each !== "active");
      return [
        `${name(claim.node)}: ${words}.`,
        ...meanings.map(
          (each: UnitState) => `${capital(unitWord(each))}: ${uncapital(stateSentence(each))}`,
        ),
      ].join(" ");
    }
    case "starved-units": {
      const { starved, zero, units, judgesSize } = claim;
      const what = `${starvedWords(claim)} of ${name(claim.node)} ${starved === 1 ? "gets" : "get"} ${zero === starved ? "no" : "next to no"} gradient`;
      const others = judgesSize
        ? ", while the largest derivative of its units is a fair share"
        : units - starved === 1
          ? ", while the other one gets some"
          : ", while the others get some";
      const exactly =
        zero === 0 || zero === starved
          ? ""
          : ` ${zero} of them ${zero === 1 ? "gets" : "get"} exactly 0.`;
      return `${what}${others}.${exactly}`;
    }
    case "flow":
      return `${FLOW_TITLES[claim.flow]} ${names(claim.nodes)}.`;
    case "share":
      return claim.flow === "vanishing"
        ? `Only ${formatNumber(claim.share)} of the gradient at ${name(claim.from)} arrives at ${name(claim.node)}.`
        : `The gradient at ${name(claim.node)} is ${formatNumber(claim.share)} times the one at ${name(claim.from)}.`;
    case "underflows-from":
      return `From ${name(claim.node)} back it is too small for float64 and underflows to 0.`;
    case "revival":
      return `Behind it, the large factor ${factorFact(evaluation, claim.factor)} revives the gradient.`;
    case "not-finite":
      return `${nonFiniteCause(evaluation, claim.source).long}.`;
    case "spoils": {
      const spoiled = [
        ...(claim.values.length > 0 ? [`the values of ${names(claim.values)}`] : []),
        ...(claim.derivatives.length > 0 ? [`the derivatives at ${names(claim.derivatives)}`] : []),
      ];
      return `It spoils ${spoiled.join(" and ")}.`;
    }
    case "sample":
      return `${sampleText(evaluation.data, claim.sample)}.`;
    default:
      return reasonSentence(evaluation, claim);
  }
}

function minimumSentence(
  { losses, allZero, predictions: found }: Extract<HealthClaim, { kind: "minimum" }>,
  objective: string,
  names: (indices: readonly number[]) => string,
): string {
  const predictions = names(found);
  if (losses === null) {
    const zero = `The derivative of ${objective} with respect to ${predictions} is 0`;
    const before = allZero ? `, so every derivative further back is 0 too` : "";
    return `${zero}${before}. That is no fault of the network, and how much arrives is not judged.`;
  }
  return `The derivative of ${names(losses)} with respect to ${predictions} is 0. That is no fault of the network: what leads only there is not judged.`;
}

/** "∂h₁/∂f₁ = 1.35·10⁻⁴ at f₁ = −8.911" */
function localText({ graph }: Evaluation, { wire, local, at }: LocalFact): string {
  const source = nodeText(graph, graph.wires[wire]?.source ?? "");
  return `${wireLocalText(graph, wire)} ${equalTo(local)} at ${source} ${equalTo(at)}`;
}

/** The sentence of a reason. */
function reasonSentence(evaluation: Evaluation, reason: FlowReason): string {
  const { graph } = evaluation;
  const name = (index: NodeIndex) => nodeText(graph, graph.nodes[index]?.id ?? "");
  const target = (wire: WireIndex) => name(targetOf(evaluation, wire));
  const source = (wire: WireIndex) => nodeText(graph, graph.wires[wire]?.source ?? "");
  const factorName = (wire: WireIndex) => factorText(evaluation, wire);
  switch (reason.kind) {
    case "contributions-cancel": {
      const parts = reason.contributions.map(({ value }) => formatNumber(value));
      return `The contributions ${list(parts)} along the wires out of ${name(reason.node)} cancel each other.`;
    }
    case "units-cancel":
      return `What the units of ${target(reason.wire)} send back to ${name(reason.node)} cancels out in their sum.`;
    case "all-ways-blocked":
      return `Every way back to ${name(reason.node)} has a factor that is exactly 0.`;
    case "zero-weight": {
      const omega = factorName(reason.wire);
      const passes = `so nothing passes from ${target(reason.wire)} back to ${source(reason.wire)}`;
      if (reason.entries === "one") return `The weight ${omega} is 0, ${passes}.`;
      return reason.entries === "all"
        ? `All weights of ${omega} are 0, ${passes}.`
        : `A gradient arrives only at units of ${target(reason.wire)} whose weights in ${omega} are 0, ${passes}.`;
    }
    case "inactive":
      return `${inactiveWords(evaluation, reason.wire, reason.state)}.`;
    case "zero-local":
      if (reason.entries === "used") {
        return `A gradient arrives only at units of ${target(reason.wire)} whose local derivatives are 0, so nothing passes from ${target(reason.wire)} back to ${source(reason.wire)}.`;
      }
      return `The local derivative ${factorName(reason.wire)} = 0, so nothing passes from ${target(reason.wire)} back to ${source(reason.wire)}.`;
    case "underflow":
      return `No factor is 0, but multiplied one after the other they become too small for float64 and underflow: 0 arrives at ${name(reason.node)}.`;
    case "one-factor": {
      const { state, factor } = reason;
      const notable = state ? `, for ${target(factor.wire)} ${stateClause(state)}` : "";
      return `The factor that does it is ${factorFact(evaluation, factor)}${notable}.`;
    }
    case "product": {
      const each = `${productWords(reason)} each`;
      const rest =
        reason.others > 0
          ? `; with the other ${countWord(reason.others)}, ${formatNumber(reason.whole)}`
          : "";
      return `It is no single factor but the product: ${each} make ${formatNumber(reason.product)}${rest}.`;
    }
  }
}

/** "h₁ is inactive: ReLU passes nothing for f₁ = −0.3" */
function inactiveWords(evaluation: Evaluation, wire: WireIndex, state: NodeState): string {
  const { graph } = evaluation;
  const index = targetOf(evaluation, wire);
  const symbol = nodeText(graph, graph.nodes[index]?.id ?? "");
  const op = opTitle(evaluation, index);
  if (state.kind === "mixed") {
    return `A gradient arrives only at units of ${symbol} that are inactive: ${op} passes nothing there`;
  }
  const source = graph.wires[wire]?.source ?? "";
  const values = valuesOf(evaluation, source);
  const at =
    values?.length === 1 ? ` for ${nodeText(graph, source)} ${equalTo(values[0] ?? 0)}` : "";
  return `${symbol} is ${state.state}: ${op} passes nothing${at}`;
}

/** "is saturated", "has 2 of 3 units that are inactive" */
function stateClause(state: NodeState): string {
  return state.kind === "uniform" ? `is ${stateWord(state)}` : `has ${stateWord(state)}`;
}

/** After a colon; all sentences of states begin with a word. */
function uncapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
