import {
  activationPatterns,
  type CurveSweep,
  type Patterns,
  type ShadedInterval,
  type SlopeTerm,
  type Subject,
  type SweptCurve,
  shadedIntervals,
  slopeTerms,
  subjectOf,
  sweepCurves,
  sweepUnits,
  type UnitStrip,
} from "@/engine/sweep";
import {
  type Axis,
  type BackflowDocument,
  type CurveFigure,
  type Range,
  type Read,
  topologyOf,
} from "@/graph";
import { opOf } from "@/ops";

/** What a curve figure shows at one moment: all that is computed, nothing that is drawn. */
export interface CurveModel {
  readonly subject: Subject;
  readonly range: Range;
  /** The chosen sample, from 0. */
  readonly sample: number;
  /** The axis' number; undefined where it is gone. */
  readonly present: number | undefined;
  /** By panel, by read. */
  readonly panels: readonly (readonly SweptCurve[])[];
  /** By panel: units of the vector node that it shows, 1 of any other. */
  readonly units: readonly number[];
  /** By panel: all units, where they are too many for lines. */
  readonly strips: readonly (UnitStrip | null)[];
  /** Of the first curve's regions; null where they are not told. */
  readonly regions: Regions | null;
  /** By panel: where the unit that it shows is saturated or inactive. */
  readonly shaded: readonly (readonly ShadedInterval[])[];
}

/** The linear regions of the first curve. */
export interface Regions {
  /** lo, joints, hi: one more than regions. */
  readonly edges: readonly number[];
  readonly slopes: readonly number[];
  readonly patterns: Patterns;
  /** The region of the present point. */
  readonly present: number;
  /** Its slope as a sum over hidden units, where the network is shallow. */
  readonly sum: readonly SlopeTerm[] | null;
  /** The same of each region; null where there are too many to be told, or the network is not shallow. */
  readonly sums: readonly (readonly SlopeTerm[])[] | null;
  /** Linear regions of the whole axis; null where they are not known. */
  readonly total: number | null;
}

/** Units of a vector node that are drawn as thin lines; more of them are a strip, unit × axis. */
const MOST_LINES = 64;

/** Sums of more regions than this are not told one by one. */
const MOST_SUMS = 8;

/** Joints beyond this number are counted, and not drawn one by one. */
export const MOST_DRAWN_JOINTS = 80;

/** What a figure of curves draws, by one sweep of the document along its axis. */
export function curveModel(
  document: BackflowDocument,
  figure: CurveFigure,
  sample: number,
  range: Range,
  panelsRead: readonly (readonly Read[])[] = figure.panels,
): CurveModel {
  const subject = subjectOf(document);
  const { axis } = figure;
  const widths = panelsRead.map((panel) => widthOf(subject, panel));
  const shown = panelsRead.map((panel, place) => withUnits(panel, widths[place] ?? 1));
  const reads = shown.flat();
  const sweep: CurveSweep = sweepCurves(subject, { axis, range, reads, sample });
  let next = 0;
  const panels = shown.map((panel) => panel.map(() => sweep.curves[next++] as SweptCurve));
  const main = panels[0]?.[0];
  const marks = new Set(figure.marks);
  return {
    subject,
    range,
    sample,
    present: sweep.present,
    panels,
    regions:
      main && marks.has("regions") && widths[0] === 1
        ? regionsOf(subject, figure, sample, main, sweep.present)
        : null,
    units: widths,
    strips: panels.map(([curve], place) =>
      curve?.read.kind === "value" && (widths[place] ?? 1) > MOST_LINES
        ? sweepUnits(subject, axis, range, curve.read.node, sample)
        : null,
    ),
    shaded: panels.map(([curve], place) =>
      curve && marks.has("shading") && widths[place] === 1
        ? shadedOf(subject, figure, sample, curve)
        : [],
    ),
  };
}

