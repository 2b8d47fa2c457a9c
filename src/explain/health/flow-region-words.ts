import {
  derivativeOf,
  type Evaluation,
  type Factor,
  type Finding,
  magnitude,
  stateOf,
  valuesOf,
} from "@/engine";
import type { NodeId } from "@/graph";
import { opOf } from "@/ops";
import { inputIds, nodeById, nodeText } from "../formulas";
import { list } from "../list";
import { countWord, formatNumber } from "../numbers";
import { sampleText } from "../sample-text";
import type { FindingExplanation } from "./finding-explanation";
import { countOf, stateWord } from "./health-words";
import { factorFact, factorText, productParts, weightOf } from "./product";

type FlowRegion = Extract<Finding, { kind: "flow-region" }>;

/** Words for connected quantities that share one flow, and for what did it; found when they are first asked for. */
export function explainFlowRegion(evaluation: Evaluation, finding: FlowRegion): FindingExplanation {
  const { graph } = evaluation;
  const nodes = finding.nodes.map((index) => graph.nodes[index]?.id ?? "");
  let found: Reason | null = null;
  const reason = (): Reason => {
    found ??= reasonOf(evaluation, finding);
    return found;
  };
  return {
    id: `${finding.flow}:${nodes[0] ?? ""}`,
    severity: "warning",
    nodes,
    get title() {
      return `${TITLES[finding.flow]} ${list(nodes.map((id) => nodeText(graph, id)))}`;
    },
    get words() {
      return wordsOf(evaluation, finding, reason()).join(" ");
    },
    get product() {
      return finding.flow === "cancelled" ? null : productParts(evaluation, finding.chain);
    },
    get wires() {
      const lit = [
        ...finding.wires,
        ...finding.chain.factors.map(({ wire }) => wire),
        ...finding.contributions.map(({ wire }) => wire),
      ];
      return [...new Set(lit)];
    },
    get culprit() {
      return reason().culprit;
    },
    get flag() {
      return reason().flag;
    },
  };
}

function wordsOf(evaluation: Evaluation, finding: FlowRegion, reason: Reason): readonly string[] {
  const words = [...reason.sentences, ...underflowWords(evaluation, finding)];
  if (finding.revivedBy) {
    words.push(
      `Behind it, the large factor ${factorFact(evaluation, finding.revivedBy)} revives the gradient.`,
    );
  }
  if (evaluation.data.rows > 1) words.push(`${sampleText(evaluation.data, evaluation.sample)}.`);
  return words;
}

const TITLES: Record<FlowRegion["flow"], string> = {
  vanishing: "The gradient vanishes at",
  blocked: "No gradient reaches",
  exploding: "The gradient explodes at",
  cancelled: "The gradient cancels at",
};

interface Reason {
  readonly sentences: readonly string[];
  readonly culprit: NodeId | null;
  readonly flag: string;
}

function reasonOf(evaluation: Evaluation, finding: FlowRegion): Reason {
  const { chain } = finding;
  const blamed = chain.culprit === null ? null : (chain.factors[chain.culprit] ?? null);
  switch (finding.flow) {
    case "cancelled":
      return cancelledReason(evaluation, finding);
    case "blocked":
      return blockedReason(evaluation, finding, blamed);
    case "exploding":
      return sizeReason(evaluation, finding, blamed, 1);
    case "vanishing":
      return finding.share === 0
        ? underflowReason(evaluation, finding)
        : sizeReason(evaluation, finding, blamed, -1);
  }
}

function cancelledReason(evaluation: Evaluation, finding: FlowRegion): Reason {
  const head = headOf(evaluation, finding);
  const symbol = nodeText(evaluation.graph, head);
  const { contributions } = finding;
  if (contributions.length === 0) {
    const wire = finding.chain.factors.at(-1)?.wire ?? -1;
    const target = evaluation.graph.wires[wire]?.target ?? "";
    return {
      sentences: [
        `What the units of ${nodeText(evaluation.graph, target)} send back to ${symbol} cancels out in their sum.`,
      ],
      culprit: head,
      flag: "the units cancel each other",
    };
  }
  const parts = contributions.map(({ value }) => formatNumber(value));
  return {
    sentences: [
      `The contributions ${list(parts)} along the wires out of ${symbol} cancel each other.`,
    ],
    culprit: head,
    flag: fits(`${parts.join(" and ")} cancel`, "the contributions cancel"),
  };
}

function blockedReason(evaluation: Evaluation, finding: FlowRegion, blamed: Factor | null): Reason {
  const head = headOf(evaluation, finding);
  if (!blamed) {
    const arriving = `∂ is 0 at ${nodeText(evaluation.graph, head)}`;
    return {
      sentences: [
        `Every way back to ${nodeText(evaluation.graph, head)} has a factor that is exactly 0.`,
      ],
      culprit: head,
      flag: arriving,
    };
  }
  const target = evaluation.graph.wires[blamed.wire]?.target ?? "";
  const source = evaluation.graph.wires[blamed.wire]?.source ?? "";
  const symbol = nodeText(evaluation.graph, target);
  const weight = weightOf(evaluation, blamed);
  if (weight) {
    const name = factorText(evaluation, blamed);
    const from = nodeText(evaluation.graph, source);
    return {
      sentences: [`The weight ${name} is 0, so nothing passes from ${symbol} back to ${from}.`],
      culprit: target,
      flag: fits(`${name} = 0`, "a weight is 0"),
    };
  }
  const inactive = inactiveWords(evaluation, target);
  if (inactive)
    return {
      sentences: [`${inactive}.`],
      culprit: target,
      flag: fits(`${symbol} is inactive`, "inactive"),
    };
  const zero = `${factorText(evaluation, blamed)} = 0`;
  return {
    sentences: [`The local derivative ${zero}, so nothing passes through ${symbol}.`],
    culprit: target,
    flag: fits(zero, "local derivative 0"),
  };
}

