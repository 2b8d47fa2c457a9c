import {
  derivativesAlong,
  type Evaluation,
  type Finding,
  type NodeState,
  valuesOf,
} from "@/engine";
import type { NodeId } from "@/graph";
import { nodeText, objectiveText, wireLocalText } from "../formulas";
import { list } from "../list";
import { formatNumber } from "../numbers";
import type { FindingExplanation } from "./finding-explanation";
import { nonFiniteCause } from "./finiteness-words";
import { explainFlowRegion } from "./flow-region-words";
import { stateSentence, stateWord } from "./health-words";

export { flowData, flowWord, stateData, stateWord, unitWord, wellWords } from "./health-words";
export type { FindingExplanation };

import { sampleText } from "../sample-text";

/** Words for one finding at one sample. */
export function explainFinding(evaluation: Evaluation, finding: Finding): FindingExplanation {
  const { graph } = evaluation;
  const idOf = (index: number) => graph.nodes[index]?.id ?? "";
  const symbols = (indices: readonly number[]) =>
    indices.map((index) => nodeText(graph, idOf(index)));
  const quiet = { product: null, wires: [], culprit: null, flag: "" };
  switch (finding.kind) {
    case "no-objective":
      return {
        ...quiet,
        id: "no-objective",
        severity: "note",
        title: "No backward pass",
        words:
          "There is neither a complete loss nor a chosen output, so there is nothing to differentiate.",
        nodes: [],
      };
    case "minimum": {
      if (finding.losses !== null) return explainResting(evaluation, finding, finding.losses);
      const objective = objectiveText(graph);
      return {
        ...quiet,
        id: "minimum",
        severity: "note",
        title: `${objective} is at a minimum here`,
        words: `The derivative of ${objective} with respect to ${list(symbols(finding.predictions))} is 0, so every derivative behind is 0 too. That is no fault of the network, and nothing is judged.`,
        nodes: finding.predictions.map(idOf),
      };
    }
    case "cut-off": {
      const names = list(symbols(finding.nodes));
      return {
        ...quiet,
        id: "cut-off",
        severity: "note",
        title: `Cut off: ${names}`,
        words: `No path leads from ${names} to ${objectiveText(graph)}, so the derivative is 0 there.`,
        nodes: finding.nodes.map(idOf),
      };
    }
    case "not-finite":
      return explainNotFinite(evaluation, finding);
    case "starved-units":
      return explainStarvedUnits(evaluation, finding);
    case "state":
      return explainState(evaluation, idOf(finding.node), finding.state);
    case "flow-region":
      return explainFlowRegion(evaluation, finding);
  }
}

/** Of several losses, those that are at a minimum. */
function explainResting(
  { graph }: Evaluation,
  { predictions }: Extract<Finding, { kind: "minimum" }>,
  losses: readonly number[],
): FindingExplanation {
  const namesOf = (indices: readonly number[]) =>
    list(indices.map((index) => nodeText(graph, graph.nodes[index]?.id ?? "")));
  const names = namesOf(losses);
  const one = losses.length === 1;
  return {
    id: "minimum",
    severity: "note",
    title: `${names} ${one ? "is at a minimum" : "are at their minima"} here`,
    words: `The derivative of ${names} with respect to ${namesOf(predictions)} is 0. That is no fault of the network: what leads only to ${one ? "this loss" : "these losses"} is not judged.`,
    product: null,
    nodes: predictions.map((index) => graph.nodes[index]?.id ?? ""),
    wires: [],
    culprit: null,
    flag: "",
  };
}

/** "2 of 3 units of h₁ get no gradient" */
function explainStarvedUnits(
  { graph }: Evaluation,
  { node, starved, zero, units }: Extract<Finding, { kind: "starved-units" }>,
): FindingExplanation {
  const id = graph.nodes[node]?.id ?? "";
  const symbol = nodeText(graph, id);
  const title =
    zero === starved
      ? `${starved} of ${units} units of ${symbol} get no gradient`
      : `${starved} of ${units} units of ${symbol} get next to no gradient`;
  const rest = starved - zero;
  const exactly = zero === 0 || rest === 0 ? "" : ` ${zero} of them get exactly 0.`;
  return {
    id: `starved-units:${id}`,
    severity: "note",
    title,
    words: `${title}, while the largest of its units gets a fair share.${exactly}`,
    product: null,
    nodes: [id],
    wires: [],
    culprit: id,
    flag: shortened(`${starved} of ${units} units get nothing`, "some units get nothing"),
  };
}