/** Units of the vector node that a panel shows alone; 1 of any other panel. */
function widthOf({ graph }: Subject, panel: readonly Read[]): number {
  const [read] = panel;
  if (panel.length !== 1 || read?.kind !== "value") return 1;
  const { indexOf, widths } = topologyOf(graph);
  return Math.max(1, widths[indexOf.get(read.node) ?? -1] ?? 1);
}

/** The unit that is asked for, then the others, as long as lines can be told apart. */
function withUnits(panel: readonly Read[], width: number): readonly Read[] {
  const [read] = panel;
  if (read?.kind !== "value" || width === 1 || width > MOST_LINES) return panel;
  const others = Array.from({ length: width }, (_, unit) => ({ ...read, unit }));
  return [read, ...others.filter(({ unit }) => unit !== read.unit)];
}

function regionsOf(
  subject: Subject,
  { axis }: CurveFigure,
  sample: number,
  curve: SweptCurve,
  present: number | undefined,
): Regions | null {
  const isFew = curve.slopes.length > 0 && curve.slopes.length <= MOST_DRAWN_JOINTS;
  if (curve.kind !== "straight" || !curve.reached || !isFew) return null;
  const edges = curve.points;
  const middles = curve.slopes.map(
    (_, region) => ((edges[region] as number) + (edges[region + 1] as number)) / 2,
  );
  const patterns = activationPatterns(subject, axis, curve.read, sample, middles);
  const at = present ?? Number.NaN;
  return {
    edges,
    slopes: curve.slopes,
    patterns,
    present: curve.slopes.findIndex(
      (_, region) => at >= (edges[region] as number) && at <= (edges[region + 1] as number),
    ),
    sum: present === undefined ? null : slopeTerms(subject, axis, curve.read, sample, present),
    sums: sumsOf(subject, axis, curve.read, sample, middles),
    total: countRegions(subject, axis, curve.read, sample),
  };
}

function sumsOf(
  subject: Subject,
  axis: Axis,
  read: Read,
  sample: number,
  middles: readonly number[],
): Regions["sums"] {
  if (middles.length > MOST_SUMS) return null;
  const sums = middles.flatMap((at) => {
    const terms = slopeTerms(subject, axis, read, sample, at);
    return terms ? [terms] : [];
  });
  return sums.length === middles.length && sums.length > 0 ? sums : null;
}

/** A shallow network of units with a break at 0 bends at −β/ω of each unit that is used. */
function countRegions(subject: Subject, axis: Axis, read: Read, sample: number): number | null {
  const terms = slopeTerms(subject, axis, read, sample, 0);
  if (!terms) return null;
  const { graph, numbers } = subject;
  const { indexOf, outgoing, targets } = topologyOf(graph);
  const joints = new Set<number>();
  for (const { outer, inner } of terms) {
    const own = numbers.get(inner.node);
    const isBroken = Array.from(outgoing[indexOf.get(inner.node) ?? -1] ?? [], (wire) => {
      const node = graph.nodes[targets[wire] ?? -1];
      const op = node && opOf(node.op);
      const breaks = op?.kind === "unary" ? op.linearParts?.breaks : undefined;
      return breaks?.length === 1 && breaks[0] === 0;
    }).every(Boolean);
    if (own?.kind !== "linear" || own.omega.length !== 1 || !isBroken) return null;
    if (outer.value !== 0 && inner.value !== 0) joints.add(-(own.beta[0] ?? 0) / inner.value);
  }
  return joints.size + 1;
}

function shadedOf(
  subject: Subject,
  { axis }: CurveFigure,
  sample: number,
  curve: SweptCurve,
): readonly ShadedInterval[] {
  const { read } = curve;
  if (read.kind !== "value" || curve.points.length < 2) return [];
  const node = subject.graph.nodes[topologyOf(subject.graph).indexOf.get(read.node) ?? -1];
  if (!node || opOf(node.op).kind !== "unary") return [];
  return shadedIntervals(subject, axis, read.node, read.unit, sample, curve.points);
}
