import {
  type Axis,
  type GraphNode,
  type NodeId,
  type NodeIndex,
  type Range,
  type Read,
  topologyOf,
} from "@/graph";
import { opOf } from "@/ops";
import { type AffineForm, affineForms, sumOfForms, unitOf } from "./affine-forms";
import type { Subject } from "./axis";
import { scopeOf } from "./scope";
import { type Switch, switchesOf } from "./switches";

/** Where a unit switches: its form is 0 there. */
export interface SwitchingLine {
  readonly node: NodeId;
  readonly unit: number;
  readonly form: AffineForm;
  /** Inside the rectangle, from the smaller x₁, then x₂; null where the line does not cross it. */
  readonly segment: readonly [readonly [number, number], readonly [number, number]] | null;
}

/** What switches before a read, over two axes. */
export interface MapSwitches {
  /** Of units that are affine in both axes, exactly: only linear ops stand before what switches. */
  readonly lines: readonly SwitchingLine[];
  /** Of the others, whichever layer they stand in: their lines may be bent, or curves. */
  readonly bent: readonly Switch[];
}

/** The units that switch before a read: ops with breaks, and where of two inputs the greater becomes the lesser. */
export function switchesOfMap(
  subject: Subject,
  axes: readonly [Axis, Axis],
  ranges: readonly [Range, Range],
  read: Read,
  sample: number,
): MapSwitches {
  const { graph } = subject;
  const scope = scopeOf(graph, axes, [read]);
  const forms = affineForms(subject, scope, axes, sample);
  const { widths, incoming, sources } = topologyOf(graph);
  const lines: SwitchingLine[] = [];
  const exact = new Set<number>();
  for (const index of scope.order) {
    if (scope.reached[index] !== 1) continue;
    const node = graph.nodes[index] as GraphNode;
    const op = opOf(node.op);
    const [p, q] = Array.from(incoming[index] ?? [], (wire) =>
      forms.get(sources[wire] as NodeIndex),
    );
    const isChoice = op.kind === "binary" && op.linearParts?.kind === "choice";
    const breaks = op.kind === "unary" ? (op.linearParts?.breaks ?? []) : isChoice ? [0] : [];
    if (!p || breaks.length === 0 || (isChoice && !q)) continue;
    exact.add(index);
    for (let unit = 0; unit < (widths[index] as number); unit++) {
      const input = q && isChoice ? sumOfForms(1, unitOf(p, unit), -1, unitOf(q, unit)) : p[unit];
      if (!input) continue;
      for (const at of breaks) {
        const form: AffineForm = [input[0], input[1], input[2] - at];
        lines.push({ node: node.id, unit, form, segment: segmentOf(form, ranges) });
      }
    }
  }
  return { lines, bent: switchesOf(subject, scope, exact) };
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
