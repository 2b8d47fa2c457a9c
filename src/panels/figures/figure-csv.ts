import {
  fittingRange,
  MapSweep,
  middleOf,
  presentOf,
  subjectOf,
  sweepCurves,
} from "@/engine/sweep";
import { exactNumber, nodeText, wireLocalText } from "@/explain";
import { axisText, readText } from "@/explain/figures";
import {
  type BackflowDocument,
  type CurveFigure,
  constructibleNetwork,
  type Figure,
  type LayersFigure,
  type MapFigure,
} from "@/graph";
import type { Frame } from "@/store";
import { errorsByUnits, UNIT_COUNTS } from "./approximation";
import { layerBars } from "./layer-bars";

/**
 * The numbers of a figure. Of a curve one row for each point of the axis and one column for each curve, of a map one row for
 * each cell, of bars one row for each node, of errors one row for each D.
 */
export function figureCsv(frame: Frame, figure: Figure): string {
  const { document, sample } = frame;
  switch (figure.kind) {
    case "curve":
      return curveCsv(document, figure, sample);
    case "map":
      return mapCsv(document, figure, sample);
    case "layers":
      return layersCsv(frame, figure);
    case "approximation":
      return approximationCsv(document);
  }
}

function layersCsv(frame: Frame, { quantity }: LayersFigure): string {
  const { graph } = frame.document;
  const size = quantity === "value" ? "|value|" : "share";
  const rows = layerBars(frame, quantity).map(({ node, size, factor }) => [
    quote(nodeText(graph, node)),
    cellText(size),
    quote(factor ? wireLocalText(graph, factor.wire) : ""),
    cellText(factor?.value),
  ]);
  return csvOf(["node", size, "factor", "value of the factor"], rows);
}

function approximationCsv(document: BackflowDocument): string {
  const network = constructibleNetwork(document);
  if (!network) return "";
  const { errors, bounds } = errorsByUnits(network.points);
  return csvOf(
    ["D", "largest error by construction", "bound"],
    UNIT_COUNTS.map((count, place) => [
      String(count),
      cellText(errors[place]),
      cellText(bounds[place]),
    ]),
  );
}

/** Cells across and up. */
const CELLS = 50;

function mapCsv(document: BackflowDocument, figure: MapFigure, sample: number): string {
  const subject = subjectOf(document);
  const { axes, read } = figure;
  const [first, second] = axes.map(
    (axis, place) =>
      figure.ranges[place] ?? fittingRange(subject, axis, presentOf(subject, axis, sample) ?? 0),
  );
  if (!first || !second) return "";
  const ranges = [first, second] as const;
  const sweep = new MapSweep(subject, { axes, ranges, read, sample, cells: CELLS });
  while (!sweep.isWhole) sweep.advance();
  const head = [
    ...axes.map((axis) => axisText(document.graph, axis)),
    readText(document.graph, read),
  ];
  const rows = Array.from(sweep.map.values, (value, cell) => [
    exactNumber(middleOf(first, cell % CELLS, CELLS)),
    exactNumber(middleOf(second, Math.floor(cell / CELLS), CELLS)),
    cellText(value),
  ]);
  return csvOf(head, rows);
}

function curveCsv(document: BackflowDocument, figure: CurveFigure, sample: number): string {
  const subject = subjectOf(document);
  const { axis } = figure;
  const range = figure.range ?? fittingRange(subject, axis, presentOf(subject, axis, sample) ?? 0);
  const reads = figure.panels.flat();
  const { curves } = sweepCurves(subject, { axis, range, reads, sample });
  const columns = curves.map(
    ({ points, values }) => new Map(points.map((t, index) => [t, values[index]])),
  );
  const all = new Set(curves.flatMap(({ points }) => points));
  const head = [
    axisText(document.graph, axis),
    ...reads.map((read) => readText(document.graph, read)),
  ];
  const rows = [...all]
    .sort((a, b) => a - b)
    .map((t) => [exactNumber(t), ...columns.map((column) => cellText(column.get(t)))]);
  return csvOf(head, rows);
}

function csvOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head.map(quote), ...rows].map((row) => row.join(",")).join("\r\n");
}

function cellText(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? "" : exactNumber(value);
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
