import type { Evaluation, FlowRegion } from "@/engine";
import type { NodeId, NodeIndex } from "@/graph";
import { nodeText } from "../formulas";
import { list } from "../list";
import type { FactorList, FindingExplanation } from "./finding-explanation";
import { flowReason, flowRegionClaims, headOf, targetOf } from "./flow-region-claims";
import type { FlowReason } from "./health-claims";
import { factorFact } from "./product";
import { FLOW_TITLES, productWords, reasonFlag } from "./region-flags";

/** Words for connected quantities that share one flow, and for what did it; found when they are first asked for. */
export function explainFlowRegion(evaluation: Evaluation, region: FlowRegion): FindingExplanation {
  const { graph } = evaluation;
  const idOf = (index: NodeIndex) => graph.nodes[index]?.id ?? "";
  const nodes = region.nodes.map(idOf);
  let found: FlowReason | null | undefined;
  const reason = (): FlowReason | null => {
    if (found === undefined) found = flowReason(evaluation, region);
    return found;
  };
  return {
    id: `${region.flow}:${nodes[0] ?? ""}`,
    severity: "warning",
    nodes,
    headline: { kind: "flow", flow: region.flow, nodes: region.nodes },
    get claims() {
      return flowRegionClaims(evaluation, region, reason());
    },
    get title() {
      return `${FLOW_TITLES[region.flow]} ${list(nodes.map((id) => nodeText(graph, id)))}`;
    },
    get product() {
      return region.flow === "cancelled" ? null : region.chain;
    },
    get factorList() {
      const told = reason();
      return told?.kind === "product" ? factorListOf(evaluation, told) : null;
    },
    get wires() {
      const lit = [
        ...region.wires,
        ...region.chain.factors.map(({ wire }) => wire),
        ...region.contributions.map(({ wire }) => wire),
      ];
      return [...new Set(lit)];
    },
    get culprit() {
      return culpritOf(evaluation, region, reason());
    },
    get flag() {
      const told = reason();
      return told ? reasonFlag(evaluation, told) : "";
    },
  };
}

function factorListOf(
  evaluation: Evaluation,
  reason: Extract<FlowReason, { kind: "product" }>,
): FactorList {
  return {
    title: productWords(reason),
    factors: reason.factors.map((factor) => ({
      text: factorFact(evaluation, factor),
      wire: factor.wire,
    })),
  };
}

/** The node of the factor to blame, or the first that starves where it is the product. */
function culpritOf(
  evaluation: Evaluation,
  region: FlowRegion,
  reason: FlowReason | null,
): NodeId | null {
  if (!reason) return null;
  const index =
    reason.kind === "zero-weight" || reason.kind === "inactive" || reason.kind === "zero-local"
      ? targetOf(evaluation, reason.wire)
      : reason.kind === "one-factor"
        ? targetOf(evaluation, reason.factor.wire)
        : headOf(region);
  return evaluation.graph.nodes[index]?.id ?? null;
}