/** "h₁ is inactive: ReLU passes nothing for f₁ = −0.3"; null where the node is not inactive. */
function inactiveWords(evaluation: Evaluation, node: NodeId): string | null {
  const state = stateOf(evaluation, node);
  if (!state) return null;
  const symbol = nodeText(evaluation.graph, node);
  const found = nodeById(evaluation.graph, node);
  const name = found ? opOf(found.op).title : "";
  if (state.kind === "mixed") {
    return state.counts.has("inactive")
      ? `${symbol}: ${stateWord(state)}; ${name} passes nothing there`
      : null;
  }
  if (state.state !== "inactive" && state.state !== "dead") return null;
  const [source] = inputIds(evaluation.graph, node);
  const values = source ? valuesOf(evaluation, source) : null;
  const at =
    source && values?.length === 1
      ? ` for ${nodeText(evaluation.graph, source)} = ${formatNumber(values[0] ?? 0)}`
      : "";
  return `${symbol} is ${state.state}: ${name} passes nothing${at}`;
}

function underflowReason(evaluation: Evaluation, finding: FlowRegion): Reason {
  const symbol = nodeText(evaluation.graph, headOf(evaluation, finding));
  return {
    sentences: [
      `No factor is 0, but their product is too small for float64 and underflows: 0 arrives at ${symbol}.`,
    ],
    culprit: headOf(evaluation, finding),
    flag: "the product underflows to 0",
  };
}

/** Small numbers multiply on until they are none: where in a vanishing region that happens. */
function underflowWords(evaluation: Evaluation, finding: FlowRegion): string[] {
  if (finding.flow !== "vanishing" || finding.share === 0) return [];
  const ids = finding.nodes.map((index) => evaluation.graph.nodes[index]?.id ?? "");
  const gone = ids.find((id) => magnitude(derivativeOf(evaluation, id)) === 0);
  if (gone === undefined) return [];
  return [
    `From ${nodeText(evaluation.graph, gone)} back it is too small for float64 and underflows to 0.`,
  ];
}

/** Vanishing (direction −1) or exploding (1) by size: one factor, or the product of them all. */
function sizeReason(
  evaluation: Evaluation,
  finding: FlowRegion,
  blamed: Factor | null,
  direction: 1 | -1,
): Reason {
  const { graph } = evaluation;
  const head = headOf(evaluation, finding);
  const { factors, path, product } = finding.chain;
  const prediction = graph.nodes[path[0] ?? -1]?.id ?? "";
  const share = formatNumber(finding.share);
  const arrives =
    direction < 0
      ? `Only ${share} of the gradient at ${nodeText(graph, prediction)} arrives at ${nodeText(graph, head)}.`
      : `The gradient at ${nodeText(graph, head)} is ${share} times the one at ${nodeText(graph, prediction)}.`;
  if (blamed) {
    const target = graph.wires[blamed.wire]?.target ?? "";
    const fact = factorFact(evaluation, blamed);
    const state = weightOf(evaluation, blamed) ? null : stateOf(evaluation, target);
    const notable =
      state && stateWord(state) !== "active"
        ? `, for ${nodeText(graph, target)} is ${stateWord(state)}`
        : "";
    return {
      sentences: [arrives, `The factor that does it is ${fact}${notable}.`],
      culprit: target,
      flag: fits(fact, formatNumber(blamed.value)),
    };
  }
  const sizes = factors.map(({ value }) => Math.abs(value));
  const guilty = sizes.filter((size) => (direction < 0 ? size < 1 : size > 1));
  const bound = direction < 0 ? Math.max(...guilty) : Math.min(...guilty);
  const sign = direction < 0 ? "≤" : "≥";
  const each = `${countOf(guilty.length, "factor")} ${sign} ${formatBound(bound, direction)} each`;
  const together = guilty.reduce((all, size) => all * size, 1);
  const rest =
    guilty.length < factors.length
      ? `; with the other ${countWord(factors.length - guilty.length)}, ${formatNumber(Math.abs(product))}`
      : "";
  return {
    sentences:
      guilty.length === 0
        ? [arrives]
        : [
            arrives,
            `It is no single factor but the product: ${each} make ${formatNumber(together)}${rest}.`,
          ],
    culprit: guilty.length === 0 ? null : head,
    flag:
      guilty.length === 0
        ? ""
        : fits(
            `${each}: ${formatNumber(together)}`,
            `${guilty.length} factors: ${formatNumber(together)}`,
          ),
  };
}

/** A bound that holds after rounding: up for a largest, down for a smallest. */
function formatBound(bound: number, direction: 1 | -1): string {
  for (let digits = 2; digits < 17; digits++) {
    const text = formatNumber(bound, digits);
    const printed = Number(bound.toPrecision(digits));
    const holds = direction < 0 ? printed >= bound : printed <= bound;
    if (holds) return text;
  }
  return formatNumber(bound, 17);
}

function headOf(evaluation: Evaluation, finding: FlowRegion): NodeId {
  return evaluation.graph.nodes[finding.nodes[0] ?? -1]?.id ?? "";
}

function fits(text: string, otherwise: string): string {
  return text.length <= 40 ? text : otherwise;
}
