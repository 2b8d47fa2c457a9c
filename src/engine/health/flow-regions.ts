import type { Indices, NodeIndex, WireIndex } from "@/graph";
import { opOf } from "@/ops";
import { contributionOf, type Evaluation, sizeOfDerivative } from "../evaluation";
import { CANCELLED_PART, type Flow, type FlowMap } from "./flow";
import {
  type Chain,
  chainTo,
  endsOf,
  type Factor,
  factorOf,
  findAmplifier,
  strongestWire,
} from "./reason";

/** The words of flow that make a region: what flows needs no explanation. */
export type RegionFlow = "vanishing" | "blocked" | "exploding" | "cancelled";

/** Connected quantities that share one word, with the reason, told at the one nearest the prediction: the head. */
export interface FlowRegion {
  readonly kind: "flow-region";
  readonly flow: RegionFlow;
  /** Indices in `graph.nodes`, from the prediction back; the head is the first. */
  readonly nodes: readonly NodeIndex[];
  /** Indices in `graph.wires` that bear the word too. */
  readonly wires: readonly WireIndex[];
  /** How much arrives at the head, as a part of what enters at the prediction `reference`, which gets most. */
  readonly share: number;
  /** −1 where no prediction is the one: what enters is not a number. */
  readonly reference: number;
  /** The chain to the head, found when it is first asked for: there can be thousands of long ones. */
  readonly chain: Chain;
  /**
   * The contributions that cancel at the head, by wire, of the unit where the largest is; empty for other words, and
   * where they cancel within the last wire of the chain, over the units of its target.
   */
  readonly contributions: readonly { readonly wire: WireIndex; readonly value: number }[];
  /** A large factor behind the region that makes the gradient flow again. */
  readonly revivedBy: Factor | null;
}

const REGION_FLOWS: ReadonlySet<Flow> = new Set<RegionFlow>([
  "vanishing",
  "blocked",
  "exploding",
  "cancelled",
]);

/**
 * Groups quantities of one word. A quantity belongs to the region that its strongest wire leads to, where the wire and
 * its target share its word; else the cause is its own, and it is the head of a new region. So branches that starve
 * for one shared cause make one region, and branches with causes of their own are told apart.
 */
export function findFlowRegions(evaluation: Evaluation, flow: FlowMap): FlowRegion[] {
  const { graph, plan } = evaluation;
  const { order, outgoing, incoming } = plan.topology;
  const regionOf = new Int32Array(graph.nodes.length).fill(-1);
  const members: number[][] = [];
  for (let at = order.length - 1; at >= 0; at--) {
    const index = order[at] as NodeIndex;
    const word = flow.nodes[index];
    if (!word || !REGION_FLOWS.has(word)) continue;
    let region = joined(index, strongestWire(evaluation, index));
    const node = graph.nodes[index];
    const isLeaf = node !== undefined && opOf(node.op).kind === "leaf";
    // What gets nothing behind a cancellation has nothing of its own that could cancel.
    const isBehind = word === "cancelled" && sizeOfDerivative(evaluation, index) === 0;
    if (region < 0 && (isLeaf || isBehind)) {
      // It is told with what it feeds, whichever wire was cut first.
      const wires = Array.from(outgoing[index] as Indices<WireIndex>, (wire) =>
        joined(index, wire),
      );
      region = wires.find((found) => found >= 0) ?? -1;
    }
    if (region < 0) region = members.push([]) - 1;
    regionOf[index] = region;
    members[region]?.push(index);
  }
  return members.map((nodes) => describe(evaluation, flow, nodes, wiresOf(nodes)));

  function joined(index: NodeIndex, wire: WireIndex): number {
    const [, target] = endsOf(evaluation, wire);
    const word = flow.nodes[index];
    const isShared = flow.wires[wire] === word && flow.nodes[target] === word;
    return isShared ? (regionOf[target] ?? -1) : -1;
  }

  /** Wires of the word out of the members, and into them from quantities that have another word. */
  function wiresOf(nodes: readonly NodeIndex[]): number[] {
    const found: number[] = [];
    for (const index of nodes) {
      const word = flow.nodes[index];
      for (const wire of outgoing[index] as Indices<WireIndex>) {
        if (flow.wires[wire] === word) found.push(wire);
      }
      for (const wire of incoming[index] as Indices<WireIndex>) {
        const [source] = endsOf(evaluation, wire);
        if (flow.wires[wire] === word && flow.nodes[source] !== word) found.push(wire);
      }
    }
    return found.sort((a, b) => a - b);
  }
}

function describe(
  evaluation: Evaluation,
  flow: FlowMap,
  nodes: readonly NodeIndex[],
  wires: readonly WireIndex[],
): FlowRegion {
  const [head = -1] = nodes;
  const word = flow.nodes[head] as RegionFlow;
  const contributions = word === "cancelled" ? cancelledAt(evaluation, head) : [];
  let chain: Chain | null = null;
  return {
    kind: "flow-region",
    flow: word,
    nodes,
    wires,
    share: shareOf(sizeOfDerivative(evaluation, head), flow.entry),
    reference:
      flow.predictions.find((index) => sizeOfDerivative(evaluation, index) === flow.entry) ?? -1,
    contributions,
    revivedBy: word === "vanishing" ? findRevival(evaluation, flow, nodes) : null,
    get chain() {
      chain ??= explainedChain();
      return chain;
    },
  };

  function explainedChain(): Chain {
    const found = chainTo(evaluation, head, flow);
    if (word === "exploding") return { ...found, culprit: findAmplifier(found.factors) };
    // No factor is to blame for what contributions do to each other.
    return contributions.length > 0 ? { ...found, culprit: null } : found;
  }
}

function cancelledAt(evaluation: Evaluation, head: number): FlowRegion["contributions"] {
  const { plan } = evaluation;
  const found = Array.from(plan.topology.outgoing[head] as Indices<WireIndex>)
    .filter((wire) => (plan.wireSlots[wire] as number) >= 0)
    .map((wire) => ({ wire, values: contributionOf(evaluation, wire) ?? [] }));
  if (found.length < 2) return [];
  let unit = 0;
  let largest = 0;
  for (const { values } of found) {
    for (const [at, value] of values.entries()) {
      if (Math.abs(value) <= largest) continue;
      largest = Math.abs(value);
      unit = at;
    }
  }
  const contributions = found.map(({ wire, values }) => ({ wire, value: values[unit] ?? 0 }));
  const sum = contributions.reduce((all, { value }) => all + value, 0);
  // Else one of them has cancelled within itself, and the others are too small to matter.
  return largest > 0 && Math.abs(sum) <= CANCELLED_PART * largest ? contributions : [];
}

/** The strongest factor that leads out of the region along a wire on which the gradient flows again. */
function findRevival(
  evaluation: Evaluation,
  flow: FlowMap,
  nodes: readonly NodeIndex[],
): Factor | null {
  let best: Factor | null = null;
  for (const index of nodes) {
    for (const wire of evaluation.plan.topology.incoming[index] as Indices<WireIndex>) {
      if (flow.wires[wire] !== "flowing" && flow.wires[wire] !== "exploding") continue;
      const factor = factorOf(evaluation, wire);
      if (!best || Math.abs(factor.value) > Math.abs(best.value)) best = factor;
    }
  }
  return best;
}

/** What arrives as a part of what enters; 0 where nothing arrives, even if what enters is 0 or not finite. */
function shareOf(size: number, entry: number): number {
  return size === 0 ? 0 : size / entry;
}
