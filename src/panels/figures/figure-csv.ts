import { fittingRange, presentOf, subjectOf, sweepCurves, sweepMap } from "@/engine/sweep";
import { exactNumber } from "@/explain";
import { axisText, readText } from "@/explain/figures";
import type { BackflowDocument, CurveFigure, Figure, MapFigure, Range } from "@/graph";

/** The numbers of a figure: one row for each point of the axis, one column for each curve. */
export function figureCsv(document: BackflowDocument, figure: Figure, sample: number): string {
  switch (figure.kind) {
    case "curve":
      return curveCsv(document, figure, sample);
    case "map":
      return mapCsv(document, figure, sample);
    case "layers":
    case "approximation":
      return "";
  }
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
  const map = sweepMap(subject, { axes, ranges, read, sample, columns: CELLS, rows: CELLS });
  const middle = ([lo, hi]: Range, cell: number) => lo + ((hi - lo) * (cell + 0.5)) / CELLS;
  const head = [
    ...axes.map((axis) => axisText(document.graph, axis)),
    readText(document.graph, read),
  ];
  const rows = Array.from(map.values, (value, cell) => [
    exactNumber(middle(first, cell % CELLS)),
    exactNumber(middle(second, Math.floor(cell / CELLS))),
    cellText(value),
  ]);
  return [head.map(quote), ...rows].map((row) => row.join(",")).join("\r\n");
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
  return [head.map(quote), ...rows].map((row) => row.join(",")).join("\r\n");
}

function cellText(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? "" : exactNumber(value);
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