function explainNotFinite(
  evaluation: Evaluation,
  finding: Extract<Finding, { kind: "not-finite" }>,
): FindingExplanation {
  const { graph } = evaluation;
  const { source: first } = finding;
  const idOf = (index: number) => graph.nodes[index]?.id ?? "";
  const symbols = (indices: readonly number[]) =>
    list(indices.map((index) => nodeText(graph, idOf(index))));
  const culprit = idOf(first.node);
  const spoiled: string[] = [];
  if (first.spoiledValues.length > 0) spoiled.push(`the values of ${symbols(first.spoiledValues)}`);
  if (first.spoiledDerivatives.length > 0) {
    spoiled.push(`the derivatives at ${symbols(first.spoiledDerivatives)}`);
  }
  const spoils = spoiled.length > 0 ? ` It spoils ${spoiled.join(" and ")}.` : "";
  const cause = nonFiniteCause(evaluation, first);
  const { data } = evaluation;
  const where = data.rows > 1 && first.sample !== null ? ` ${sampleText(data, first.sample)}.` : "";
  return {
    id: `not-finite:${culprit}:${first.pass}:${first.wire ?? ""}`,
    severity: "error",
    // Nothing goes on from a partial.
    title:
      first.partial || spoiled.length === 0
        ? cause.short
        : `Not finite from ${nodeText(graph, culprit)} on`,
    words: `${cause.long}.${spoils}${where}`,
    product: null,
    nodes: [...new Set([first.node, ...first.spoiledValues, ...first.spoiledDerivatives])].map(
      idOf,
    ),
    wires: first.wire === null ? [] : [first.wire],
    culprit,
    flag: shortened(cause.short, "not finite"),
  };
}

function explainState(evaluation: Evaluation, node: NodeId, state: NodeState): FindingExplanation {
  const { graph } = evaluation;
  const symbol = nodeText(graph, node);
  const word = stateWord(state);
  const index = evaluation.plan.topology.indexOf.get(node) ?? -1;
  const wires = Array.from(evaluation.plan.topology.incoming[index] ?? new Int32Array(0));
  const title = state.kind === "uniform" ? `${symbol} is ${word}` : `${symbol}: ${word}`;
  return {
    id: `state:${node}`,
    severity: "note",
    title,
    // There can be thousands, of which few are read.
    get words() {
      if (state.kind === "uniform") {
        const facts = wires
          .map((wire) => localFact(evaluation, wire))
          .filter((fact) => fact !== "");
        const because = facts.length > 0 ? `: ${list(facts)}` : "";
        return `${symbol} is ${word}${because}. ${stateSentence(state.state)}`;
      }
      const sentences = Array.from(state.counts.keys())
        .filter((each) => each !== "active")
        .map((each) => capital(`${each}: ${stateSentence(each)}`));
      return [`${title}.`, ...sentences].join(" ");
    },
    product: null,
    nodes: [node],
    wires,
    culprit: node,
    flag: shortened(title, word),
  };
}

/** "∂h₁/∂f₁ = 1.35·10⁻⁴ at f₁ = −8.911" */
function localFact(evaluation: Evaluation, wire: number): string {
  const found = evaluation.graph.wires[wire];
  const local = derivativesAlong(evaluation, wire);
  const values = found ? valuesOf(evaluation, found.source) : null;
  if (!found || local?.length !== 1 || values?.length !== 1) return "";
  const [slope = 0] = local;
  const [value = 0] = values;
  const at = `${nodeText(evaluation.graph, found.source)} = ${formatNumber(value)}`;
  return `${wireLocalText(evaluation.graph, wire)} = ${formatNumber(slope)} at ${at}`;
}

/** At most 40 characters, else the shorter wording. */
export function shortened(text: string, otherwise: string): string {
  return text.length <= 40
    ? text
    : otherwise.length <= 40
      ? otherwise
      : `${otherwise.slice(0, 39)}…`;
}

/** For words, never for symbols: h₂ is not H₂. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
