import { type Axis, type GraphNode, type NodeId, type Range, type Read, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import type { Subject } from "./axis";
import { sampledValue, sampleForward } from "./sampler";
import { type Scope, scopeOf } from "./scope";

/** a·x₁ + b·x₂ + c, of the two axes. */
export type AffineForm = readonly [a: number, b: number, c: number];

/** Where a unit switches: its form is 0 there. */
export interface SwitchingLine {
  readonly node: NodeId;
  readonly unit: number;
  readonly form: AffineForm;
  /** Inside the rectangle, from the smaller x₁, then x₂; null where the line does not cross it. */
  readonly segment: readonly [readonly [number, number], readonly [number, number]] | null;
}

/**
 * The lines at which units switch that are affine in both axes, exactly: the inputs of ops with breaks, as long as only
 * linear ops stand before them.
 */
export function switchingLines(
  subject: Subject,
  axes: readonly [Axis, Axis],
  ranges: readonly [Range, Range],
  read: Read,
  sample: number,
): readonly SwitchingLine[] {
  const { graph } = subject;
  const scope = scopeOf(graph, axes, [read]);
  const forms = affineForms(subject, scope, axes, sample);
  const { widths, incoming, sources } = topologyOf(graph);
  const lines: SwitchingLine[] = [];
  for (const index of scope.order) {
    const node = graph.nodes[index] as GraphNode;
    const op = opOf(node.op);
    if (scope.reached[index] !== 1 || op.kind !== "unary") continue;
    const source = sources[incoming[index]?.[0] ?? -1] ?? -1;
    const units = forms.get(source);
    const breaks = op.linearParts?.breaks ?? [];
    if (!units) continue;
    for (let unit = 0; unit < (widths[index] as number); unit++) {
      const [a, b, c] = units[unit] as AffineForm;
      for (const at of breaks) {
        const form: AffineForm = [a, b, c - at];
        lines.push({ node: node.id, unit, form, segment: segmentOf(form, ranges) });
      }
    }
  }
  return lines;
}

function affineForms(
  subject: Subject,
  scope: Scope,
  axes: readonly [Axis, Axis],
  sample: number,
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
    const node = graph.nodes[index] as GraphNode;
    const width = widths[index] as number;
    const op = opOf(node.op);
    if (scope.reached[index] !== 1) {
      forms.set(
        index,
        Array.from({ length: width }, (_, unit) => [
          0,
          0,
          sampledValue(still, scope, index, width, unit, 0),
        ]),
      );
      continue;
    }
    const inputs = Array.from(incoming[index] ?? [], (wire) => forms.get(sources[wire] as number));
    if (op.kind === "leaf") {
      const row = subject.rowOf(node.id, sample);
      forms.set(
        index,
        Array.from(row, (value, unit): AffineForm => {
          const axis = axes.findIndex(
            (one) => one.kind === "value" && one.node === node.id && one.unit === unit,
          );
          return axis === 0 ? [1, 0, 0] : axis === 1 ? [0, 1, 0] : [0, 0, value];
        }),
      );
    } else if (op.kind === "linear") {
      const own = numbers.get(node.id);
      const isOwner = axes.some((axis) => axis.node === node.id);
      if (own?.kind !== "linear" || isOwner || inputs.some((input) => !input)) continue;
      forms.set(
        index,
        own.beta.map((beta, unit): AffineForm => {
          let form: AffineForm = [0, 0, beta];
          inputs.forEach((input, port) => {
            input?.forEach(([a, b, c], k) => {
              const omega = own.omega[port]?.[unit]?.[k] ?? 0;
              form = [form[0] + omega * a, form[1] + omega * b, form[2] + omega * c];
            });
          });
          return form;
        }),
      );
    } else if (op.kind === "unary" && op.linearParts?.breaks.length === 0) {
      const slope = op.linearParts.slopes[0] as number;
      const [input] = inputs;
      if (input)
        forms.set(
          index,
          input.map(([a, b, c]) => [slope * a, slope * b, slope * c]),
        );
    } else if (op.kind === "binary" && op.linearParts?.kind === "sum") {
      const [p, q] = inputs;
      const [s, t] = op.linearParts.factors;
      if (!p || !q) continue;
      forms.set(
        index,
        Array.from({ length: width }, (_, unit): AffineForm => {
          const one = p[p.length === 1 ? 0 : unit] as AffineForm;
          const other = q[q.length === 1 ? 0 : unit] as AffineForm;
          return [s * one[0] + t * other[0], s * one[1] + t * other[1], s * one[2] + t * other[2]];
        }),
      );
    }
  }
  return forms;
}

/** The part of a line inside a rectangle; null where it passes outside, touches a corner, or is no line. */
function segmentOf(
  [a, b, c]: AffineForm,
  [xs, ys]: readonly [Range, Range],
): SwitchingLine["segment"] {
  if (a === 0 && b === 0) return null;
  // Walk along the line: p + t·(−b, a), and cut t by the four sides.
  const size = Math.hypot(a, b);
  const [nx, ny, d] = [a / size, b / size, c / size];
  const centre = [(xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2] as const;
  const distance = nx * centre[0] + ny * centre[1] + d;
  const px = centre[0] - distance * nx;
  const py = centre[1] - distance * ny;
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  const sides = [
    [-ny, xs, px],
    [nx, ys, py],
  ] as const;
  for (const [way, [lo, hi], start] of sides) {
    if (Math.abs(way) < 1e-300) {
      if (start <= lo || start >= hi) return null;
      continue;
    }
    const [one, other] = [(lo - start) / way, (hi - start) / way];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  const span = Math.hypot(xs[1] - xs[0], ys[1] - ys[0]);
  if (!(to - from > 1e-12 * span)) return null;
  const ends = [from, to].map((t): readonly [number, number] => [
    px - t * ny,
    py + t * nx,
  ]) as unknown as readonly [readonly [number, number], readonly [number, number]];
  const [one, other] = ends;
  const isOrdered = one[0] < other[0] || (one[0] === other[0] && one[1] <= other[1]);
  return isOrdered ? [one, other] : [other, one];
}
