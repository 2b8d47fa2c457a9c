import { atSample, type Evaluation, type NonFinite, nodeSetting, valuesOf } from "@/engine";
import type { GraphNode } from "@/graph";
import { isElementWise, opOf } from "@/ops";
import {
  derivativeText,
  inputIds,
  nodeText,
  objectiveText,
  omegaText,
  ownedText,
  wireLocalText,
  withSettingOf,
} from "../formulas";
import { equalTo, formatNumber, relationBefore } from "../numbers";
import { formulaText, formulaTextOf, plainFormula } from "../plain-formula";

const TOO_LARGE = "is too large for float64";

/** Both begin with a symbol, whose case is kept, and end without a full stop. */
interface Cause {
  /** For a flag at the node: "∂ℓᵢ/∂ω₀ overflows". */
  readonly short: string;
  /** For a sentence: "∂ℓᵢ/∂ω₀ = 10²⁰⁰ × 10²⁰⁰ is too large for float64". */
  readonly long: string;
}

/** Why the first number that is not finite is not. */
export function nonFiniteCause(evaluation: Evaluation, first: NonFinite): Cause {
  const node = evaluation.graph.nodes[first.node] as GraphNode;
  if (first.sample === null && first.partial) {
    return meanOverflow(`∂L/∂${ownedText(evaluation.graph, node, first.partial)}`);
  }
  return first.pass === "forward"
    ? forwardCause(evaluation, first, node)
    : backwardCause(evaluation, first, node);
}

/** Why the mean of a partial is not finite where every sample's is. */
export function meanOverflow(partial: string): Cause {
  return {
    short: `${partial} overflows`,
    long: `${partial} overflows: for every sample it is finite, but their sum ${TOO_LARGE}`,
  };
}

function forwardCause(evaluation: Evaluation, first: NonFinite, node: GraphNode): Cause {
  const { graph } = evaluation;
  const symbol = nodeText(graph, node.id);
  const op = opOf(node.op);
  const numbers = first.inputs.map((value) => formatNumber(value));
  const scalar = isElementWise(op);
  const domain = op.kind === "unary" || op.kind === "binary" ? op.domain : undefined;
  const formula = scalar
    ? formulaTextOf(graph, node, numbers, (latex) => withSettingOf(evaluation, node, latex))
    : formulaText(graph, node);
  if (formula === null) {
    const words = `${symbol} is ${formatNumber(first.result)}`;
    return { short: words, long: words };
  }
  const is = scalar ? relationBefore(first.inputs, 4) : "=";
  if (first.cause === "domain-edge" && scalar) {
    const words = `${symbol} ${is} ${formula} ${equalTo(first.result)}: the edge of its domain`;
    return { short: words, long: words };
  }
  if (first.cause !== "outside-domain" || !domain) {
    const words = `${symbol} ${is} ${formula} overflows`;
    return { short: scalar ? words : `${symbol} overflows`, long: words };
  }
  const names = inputIds(graph, node.id).map((id) => (id === null ? "" : nodeText(graph, id)));
  const short = `${symbol} ${is} ${formula} is not defined`;
  return {
    short,
    long: `${short}, for it needs ${plainFormula(domain.latex(...names, String(nodeSetting(evaluation.numbers, node))))}`,
  };
}

function backwardCause(evaluation: Evaluation, first: NonFinite, node: GraphNode): Cause {
  const { graph } = evaluation;
  const [local = 0, upstream = 0] = first.inputs;
  if (first.partial?.kind === "omega") {
    // Named like every partial: upstream derivative × input.
    const partial = `∂${objectiveText(graph)}/∂${omegaText(evaluation.graph, node, first.partial.port)}`;
    return {
      short: `${partial} overflows`,
      long: `${partial} ${relationBefore(first.inputs, 4)} ${formatNumber(local)} × ${formatNumber(upstream)} ${TOO_LARGE}`,
    };
  }
  if (first.wire === null) {
    const derivative = derivativeText(graph, node.id);
    return {
      short: `${derivative} overflows`,
      long: `${derivative}, the sum of the contributions, ${TOO_LARGE}`,
    };
  }
  const name = wireLocalText(graph, first.wire);
  const source = graph.wires[first.wire]?.source ?? "";
  const values = valuesOf(atSample(evaluation, first.sample ?? evaluation.sample), source);
  const at =
    values?.length === 1 ? ` at ${nodeText(graph, source)} ${equalTo(values[0] ?? 0)}` : "";
  const infinite = `${name} is infinite${at}`;
  switch (first.cause) {
    case "zero-times-infinity":
      return {
        short: infinite,
        long: `${infinite}, the upstream gradient is 0, and 0 · ∞ is not a number`,
      };
    case "infinite-local":
      return { short: infinite, long: infinite };
    case "local-overflow":
      return { short: `${name} overflows`, long: `${name}${at} ${TOO_LARGE}` };
    default: {
      const how =
        first.inputs.length === 0
          ? "summed over the units"
          : `${formatNumber(local)} × ${formatNumber(upstream)}`;
      return {
        short: `${name} × upstream overflows`,
        long: `${name} times the upstream gradient, ${how}, ${TOO_LARGE}`,
      };
    }
  }
}
