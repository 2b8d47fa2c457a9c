import type { GraphNode, HealthThresholds, Indices, NodeIndex, WireIndex } from "@/graph";
import { opOf } from "@/ops";
import {
  type Evaluation,
  hasObjective,
  sampleObjective,
  sizeOfContribution,
  sizeOfDerivative,
} from "../evaluation";
import { magnitude, termsOf } from "../local";
import { differentiatesNoLoss } from "../objective";

/** How much of the gradient arrives. */
export type Flow =
  | "not-finite"
  | "cut-off"
  | "cancelled"
  | "vanishing"
  | "blocked"
  | "exploding"
  | "flowing";

/** The flow of a whole graph at one sample, by node index and wire index; null where nothing is judged. */
export interface FlowMap {
  /** |∂ℓᵢ/∂f| that enters at the prediction: shares are parts of it. */
  readonly entry: number;
  /**
   * The nodes that the share is measured from: port 0 of each loss, and its port 1 where that is computed as well; or the
   * chosen output, where that is no loss.
   */
  readonly predictions: readonly number[];
  /**
   * ∂ℓᵢ/∂f = 0 at all predictions, where ℓᵢ is finite: nothing is judged but what is not finite. Whether that is a minimum,
   * `Finding` says.
   */
  readonly nothingEnters: boolean;
  /**
   * Of several losses, the predictions at which those pass on 0: no gradient enters there, and what has no other way to the
   * objective is not judged.
   */
  readonly resting: readonly number[];
  readonly nodes: readonly (Flow | null)[];
  readonly wires: readonly (Flow | null)[];
}

/** A sum at or below this part of its largest contribution has cancelled. */
export const CANCELLED_PART = 1e-12;

/** The words for a derivative of 0: the first that holds is said. */
const ZERO_WORDS: readonly Flow[] = ["cancelled", "vanishing", "blocked"];

/** Judges every wire and every quantity at one sample (E11). */
export function flowOf(evaluation: Evaluation, thresholds: HealthThresholds): FlowMap {
  const predictions = findPredictions(evaluation);
  const sizes = predictions.map((index) => sizeOfDerivative(evaluation, index));
  const entry = magnitude(sizes);
  const enters = hasObjective(evaluation) && entry !== 0;
  const nothingEnters =
    hasObjective(evaluation) && !enters && Number.isFinite(sampleObjective(evaluation));
  const words = enters
    ? new Judge(evaluation, thresholds, entry, predictions).run()
    : { ...notFiniteWords(evaluation), resting: [] };
  return { entry, predictions, nothingEnters, ...words };
}

/** Where nothing enters, 0 · ∞ is not a number all the same. */
function notFiniteWords(evaluation: Evaluation): Pick<FlowMap, "nodes" | "wires"> {
  const { graph } = evaluation;
  const wordOf = (size: number) => (Number.isFinite(size) ? null : "not-finite");
  return {
    nodes: graph.nodes.map((_, index) => wordOf(sizeOfDerivative(evaluation, index))),
    wires: graph.wires.map((_, wire) => wordOf(sizeOfContribution(evaluation, wire))),
  };
}

/** Goes from the objective back, so that the word of what lies nearer to it is always known. */
class Judge {
  private readonly nodes: (Flow | null)[];
  private readonly wires: (Flow | null)[];
  /** Nodes whose derivative is 0 only because the losses they lead to pass 0 on. */
  private readonly atRest = new Set<number>();
  private readonly entersAtOutput: boolean;

  constructor(
    private readonly evaluation: Evaluation,
    private readonly thresholds: HealthThresholds,
    private readonly entry: number,
    private readonly predictions: readonly number[],
  ) {
    this.nodes = new Array(evaluation.graph.nodes.length).fill(null);
    this.wires = new Array(evaluation.graph.wires.length).fill(null);
    this.entersAtOutput = differentiatesNoLoss(evaluation.graph);
  }

  run(): Pick<FlowMap, "nodes" | "wires" | "resting"> {
    const { order, widths } = this.evaluation.plan.topology;
    const objective = new Set(this.evaluation.plan.objective);
    for (let at = order.length - 1; at >= 0; at--) {
      const index = order[at] as NodeIndex;
      if (widths[index] === 0) continue;
      if (this.isAtRest(index, objective)) this.atRest.add(index);
      else this.nodes[index] = this.judgeNode(index, objective.has(index));
    }
    const resting = this.predictions.filter((index) => this.atRest.has(index));
    return { nodes: this.nodes, wires: this.wires, resting };
  }

