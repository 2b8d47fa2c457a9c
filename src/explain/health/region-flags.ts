import type { Evaluation } from "@/engine";
import type { NodeIndex, WireIndex } from "@/graph";
import { nodeText, objectiveText } from "../formulas";
import { formatNumber } from "../numbers";
import { targetOf } from "./flow-region-claims";
import type { FlowReason } from "./health-claims";
import { countOf, shortened } from "./health-words";
import { factorFact, factorText } from "./product";

/** The short words of a region: its title, and what stands at the node to blame. Sentences are in `claim-sentences.ts`. */

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

/** What stands at the node to blame, which has room for 40 characters. */
export function reasonFlag(evaluation: Evaluation, reason: FlowReason): string {
  const { graph } = evaluation;
  const name = (index: NodeIndex) => nodeText(graph, graph.nodes[index]?.id ?? "");
  const factorName = (wire: WireIndex) => factorText(evaluation, wire);
  switch (reason.kind) {
    case "contributions-cancel": {
      const parts = reason.contributions.map(({ value }) => formatNumber(value));
      return shortened(`${parts.join(" and ")} cancel`, "the contributions cancel");
    }
    case "units-cancel":
      return "the units cancel each other";
    case "all-ways-blocked":
      return shortened(`∂${objectiveText(graph)}/∂${name(reason.node)} = 0`, "0 arrives here");
    case "zero-weight":
      if (reason.entries === "used") return "the weights there are 0";
      return shortened(
        `${factorName(reason.wire)} = 0`,
        reason.entries === "one" ? "a weight is 0" : "all weights are 0",
      );
    case "inactive":
      if (reason.state.kind === "mixed") return "inactive where a gradient arrives";
      return shortened(
        `${name(targetOf(evaluation, reason.wire))} is ${reason.state.state}`,
        reason.state.state,
      );
    case "zero-local":
      if (reason.entries === "used") return "the local derivatives there are 0";
      return shortened(`${factorName(reason.wire)} = 0`, "local derivative 0");
    case "underflow":
      return "the product underflows to 0";
    case "one-factor":
      return shortened(factorFact(evaluation, reason.factor), formatNumber(reason.factor.value));
    case "product": {
      const product = formatNumber(reason.product);
      return shortened(
        `${productWords(reason)} each: ${product}`,
        `${reason.factors.length} factors: ${product}`,
      );
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
