import { opOf } from "@/ops";
import type { Graph, NodeId } from "../document";
import { isLinear } from "../nodes";
import { topologyOf } from "../topology";

/** What one node adds to the count. */
export interface NodeParameters {
  readonly node: NodeId;
  /** D: units of the node, each with a bias of its own. */
  readonly units: number;
  /** Numbers that come into each unit, each with a weight of its own; 0 for a parameter node. */
  readonly inputs: number;
  /** units · inputs. */
  readonly weights: number;
  /** One for each unit; the numbers of a parameter node count as neither. */
  readonly biases: number;
  /** Numbers of a parameter node. */
  readonly others: number;
}

/** How many numbers a network learns. */
export interface NetworkSize {
  /** In topological order; only nodes that own such numbers. */
  readonly nodes: readonly NodeParameters[];
  readonly weights: number;
  readonly biases: number;
  readonly others: number;
  readonly total: number;
}

/** Counts weights and biases of every linear node, and the numbers of parameter nodes; constants are not learnt. */
export function networkSize(graph: Graph): NetworkSize {
  const { order, widths, incoming, sources } = topologyOf(graph);
  const nodes: NodeParameters[] = [];
  for (const index of order) {
    const node = graph.nodes[index];
    if (!node || !("width" in node)) continue;
    const { id, width: units } = node;
    const op = opOf(node.op);
    if (isLinear(node)) {
      const ports = incoming[index] ?? new Int32Array();
      let inputs = 0;
      for (const wire of ports) inputs += widths[sources[wire] ?? -1] ?? 0;
      nodes.push({ node: id, units, inputs, weights: units * inputs, biases: units, others: 0 });
    } else if (op.kind === "leaf" && op.trainable) {
      nodes.push({ node: id, units, inputs: 0, weights: 0, biases: 0, others: units });
    }
  }
  const sum = (read: (node: NodeParameters) => number) =>
    nodes.reduce((total, node) => total + read(node), 0);
  const weights = sum((node) => node.weights);
  const biases = sum((node) => node.biases);
  const others = sum((node) => node.others);
  return { nodes, weights, biases, others, total: weights + biases + others };
}
