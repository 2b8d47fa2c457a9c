import { type SlopeTerm, type Subject, slopeTerms } from "@/engine/sweep";
import { betaText, formatNumber, nodeById, omegaText } from "@/explain";
import type { CurveFigure, NodeId, NumberAddress, Read } from "@/graph";
import type { Scale } from "@/ui/plot";
import type { CurveModel } from "./curve-model";

/** What a pull on a curve changes: as few parameters as can be, by name. */
export interface NetworkPull {
  /** "θ₂₀" */
  readonly parameter: string;
  /** What becomes of the curve: "the joint moves, and nothing else". */
  readonly effect: string;
  readonly address: NumberAddress;
  /** The parameter for a pointer at these coordinates. */
  parameterAt(at: number, value: number): number;
}

/** An end of a curve that can be pulled, so that its slope beyond the last joint changes. */
export interface SlopeHandle {
  readonly at: number;
  readonly value: number;
  readonly pull: NetworkPull;
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
  const { subject } = model;
  const curve = model.panels[panelIndex]?.[0];
  const main = model.panels[0]?.[0];
  const terms = termsOfNetwork(model, figure);
  if (!curve || !main || !terms || curve.kind !== "straight") return null;
  const joint = curve.joints.findIndex((at, index) => {
    const value = curve.values[index + 1] as number;
    return Math.hypot(scale.x(at) - x, scale.y(value) - y) < near;
  });
  if (joint >= 0) return pullJoint(subject, terms, curve.joints[joint] as number, curve.read);
  if (panelIndex !== 0 || main.read.kind !== "value") return null;
  const end = slopeHandles(model, figure).find(
    ({ at, value }) => Math.hypot(scale.x(at) - x, scale.y(value) - y) < near * 1.5,
  );
  if (end) return end.pull;
  const under = valueUnder(curve.points, curve.values, scale.x.invert(x));
  return Math.abs(scale.y(under) - y) < near * 0.6 ? pullHeight(subject, main.read, under) : null;
}

/** The ends of the first curve beyond which no other unit begins: each turns about the last joint before it. */
export function slopeHandles(model: CurveModel, figure: CurveFigure): readonly SlopeHandle[] {
  const main = model.panels[0]?.[0];
  const terms = termsOfNetwork(model, figure);
  if (!main || !terms || main.kind !== "straight") return [];
  return ([-1, 1] as const).flatMap((side) => {
    const place = side < 0 ? 0 : main.points.length - 1;
    const at = main.points[place] as number;
    const value = main.values[place] as number;
    const pull = pullSlope(model.subject, terms, at, value, side);
    return pull ? [{ at, value, pull }] : [];
  });
}

function termsOfNetwork(
  { panels, present, subject, sample }: CurveModel,
  { axis }: CurveFigure,
): readonly SlopeTerm[] | null {
  const main = panels[0]?.[0];
  return main && present !== undefined
    ? slopeTerms(subject, axis, main.read, sample, present)
    : null;
}

/** Joint d stands at −θ_d0/θ_d1 where the axis is all that its unit sees: it follows θ_d0 alone. */
function pullJoint(
  subject: Subject,
  terms: readonly SlopeTerm[],
  at: number,
  read: Read,
): NetworkPull | null {
  const { graph, numbers } = subject;
  // In the panel of a unit, its own joint; in the curve of the network, the nearest.
  const unit = read.kind === "value" ? sourceOf(subject, read.node) : null;
  const found =
    terms.find(({ inner }) => inner.node === unit) ??
    [...terms].sort((a, b) => Math.abs(a.zero - at) - Math.abs(b.zero - at))[0];
  const node = found && nodeById(graph, found.inner.node);
  const own = node && numbers.get(node.id);
  if (!node || own?.kind !== "linear" || found.inner.value === 0) return null;
  const parameter = betaText(graph, node);
  const beta = own.beta[0] as number;
  const isAlone = own.omega.length === 1;
  return {
    parameter,
    effect: isAlone
      ? `the joint is at −${parameter}/${omegaText(graph, node, found.inner.port)}`
      : "the joint moves, and no other",
    address: { kind: "beta", node: node.id, unit: 0 },
    parameterAt: (to) => trim(beta - found.inner.value * (to - found.zero)),
  };
}

/** What is wired into the first port of a node. */
function sourceOf(subject: Subject, node: NodeId): NodeId | null {
  const wire = subject.graph.wires.find(({ target, port }) => target === node && port === 0);
  return wire?.source ?? null;
}

/** The slope beyond the last joint follows the φ of the unit that begins there: the curve turns about that joint. */
function pullSlope(
  { graph }: Subject,
  terms: readonly SlopeTerm[],
  end: number,
  now: number,
  side: 1 | -1,
): NetworkPull | null {
  const last = terms
    .filter(({ inner, zero }) => inner.value * side > 0 && (end - zero) * side > 0)
    .sort((a, b) => (b.zero - a.zero) * side)[0];
  const node = last && nodeById(graph, last.outer.node);
  if (!last || !node) return null;
  const { outer, inner, zero } = last;
  return {
    parameter: omegaText(graph, node, outer.port),
    effect: `the curve turns about its joint at ${formatNumber(zero)}`,
    address: { kind: "omega", node: node.id, port: outer.port, unit: 0, input: 0 },
    parameterAt: (_, value) => trim(outer.value + (value - now) / (inner.value * (end - zero))),
  };
}

/** The height follows φ₀ alone. */
function pullHeight(
  { graph, numbers }: Pick<Subject, "graph" | "numbers">,
  read: Extract<Read, { readonly kind: "value" }>,
  from: number,
): NetworkPull | null {
  const node = nodeById(graph, read.node);
  const own = numbers.get(read.node);
  if (!node || own?.kind !== "linear") return null;
  const beta = own.beta[read.unit] as number;
  return {
    parameter: betaText(graph, node),
    effect: "the whole curve rises or falls",
    address: { kind: "beta", node: node.id, unit: read.unit },
    parameterAt: (_, value) => trim(beta + value - from),
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
