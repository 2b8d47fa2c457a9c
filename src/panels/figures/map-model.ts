import { mapPointOf, planeAt, type Subject, subjectOf } from "@/engine/sweep";
import { type BackflowDocument, type MapFigure, topologyOf } from "@/graph";
import { opOf } from "@/ops";
import { targetComparedWith } from "../maps/comparison";
import { decisionLevelOf } from "../maps/decision-level";

import type { KeptMap } from "./use-map-sweep";

/** A row of the data on a map. */
export interface MapRow {
  /** From 0. */
  readonly row: number;
  readonly at: readonly [x: number, y: number];
  readonly target: number | null;
  readonly hollow: boolean;
  readonly chosen: boolean;
}

/** What a map figure shows beside its colours. */
export interface MapModel {
  readonly present: ReturnType<typeof mapPointOf>;
  readonly regions: KeptMap["regions"];
  readonly units: KeptMap["units"];
  /** The plane around the present point; null where what is read is none. */
  readonly plane: ReturnType<typeof planeAt>;
  readonly rows: readonly MapRow[];
  /** Two classes that the rows are of, ascending; null where their targets are other numbers. */
  readonly classes: readonly [number, number] | null;
  readonly target: string | null;
  /** Where what is read is undecided: colours diverge from it, and a line is drawn there. 0 of a loss. */
  readonly middle: number;
}

/** Rows beyond this number are not drawn. */
const MOST_ROWS = 1000;

/**
 * What a map shows of a document as it is now. Regions and units are those of the sweep that was kept: they may be a
 * moment older.
 */
export function mapModel(
  document: BackflowDocument,
  figure: MapFigure,
  sample: number,
  { regions, units }: KeptMap,
): MapModel {
  const subject = subjectOf(document);
  const { axes, read } = figure;
  const present = mapPointOf(subject, { axes, read, sample });
  const target = targetOf(subject, figure);
  const rows = figure.marks.includes("rows") ? rowsOf(subject, figure, sample, target) : [];
  const classes = classesOf(rows);
  return {
    ...{ present, rows, target, units, classes },
    middle: decisionLevelOf(subject, read, classes),
    regions: present && regions,
    plane: present ? planeAt(subject, axes, read, sample, present.at) : null,
  };
}

/** What the read is compared with, else the one target of the graph; null where there is none of one unit. */
function targetOf(subject: Subject, { read }: MapFigure): string | null {
  const compared = read.kind === "value" ? targetComparedWith(subject.graph, read.node) : null;
  if (compared !== null) return compared;
  const { indexOf, widths } = topologyOf(subject.graph);
  const targets = subject.graph.nodes.filter((node) => {
    const op = opOf(node.op);
    return op.kind === "leaf" && op.isTarget && widths[indexOf.get(node.id) ?? -1] === 1;
  });
  return targets.length === 1 ? (targets[0]?.id ?? null) : null;
}

/** The rows where both axes are inputs. */
function rowsOf(
  subject: Subject,
  { axes }: MapFigure,
  sample: number,
  target: string | null,
): readonly MapRow[] {
  const [first, second] = axes;
  if (!isInput(subject, first.node) || !isInput(subject, second.node)) return [];
  if (first.kind !== "value" || second.kind !== "value") return [];
  const total = Math.min(subject.samples + subject.validation, MOST_ROWS);
  if (total < 2) return [];
  return Array.from({ length: total }, (_, row): MapRow => {
    const x = subject.rowOf(first.node, row)[first.unit] ?? Number.NaN;
    const y = subject.rowOf(second.node, row)[second.unit] ?? Number.NaN;
    return {
      row,
      at: [x, y],
      target: target === null ? null : (subject.rowOf(target, row)[0] ?? Number.NaN),
      hollow: row >= subject.samples,
      chosen: row === sample,
    };
  }).filter(({ at: [x, y] }) => Number.isFinite(x + y));
}

function isInput({ graph }: Subject, id: string): boolean {
  return graph.nodes.some((node) => node.id === id && node.op === "input");
}

function classesOf(rows: readonly MapRow[]): MapModel["classes"] {
  const found = [...new Set(rows.map(({ target }) => target))].sort((a, b) => (a ?? 0) - (b ?? 0));
  const [lower, upper] = found;
  return found.length === 2 && typeof lower === "number" && typeof upper === "number"
    ? [lower, upper]
    : null;
}
