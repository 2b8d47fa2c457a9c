import { type Evaluation, type NodeState, type UnitState, valuesOf } from "@/engine";
import { nodeText, objectiveText, wireLocalText } from "../formulas";
import { list } from "../list";
import { countWord, formatNumber } from "../numbers";
import { sampleText } from "../sample-text";
import { nonFiniteCause } from "./finiteness-words";
import { opTitle, targetOf } from "./flow-region-claims";
import type { FlowReason, HealthClaim, LocalFact } from "./health-claims";
import { countOf, stateSentence, stateWord, unitWord } from "./health-words";
import { factorFact, factorText } from "./product";

/** The sentence of a claim, with its full stop. Names are looked up in the graph; every number is one of the claim's. */
export function claimSentence(evaluation: Evaluation, claim: HealthClaim): string {
  const { graph } = evaluation;
  const name = (index: number) => nodeText(graph, graph.nodes[index]?.id ?? "");
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
      const what = `${starvedWords(claim)} of ${name(claim.node)} get ${zero === starved ? "no" : "next to no"} gradient`;
      const others = judgesSize
        ? ", while the largest derivative of its units is a fair share"
        : units - starved === 1
          ? ", while the other one gets some"
          : ", while the others get some";
      const exactly = zero === 0 || zero === starved ? "" : ` ${zero} of them get exactly 0.`;
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
      return reasonWords(evaluation, claim).sentence;
  }
}

/** What stands before the nodes of a region. */
export const FLOW_TITLES = {
  vanishing: "The gradient vanishes at",
  blocked: "No gradient reaches",
  exploding: "The gradient explodes at",
  cancelled: "The gradient cancels at",
} as const;

/** "2 of 3 units" */
export function starvedWords({
  starved,
  units,
}: {
  readonly starved: number;
  readonly units: number;
}): string {
  return `${starved} of ${units} units`;
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
  return `${wireLocalText(graph, wire)} = ${formatNumber(local)} at ${source} = ${formatNumber(at)}`;
}

/** The sentence of a reason, and what stands at the node to blame, which has room for 40 characters. */
export function reasonWords(
  evaluation: Evaluation,
  reason: FlowReason,
): { readonly sentence: string; readonly flag: string } {
  const { graph } = evaluation;
  const name = (index: number) => nodeText(graph, graph.nodes[index]?.id ?? "");
  const target = (wire: number) => name(targetOf(evaluation, wire));
  const source = (wire: number) => nodeText(graph, graph.wires[wire]?.source ?? "");
  const factorName = (wire: number) => factorText(evaluation, { wire, value: 0, exact: true });
  switch (reason.kind) {
    case "contributions-cancel": {
      const parts = reason.contributions.map(({ value }) => formatNumber(value));
      return {
        sentence: `The contributions ${list(parts)} along the wires out of ${name(reason.node)} cancel each other.`,
        flag: fits(`${parts.join(" and ")} cancel`, "the contributions cancel"),
      };
    }
    case "units-cancel":
      return {
        sentence: `What the units of ${target(reason.wire)} send back to ${name(reason.node)} cancels out in their sum.`,
        flag: "the units cancel each other",
      };
    case "all-ways-blocked":
      return {
        sentence: `Every way back to ${name(reason.node)} has a factor that is exactly 0.`,
        flag: `${derivativeName(evaluation, reason.node)} = 0`,
      };
    case "zero-weight": {
      const omega = factorName(reason.wire);
      const passes = `so nothing passes from ${target(reason.wire)} back to ${source(reason.wire)}`;
      if (reason.entries === "one") {
        return {
          sentence: `The weight ${omega} is 0, ${passes}.`,
          flag: fits(`${omega} = 0`, "a weight is 0"),
        };
      }
      return reason.entries === "all"
        ? {
            sentence: `All weights of ${omega} are 0, ${passes}.`,
            flag: fits(`${omega} = 0`, "all weights are 0"),
          }
        : {
            sentence: `A gradient arrives only at units of ${target(reason.wire)} whose weights in ${omega} are 0, ${passes}.`,
            flag: "the weights there are 0",
          };
    }
    case "inactive": {
      const symbol = target(reason.wire);
      return {
        sentence: `${inactiveWords(evaluation, reason.wire, reason.state)}.`,
        flag: fits(`${symbol} is inactive`, "inactive"),
      };
    }
    case "zero-local": {
      const zero = `${factorName(reason.wire)} = 0`;
      return {
        sentence: `The local derivative ${zero}, so nothing passes from ${target(reason.wire)} back to ${source(reason.wire)}.`,
        flag: fits(zero, "local derivative 0"),
      };
    }
    case "underflow":
      return {
        sentence: `No factor is 0, but their product is too small for float64 and underflows: 0 arrives at ${name(reason.node)}.`,
        flag: "the product underflows to 0",
      };
    case "one-factor": {
      const fact = factorFact(evaluation, reason.factor);
      const { state, factor } = reason;
      const notable = state ? `, for ${target(factor.wire)} ${stateClause(state)}` : "";
      return {
        sentence: `The factor that does it is ${fact}${notable}.`,
        flag: fits(fact, formatNumber(factor.value)),
      };
    }
    case "product": {
      const each = `${productWords(reason)} each`;
      const rest =
        reason.others > 0
          ? `; with the other ${countWord(reason.others)}, ${formatNumber(reason.whole)}`
          : "";
      const product = formatNumber(reason.product);
      return {
        sentence: `It is no single factor but the product: ${each} make ${product}${rest}.`,
        flag: fits(`${each}: ${product}`, `${reason.factors.length} factors: ${product}`),
      };
    }
  }
}

/** "six factors ≤ 0.9" */
export function productWords({
  factors,
  flow,
  bound,
}: Extract<FlowReason, { kind: "product" }>): string {
  const sign = flow === "vanishing" ? "≤" : "≥";
  return `${countOf(factors.length, "factor")} ${sign} ${formatBound(bound, flow)}`;
}

/** A bound that holds after rounding: up for a largest, down for a smallest. */
function formatBound(bound: number, flow: "vanishing" | "exploding"): string {
  for (let digits = 2; digits < 17; digits++) {
    const printed = Number(bound.toPrecision(digits));
    const holds = flow === "vanishing" ? printed >= bound : printed <= bound;
    if (holds) return formatNumber(bound, digits);
  }
  return formatNumber(bound, 17);
}

/** "h₁ is inactive: ReLU passes nothing for f₁ = −0.3" */
function inactiveWords(evaluation: Evaluation, wire: number, state: NodeState): string {
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
    values?.length === 1 ? ` for ${nodeText(graph, source)} = ${formatNumber(values[0] ?? 0)}` : "";
  return `${symbol} is ${state.state}: ${op} passes nothing${at}`;
}

/** "is saturated", "has 2 of 3 units that are inactive" */
function stateClause(state: NodeState): string {
  return state.kind === "uniform" ? `is ${stateWord(state)}` : `has ${stateWord(state)}`;
}

function derivativeName({ graph }: Evaluation, index: number): string {
  return `∂${objectiveText(graph)}/∂${nodeText(graph, graph.nodes[index]?.id ?? "")}`;
}

/** For words, never for symbols: h₂ is not H₂. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** After a colon; all sentences of states begin with a word. */
function uncapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** At most 40 characters, else the shorter wording. */
function fits(text: string, otherwise: string): string {
  return text.length <= 40 ? text : otherwise;
}
