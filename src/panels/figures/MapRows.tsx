import type { Subject } from "@/engine/sweep";
import type { MapFigure } from "@/graph";
import { DotMark, type Scale } from "@/ui/plot";

interface MapRowsProps {
  readonly subject: Subject;
  readonly figure: MapFigure;
  readonly sample: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** Rows beyond this number are not drawn. */
const MOST_ROWS = 1000;

/** The rows of the data where both axes are inputs: filled for training, hollow for validation. */
export function MapRows({ subject, figure, sample, x, y }: MapRowsProps) {
  const [first, second] = figure.axes;
  const isInput = (id: string) =>
    subject.graph.nodes.find((node) => node.id === id)?.op === "input";
  if (first.kind !== "value" || second.kind !== "value") return null;
  if (!isInput(first.node) || !isInput(second.node)) return null;
  const total = Math.min(subject.samples + subject.validation, MOST_ROWS);
  if (total < 2) return null;
  const rows = Array.from({ length: total }, (_, row) => ({
    row,
    at: subject.rowOf(first.node, row)[first.unit] ?? Number.NaN,
    up: subject.rowOf(second.node, row)[second.unit] ?? Number.NaN,
  }));
  return rows
    .filter(({ at, up }) => Number.isFinite(at + up))
    .map(({ row, at, up }) => (
      <DotMark
        key={row}
        x={x(at)}
        y={y(up)}
        hollow={row >= subject.samples}
        chosen={row === sample}
      />
    ));
}
