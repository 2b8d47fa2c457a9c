import { type Axis, type GraphNode, type NodeIndex, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import { nodeSetting } from "../node-setting";
import type { Subject } from "./axis";
import { sampledValue, sampleForward } from "./sampler";
import type { Scope } from "./scope";

/** a·x₁ + b·x₂ + c, of the two axes. */
export type AffineForm = readonly [a: number, b: number, c: number];

/**
 * By node index, the units of nodes that are affine in both axes. With a place, ops that are linear in parts are taken in
 * the part that they are in there: the forms are those of the region around it.
 */
export function affineForms(
  subject: Subject,
  scope: Scope,
  axes: readonly [Axis, Axis],
  sample: number,
  point?: readonly [number, number],
): ReadonlyMap<number, readonly AffineForm[]> {
  const { graph, numbers } = subject;
  const { widths, incoming, sources } = topologyOf(graph);
  const still = sampleForward(
    subject,
    { ...scope, reached: new Uint8Array(graph.nodes.length) },
    [],
    [sample],
  );
  const forms = new Map<number, readonly AffineForm[]>();
  for (const index of scope.order) {
    const found = scope.reached[index] === 1 ? formsOf(index) : stillForms(index);
    if (found) forms.set(index, found);
  }
  return forms;

  function stillForms(index: NodeIndex): readonly AffineForm[] {
    const width = widths[index] as number;
    return Array.from({ length: width }, (_, unit) => [
      0,
      0,
      sampledValue(still, scope, index, width, unit, 0),
    ]);
  }

  function formsOf(index: NodeIndex): readonly AffineForm[] | undefined {
    const node = graph.nodes[index] as GraphNode;
    const op = opOf(node.op);
    const inputs = Array.from(incoming[index] ?? [], (wire) =>
      forms.get(sources[wire] as NodeIndex),
    );
    const [p, q] = inputs;
    const width = widths[index] as number;
    if (op.kind === "leaf") {
      return Array.from(subject.rowOf(node.id, sample), (value, unit): AffineForm => {
        const axis = axes.findIndex(
          (one) => one.kind === "value" && one.node === node.id && one.unit === unit,
        );
        return axis === 0 ? [1, 0, 0] : axis === 1 ? [0, 1, 0] : [0, 0, value];
      });
    }
    if (op.kind === "linear") return linearForms(node, inputs);
    if (op.kind === "unary" && op.linearParts && p) {
      const { breaks, slopes } = op.linearParts;
      if (breaks.length > 0 && !point) return undefined;
      const setting = nodeSetting(numbers, node);
      return p.map((form): AffineForm => {
        const at = point ? valueOfForm(form, point) : 0;
        const slope = slopes[breaks.filter((edge) => at > edge).length] as number;
        const offset = op.value(at, setting) - slope * at;
        return [slope * form[0], slope * form[1], slope * form[2] + offset];
      });
    }
    if (op.kind === "binary" && op.linearParts?.kind === "sum" && p && q) {
      const [s, t] = op.linearParts.factors;
      return Array.from({ length: width }, (_, unit) =>
        sumOfForms(s, unitOf(p, unit), t, unitOf(q, unit)),
      );
    }
    if (op.kind === "binary" && op.linearParts?.kind === "choice" && p && q && point) {
      const { sign } = op.linearParts;
      return Array.from({ length: width }, (_, unit) => {
        const [one, other] = [unitOf(p, unit), unitOf(q, unit)];
        return sign * (valueOfForm(one, point) - valueOfForm(other, point)) >= 0 ? one : other;
      });
    }
    return undefined;
  }

  function linearForms(
    node: GraphNode,
    inputs: readonly (readonly AffineForm[] | undefined)[],
  ): readonly AffineForm[] | undefined {
    const own = numbers.get(node.id);
    const isOwner = axes.some((axis) => axis.node === node.id);
    if (own?.kind !== "linear" || isOwner || inputs.some((input) => !input)) return undefined;
    return own.beta.map((beta, unit): AffineForm => {
      let form: AffineForm = [0, 0, beta];
      inputs.forEach((input, port) => {
        input?.forEach((term, k) => {
          form = sumOfForms(1, form, own.omega[port]?.[unit]?.[k] ?? 0, term);
        });
      });
      return form;
    });
  }
}

/** A unit of forms; a scalar stands for every unit. */
export function unitOf(forms: readonly AffineForm[], unit: number): AffineForm {
  return forms[forms.length === 1 ? 0 : unit] as AffineForm;
}

/** s·p + t·q */
export function sumOfForms(s: number, p: AffineForm, t: number, q: AffineForm): AffineForm {
  return [s * p[0] + t * q[0], s * p[1] + t * q[1], s * p[2] + t * q[2]];
}

/** The form at a point. */
function valueOfForm([a, b, c]: AffineForm, [x, y]: readonly [x: number, y: number]): number {
  return a * x + b * y + c;
}
