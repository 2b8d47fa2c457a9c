import { type Axis, type NodeId, type Read, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import { nodeSetting } from "../node-setting";
import type { Subject } from "./axis";
import { sampledValue, sampleForward } from "./sampler";
import { scopeOf, sourceAt } from "./scope";

/** One path from the axis through a hidden unit to what is read: φ · ∂h/∂f · θ. */
export interface SlopeTerm {
  /** The wire into what is read. */
  readonly outer: { readonly node: NodeId; readonly port: number; readonly value: number };
  /** The local derivative of the hidden unit there. */
  readonly local: number;
  /** The wire from the axis' node into the unit's linear node. */
  readonly inner: { readonly node: NodeId; readonly port: number; readonly value: number };
  /** Where on the axis that linear node is 0, its other inputs as they are: there a ReLU behind it switches. */
  readonly zero: number;
}

/**
 * The slope of a shallow network as a sum over its hidden units: what is read is linear in units, each unit is an op
 * of one linear node, and that one has a wire from the axis' node. Null where the graph is another.
 */
export function slopeTerms(
  subject: Subject,
  axis: Axis,
  read: Read,
  sample: number,
  t: number,
): readonly SlopeTerm[] | null {
  if (read.kind !== "value" || axis.kind !== "value") return null;
  const { graph, numbers } = subject;
  const { indexOf, incoming, widths } = topologyOf(graph);
  const own = numbers.get(read.node);
  const index = indexOf.get(read.node) ?? -1;
  if (own?.kind !== "linear" || widths[index] !== 1 || own.omega.length === 0) return null;
  const scope = scopeOf(graph, [axis], [read]);
  const samples = sampleForward(subject, scope, [{ axis, at: [t] }], [sample]);
  const terms: SlopeTerm[] = [];
  for (let port = 0; port < own.omega.length; port++) {
    const unit = sourceAt(graph, read.node, port);
    const node = graph.nodes[unit];
    if (!node || widths[unit] !== 1) return null;
    if (scope.reached[unit] !== 1) continue;
    const op = opOf(node.op);
    if (op.kind !== "unary") return null;
    const before = sourceAt(graph, node.id, 0);
    const inner = graph.nodes[before];
    const innerOwn = inner && numbers.get(inner.id);
    if (!inner || innerOwn?.kind !== "linear" || widths[before] !== 1) return null;
    const ports = Array.from(incoming[before] ?? [], (_, port) => port);
    const fromAxis = ports.filter(
      (port) => graph.nodes[sourceAt(graph, inner.id, port)]?.id === axis.node,
    );
    const reached = ports.filter((port) => scope.reached[sourceAt(graph, inner.id, port)] === 1);
    const [only] = fromAxis;
    if (only === undefined || reached.length !== 1) return null;
    const x = sampledValue(samples, scope, before, 1, 0, 0);
    const setting = nodeSetting(numbers, node);
    const slope = innerOwn.omega[only]?.[0]?.[axis.unit] ?? Number.NaN;
    terms.push({
      outer: { node: read.node, port, value: own.omega[port]?.[0]?.[0] ?? Number.NaN },
      local: op.derivative(x, op.value(x, setting), setting),
      inner: { node: inner.id, port: only, value: slope },
      zero: t - x / slope,
    });
  }
  return terms.length > 0 ? terms : null;
}
