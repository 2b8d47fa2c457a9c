import { fittingRange, presentOf, subjectOf, sweepCurves } from "@/engine/sweep";
import { exactNumber } from "@/explain";
import { axisText, readText } from "@/explain/figures";
import type { BackflowDocument, CurveFigure, Figure } from "@/graph";

/** The numbers of a figure: one row for each point of the axis, one column for each curve. */
export function figureCsv(document: BackflowDocument, figure: Figure, sample: number): string {
  return figure.kind === "curve" ? curveCsv(document, figure, sample) : "";
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
    .map((t) => [exactNumber(t), ...columns.map((column) => cell(column.get(t)))]);
  return [head.map(quote), ...rows].map((row) => row.join(",")).join("\r\n");
}

function cell(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? "" : exactNumber(value);
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
