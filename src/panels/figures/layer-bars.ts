import {
  type Factor,
  type Flow,
  factorOf,
  sizeOfDerivative,
  stateAt,
  strongestWire,
  valuesOf,
} from "@/engine";
import type { LayersQuantity, NodeId } from "@/graph";
import { opOf } from "@/ops";
import type { Frame } from "@/store";

/** What a layers figure says of one node. */
export interface LayerBar {
  readonly node: NodeId;
  /** A share of |∂ℓᵢ/∂f|, a |value|, or a share of the units; NaN where there is none. The largest over units. */
  readonly size: number;
  /** What the node multiplies the gradient by on its way here; of other quantities, none. */
  readonly factor: Factor | null;
  readonly flow: Flow | null;
}

/** One bar for each node that the quantity is told of, in the order of the forward pass. */
export function layerBars(frame: Frame, quantity: LayersQuantity): readonly LayerBar[] {
  const { evaluation, health } = frame;
  const { graph, plan } = evaluation;
  const predictions = new Set(health.flow.predictions);
  const bars: LayerBar[] = [];
  for (const index of plan.topology.order) {
    const node = graph.nodes[index];
    if (!node || plan.topology.widths[index] === 0) continue;
    const op = opOf(node.op);
    if (op.kind === "leaf" || op.kind === "loss") continue;
    const bar = { node: node.id, factor: null, flow: null };
    if (quantity === "gradient") {
      if (plan.reaches[index] === 0) continue;
      const wire = predictions.has(index) ? -1 : strongestWire(evaluation, index);
      bars.push({
        node: node.id,
        size: sizeOfDerivative(evaluation, index) / health.flow.entry,
        factor: wire < 0 ? null : factorOf(evaluation, wire),
        flow: health.flow.nodes[index] ?? null,
      });
    } else if (quantity === "value") {
      const values = valuesOf(evaluation, node.id);
      const size = values ? Math.max(...Array.from(values, Math.abs)) : Number.NaN;
      bars.push({ ...bar, size });
    } else if (op.kind === "unary" && op.clips) {
      bars.push({ ...bar, size: inactiveShare(frame, index) });
    }
  }
  return bars;
}

function inactiveShare({ evaluation }: Frame, index: number): number {
  const state = stateAt(evaluation, index);
  if (!state) return Number.NaN;
  const isOff = (word: string) => word === "inactive" || word === "dead";
  if (state.kind === "uniform") return isOff(state.state) ? 1 : 0;
  let count = 0;
  for (const [word, units] of state.counts) if (isOff(word)) count += units;
  return count / state.units;
}