  /** Does every way of a node to the objective end in a loss that passes 0 on? */
  private isAtRest(index: NodeIndex, objective: ReadonlySet<number>): boolean {
    const { plan } = this.evaluation;
    if (this.entersAtOutput || objective.has(index)) return false;
    if (plan.reaches[index] === 0 || sizeOfDerivative(this.evaluation, index) !== 0) return false;
    const wires = Array.from(plan.topology.outgoing[index] as Indices<WireIndex>).filter(
      (wire) => (plan.wireSlots[wire] as number) >= 0,
    );
    return wires.every((wire) => {
      const target = plan.topology.targets[wire] as NodeIndex;
      if (this.atRest.has(target)) return true;
      return objective.has(target) && sizeOfContribution(this.evaluation, wire) === 0;
    });
  }

  private judgeNode(index: NodeIndex, isObjective: boolean): Flow | null {
    const { evaluation } = this;
    const { graph, plan } = evaluation;
    // A share depends on the units of v, and what a reader owns has units of its own.
    const isLeaf = opOf((graph.nodes[index] as GraphNode).op).kind === "leaf";
    const words: (Flow | null)[] = [];
    let largest = 0;
    let wordOfLargest: Flow | null = null;
    for (const wire of plan.topology.outgoing[index] as Indices<WireIndex>) {
      const size = sizeOfContribution(evaluation, wire);
      const word = this.judgeWire(wire, size, isLeaf);
      this.wires[wire] = word;
      if ((plan.wireSlots[wire] as number) < 0) continue;
      words.push(word);
      if (size > largest) {
        largest = size;
        wordOfLargest = word;
      }
    }
    if (plan.reaches[index] === 0) return "cut-off";
    const size = sizeOfDerivative(evaluation, index);
    if (isObjective) return this.entersAtOutput && !isLeaf ? this.judgeSize(size) : null;
    if (!Number.isFinite(size)) return "not-finite";
    if (largest > 0 && size <= CANCELLED_PART * largest) return "cancelled";
    if (size === 0) return ZERO_WORDS.find((word) => words.includes(word)) ?? null;
    if (wordOfLargest === "cancelled") return "cancelled";
    return isLeaf ? null : this.judgeSize(size);
  }

  private judgeWire(wire: WireIndex, size: number, isLeaf: boolean): Flow | null {
    const { evaluation, entry } = this;
    const { plan } = evaluation;
    if ((plan.wireSlots[wire] as number) < 0) return "cut-off";
    if (!Number.isFinite(size)) return "not-finite";
    const target = plan.topology.targets[wire] as NodeIndex;
    const behind = this.nodes[target] ?? null;
    const isSmall = size === 0 || size <= this.thresholds.vanishing * entry;
    // What is left of a cancellation is rounding: until a large factor revives it, what lies behind shares the word.
    if (behind === "cancelled" && isSmall) return "cancelled";
    if (size === 0 && sizeOfDerivative(evaluation, target) === 0) return behind;
    // One wire sums too: over the units of its target. Of one unit there is nothing to cancel.
    if (size === 0 || (isSmall && (plan.topology.widths[target] as number) > 1)) {
      const { largest, largestLocal } = termsOf(evaluation, wire);
      if (size < largest && size <= CANCELLED_PART * largest) return "cancelled";
      if (size === 0) return largestLocal === 0 ? "blocked" : "vanishing";
    }
    return isLeaf ? null : this.judgeSize(size);
  }

  private judgeSize(size: number): Flow | null {
    if (!Number.isFinite(this.entry)) return null;
    const share = size / this.entry;
    if (share >= this.thresholds.exploding) return "exploding";
    return share <= this.thresholds.vanishing ? "vanishing" : "flowing";
  }
}

function findPredictions({ graph, plan }: Evaluation): number[] {
  if (differentiatesNoLoss(graph)) return Array.from(plan.objective);
  const found = new Set<number>();
  for (const loss of plan.objective) {
    for (const source of predictionsOf({ graph, plan }, loss)) found.add(source);
  }
  return Array.from(found);
}

/** What a loss compares, as far as it is computed; what stands at port 0 in any case. */
export function predictionsOf(
  { graph, plan }: Pick<Evaluation, "graph" | "plan">,
  loss: number,
): readonly number[] {
  const sources = Array.from(
    plan.topology.incoming[loss] ?? [],
    (wire) => plan.topology.sources[wire] ?? -1,
  );
  return sources.filter((source, port) => {
    const node = graph.nodes[source];
    return node !== undefined && (port === 0 || opOf(node.op).kind !== "leaf");
  });
}
