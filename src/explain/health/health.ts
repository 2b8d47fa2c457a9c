import { derivativesAlong, type Evaluation, type Finding, valuesOf } from "@/engine";
import type { NodeIndex, WireIndex } from "@/graph";
import { nodeText, objectiveText } from "../formulas";
import { list } from "../list";
import type { FindingExplanation } from "./finding-explanation";
import { nonFiniteCause } from "./finiteness-words";
import { explainFlowRegion } from "./flow-region-words";
import type { HealthClaim, LocalFact } from "./health-claims";
import { shortened, stateWord } from "./health-words";
import { starvedWords } from "./region-flags";

export type { FactorList } from "./finding-explanation";
export type { HealthClaim } from "./health-claims";
export {
  flowData,
  flowWord,
  stateData,
  stateWord,
  unitWord,
  type WellClaim,
  wellClaim,
} from "./health-words";
export type { FindingExplanation };

/** Words for one finding at one sample. */
export function explainFinding(evaluation: Evaluation, finding: Finding): FindingExplanation {
  const { graph } = evaluation;
  const idOf = (index: NodeIndex) => graph.nodes[index]?.id ?? "";
  const names = (indices: readonly number[]) =>
    list(indices.map((index) => nodeText(graph, idOf(index))));
  switch (finding.kind) {
    case "no-objective":
      return quiet(finding, { title: "No backward pass", nodes: [] });
    case "minimum": {
      const { losses } = finding;
      const isOne = losses === null || losses.length === 1;
      const what = losses === null ? objectiveText(graph) : names(losses);
      return quiet(finding, {
        title: finding.isConvex
          ? `${what} ${isOne ? "is at a minimum" : "are at their minima"} here`
          : `No gradient enters at ${names(finding.predictions)}`,
        nodes: finding.predictions.map(idOf),
      });
    }
    case "cut-off":
      return quiet(finding, {
        title: `Cut off: ${names(finding.nodes)}`,
        nodes: finding.nodes.map(idOf),
      });
    case "not-finite":
      return explainNotFinite(evaluation, finding);
    case "starved-units":
      return explainStarvedUnits(evaluation, finding);
    case "state":
      return explainState(evaluation, finding);
    case "flow-region":
      return explainFlowRegion(evaluation, finding);
  }
}

/** A note about the run as a whole, for which no node is to blame. */
function quiet(
  claim: HealthClaim,
  { title, nodes }: Pick<FindingExplanation, "title" | "nodes">,
): FindingExplanation {
  return {
    id: claim.kind,
    severity: "note",
    headline: claim,
    claims: [claim],
    title,
    product: null,
    factorList: null,
    nodes,
    wires: [],
    culprit: null,
    flag: "",
  };
}

/** "2 of 3 units of h₁ get no gradient" */
function explainStarvedUnits(
  evaluation: Evaluation,
  claim: Extract<Finding, { kind: "starved-units" }>,
): FindingExplanation {
  const { graph } = evaluation;
  const id = graph.nodes[claim.node]?.id ?? "";
  const what = claim.zero === claim.starved ? "no" : "next to no";
  const get = claim.starved === 1 ? "gets" : "get";
  return {
    ...quiet(claim, {
      title: `${starvedWords(claim)} of ${nodeText(graph, id)} ${get} ${what} gradient`,
      nodes: [id],
    }),
    id: `starved-units:${id}`,
    culprit: id,
    flag: shortened(
      `${starvedWords(claim)} ${get} ${what} gradient`,
      `some units get ${what} gradient`,
    ),
  };
}

function explainNotFinite(
  evaluation: Evaluation,
  { source }: Extract<Finding, { kind: "not-finite" }>,
): FindingExplanation {
  const { graph, data } = evaluation;
  const idOf = (index: NodeIndex) => graph.nodes[index]?.id ?? "";
  const culprit = idOf(source.node);
  const { spoiledValues: values, spoiledDerivatives: derivatives } = source;
  const spoils = values.length > 0 || derivatives.length > 0;
  const headline = { kind: "not-finite", source } as const;
  const claims: HealthClaim[] = [
    headline,
    ...(spoils ? [{ kind: "spoils", values, derivatives } as const] : []),
    ...(data.rows > 1 && source.sample !== null
      ? [{ kind: "sample", sample: source.sample } as const]
      : []),
  ];
  const cause = nonFiniteCause(evaluation, source);
  return {
    id: `not-finite:${culprit}:${source.pass}:${source.wire ?? ""}`,
    severity: "error",
    headline,
    claims,
    // Nothing goes on from a partial.
    title:
      source.partial || !spoils ? cause.short : `Not finite from ${nodeText(graph, culprit)} on`,
    product: null,
    factorList: null,
    nodes: [...new Set([source.node, ...values, ...derivatives])].map(idOf),
    wires: source.wire === null ? [] : [source.wire],
    culprit,
    flag: shortened(cause.short, "not finite"),
  };
}

function explainState(
  evaluation: Evaluation,
  { node: index, state }: Extract<Finding, { kind: "state" }>,
): FindingExplanation {
  const { graph, plan } = evaluation;
  const id = graph.nodes[index]?.id ?? "";
  const symbol = nodeText(graph, id);
  const word = stateWord(state);
  const wires = Array.from(plan.topology.incoming[index] ?? new Int32Array(0));
  const title = state.kind === "uniform" ? `${symbol} is ${word}` : `${symbol}: ${word}`;
  const claim = (): HealthClaim =>
    state.kind === "uniform"
      ? {
          kind: "state",
          node: index,
          state: state.state,
          locals: wires.flatMap((wire) => localFacts(evaluation, wire)),
        }
      : { kind: "mixed-states", node: index, counts: state.counts, units: state.units };
  return {
    id: `state:${id}`,
    severity: "note",
    title,
    // There can be thousands, of which few are read.
    get headline() {
      return claim();
    },
    get claims() {
      return [claim()];
    },
    product: null,
    factorList: null,
    nodes: [id],
    wires,
    culprit: id,
    flag: shortened(title, word),
  };
}

/** The local derivative along a wire between two single units; none for others. */
function localFacts(evaluation: Evaluation, wire: WireIndex): LocalFact[] {
  const source = evaluation.graph.wires[wire]?.source ?? "";
  const locals = derivativesAlong(evaluation, wire);
  const values = valuesOf(evaluation, source);
  if (locals?.length !== 1 || values?.length !== 1) return [];
  const [local = 0] = locals;
  const [at = 0] = values;
  return [{ wire, local, at }];
}
