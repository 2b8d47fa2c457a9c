import { type SlopeTerm, type Subject, slopeTerms } from "@/engine/sweep";
import { betaText, formatNumber, nodeById, omegaText } from "@/explain";
import type { CurveFigure, NodeId, NumberAddress, Read } from "@/graph";
import type { Scale } from "@/ui/plot";
import type { CurveModel } from "./curve-model";

/** What a pull on a curve changes: as few parameters as can be, by name. */
export interface NetworkPull {
  /** "moves θ₂₀ alone" */
  readonly words: string;
  /** The new numbers for a pointer at these coordinates. */
  change(at: number, value: number): readonly Change[];
}

export interface Change {
  readonly address: NumberAddress;
  readonly value: number;
}

/** What a pointer takes hold of on the curve of a shallow network: a joint, an end of the curve, or the curve itself. */
export function pullAt(
  model: CurveModel,
  figure: CurveFigure,
  panelIndex: number,
  scale: { readonly x: Scale; readonly y: Scale },
  x: number,
  y: number,
  near: number,
): NetworkPull | null {
  const curve = model.panels[panelIndex]?.[0];
  const main = model.panels[0]?.[0];
  const { present, subject } = model;
  if (!curve || !main || present === undefined || curve.kind !== "straight") return null;
  const terms = slopeTerms(subject, figure.axis, main.read, 0, present);
  if (!terms) return null;
  const joint = curve.joints.findIndex((at, index) => {
    const value = curve.values[index + 1] as number;
    return Math.hypot(scale.x(at) - x, scale.y(value) - y) < near;
  });
  if (joint >= 0) return pullJoint(subject, terms, curve.joints[joint] as number, curve.read);
  if (panelIndex !== 0 || main.read.kind !== "value") return null;
  const [lo, hi] = [curve.points[0] as number, curve.points[curve.points.length - 1] as number];
  const ends = [
    { t: lo, value: curve.values[0] as number, side: -1 as const },
    { t: hi, value: curve.values[curve.values.length - 1] as number, side: 1 as const },
  ];
  for (const end of ends) {
    if (Math.hypot(scale.x(end.t) - x, scale.y(end.value) - y) < near * 1.5) {
      return pullSlope(subject, terms, figure, end.t, end.side);
    }
  }
  const under = valueUnder(curve.points, curve.values, scale.x.invert(x));
  if (Math.abs(scale.y(under) - y) < near * 0.6) {
    return pullHeight(subject, main.read, scale.x.invert(x), under);
  }
  return null;
}

function jointOf(subject: Subject, { inner }: SlopeTerm): number {
  const own = subject.numbers.get(inner.node);
  return own?.kind === "linear" ? -(own.beta[0] as number) / inner.value : Number.NaN;
}

/** Joint d stands at −θ_d0/θ_d1: it follows θ_d0 alone. */
function pullJoint(
  subject: Subject,
  terms: readonly SlopeTerm[],
  at: number,
  read: Read,
): NetworkPull | null {
  // In the panel of a unit, its own joint; in the curve of the network, the nearest.
  const own = read.kind === "value" ? unitOf(subject, read.node) : null;
  const found =
    terms.find(({ inner }) => inner.node === own) ??
    [...terms].sort(
      (a, b) => Math.abs(jointOf(subject, a) - at) - Math.abs(jointOf(subject, b) - at),
    )[0];
  const node = found && nodeById(subject.graph, found.inner.node);
  if (!found || !node || found.inner.value === 0) return null;
  return {
    words: `Moves ${betaText(subject.graph, node)} alone: the joint is at −${betaText(subject.graph, node)}/${omegaText(subject.graph, node, found.inner.port)}`,
    change: (to) => [
      { address: { kind: "beta", node: node.id, unit: 0 }, value: trim(-found.inner.value * to) },
    ],
  };
}

/** The linear node before a unit. */
function unitOf(subject: Subject, node: NodeId): NodeId | null {
  const wire = subject.graph.wires.find(({ target, port }) => target === node && port === 0);
  return wire?.source ?? null;
}

/** The slope beyond the last joint follows the φ of the unit that begins there: the curve turns about that joint. */
function pullSlope(
  subject: Subject,
  terms: readonly SlopeTerm[],
  figure: CurveFigure,
  end: number,
  side: 1 | -1,
): NetworkPull | null {
  const beyond = terms
    .map((term) => ({ term, joint: jointOf(subject, term) }))
    .filter(({ term, joint }) => term.inner.value * side > 0 && (end - joint) * side > 0)
    .sort((a, b) => (b.joint - a.joint) * side)[0];
  const node = beyond && nodeById(subject.graph, beyond.term.outer.node);
  if (!beyond || !node) return null;
  const { outer, inner } = beyond.term;
  const reach = inner.value * (end - beyond.joint);
  const now = outer.value * reach;
  const before = endValue(subject, figure, end) - now;
  return {
    words: `Changes ${omegaText(subject.graph, node, outer.port)} alone: the curve turns about the joint at ${formatNumber(beyond.joint)}`,
    change: (_, value) => [
      {
        address: { kind: "omega", node: node.id, port: outer.port, unit: 0, input: 0 },
        value: trim((value - before) / reach),
      },
    ],
  };
}

function endValue(subject: Subject, figure: CurveFigure, end: number): number {
  const read = figure.panels[0]?.[0];
  if (read?.kind !== "value") return Number.NaN;
  const own = subject.numbers.get(read.node);
  const terms = slopeTerms(subject, figure.axis, read, 0, end);
  if (own?.kind !== "linear" || !terms) return Number.NaN;
  return terms.reduce((sum, term) => {
    const before = term.inner.value * (end - jointOf(subject, term));
    return sum + term.outer.value * (before > 0 ? before : 0);
  }, own.beta[0] as number);
}

/** The height follows φ₀ alone. */
function pullHeight(
  { graph, numbers }: Pick<Subject, "graph" | "numbers">,
  read: Extract<Read, { readonly kind: "value" }>,
  _at: number,
  from: number,
): NetworkPull | null {
  const node = nodeById(graph, read.node);
  const own = numbers.get(read.node);
  if (!node || own?.kind !== "linear") return null;
  const beta = own.beta[read.unit] as number;
  return {
    words: `Changes ${betaText(graph, node)} alone: the whole curve rises or falls`,
    change: (_, value) => [
      {
        address: { kind: "beta", node: node.id, unit: read.unit },
        value: trim(beta + value - from),
      },
    ],
  };
}

function valueUnder(points: readonly number[], values: readonly number[], t: number): number {
  const next = points.findIndex((point) => point >= t);
  if (next <= 0) return values[Math.max(0, next)] ?? Number.NaN;
  const [t0, t1] = [points[next - 1] as number, points[next] as number];
  const [v0, v1] = [values[next - 1] as number, values[next] as number];
  return v0 + ((v1 - v0) * (t - t0)) / (t1 - t0);
}

/** What is dragged has few digits. */
function trim(value: number): number {
  return Number(value.toPrecision(4)) + 0;
}
