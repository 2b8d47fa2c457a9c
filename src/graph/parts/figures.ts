import type { BackflowDocument, Graph } from "../document";
import {
  FIGURE_MARKS,
  type Figure,
  type FigureMark,
  type LayersQuantity,
  MOST_COLUMNS,
  MOST_FIGURES,
  MOST_PANELS,
  MOST_READS,
  type Range,
  readsOfFigure,
} from "../figures";
import type { Json } from "../json";
import type { DocumentProblem } from "../problems";
import { malformed, readList, readNumber, readObject, readText, readWhole } from "../reader";
import type { DocumentPart } from "./part";
import {
  axisFromFile,
  axisFromLink,
  isSoundRead,
  NAME,
  readForLink,
  readFromFile,
  readFromLink,
} from "./reads";

/** In the order of their numbers in links: append-only. */
const QUANTITIES: readonly LayersQuantity[] = ["gradient", "value", "inactive"];

/**
 * The figures of a document. One may speak of a node that is gone: it says so where it stands, and takes it up again
 * when the node is back, so that nothing of it is lost by an edit or an undo.
 */
export const figures: DocumentPart<readonly Figure[]> = {
  since: 2,
  linkName: "f",
  initial: [],
  isUsed: (value) => value.length > 0,
  file: {
    write: (value) => value.map(figureForFile),
    read: (json, path) =>
      readList(json, path).map((item, index) => figureFromFile(item, `${path}[${index}]`)),
  },
  link: {
    write: (value, graph) => value.map((figure) => figureForLink(figure, graph)),
    read: (json, path, graph) =>
      readList(json, path).map((item, index) => figureFromLink(item, `${path}[${index}]`, graph)),
  },
  check: checkFigures,
};

function checkFigures(value: readonly Figure[], _: BackflowDocument): DocumentProblem | null {
  if (value.length > MOST_FIGURES) {
    return { kind: "figure", index: value.length, reason: "too-many" };
  }
  const ids = new Set<string>();
  for (const [index, figure] of value.entries()) {
    const problem = (reason: FigureReason): DocumentProblem => ({ kind: "figure", index, reason });
    if (!NAME.test(figure.id) || ids.has(figure.id)) return problem("id");
    ids.add(figure.id);
    if (!readsOfFigure(figure).every(isSoundRead)) return problem("read");
    if (figure.kind === "layers" || figure.kind === "approximation") continue;
    if (new Set(figure.marks).size < figure.marks.length) return problem("marks");
    const ranges = figure.kind === "curve" ? [figure.range, figure.valueRange] : figure.ranges;
    if (!ranges.every(isSoundRange)) return problem("range");
    if (figure.kind !== "curve") continue;
    const { panels, columns } = figure;
    const isSound =
      panels.length >= 1 &&
      panels.length <= MOST_PANELS &&
      panels.every(({ length }) => length >= 1 && length <= MOST_READS);
    if (!isSound || columns < 1 || columns > MOST_COLUMNS) return problem("panels");
  }
  return null;
}

type FigureReason = Extract<DocumentProblem, { readonly kind: "figure" }>["reason"];

function isSoundRange(range: Range | null): boolean {
  if (range === null) return true;
  const [lo, hi] = range;
  return Number.isFinite(hi - lo) && lo < hi;
}

function figureForFile(figure: Figure): Json {
  if (figure.kind === "curve")
    return { ...figure, panels: figure.panels.map((panel) => [...panel]) };
  return { ...figure };
}

function figureFromFile(json: unknown, path: string): Figure {
  const all = [
    "kind",
    "id",
    "axis",
    "axes",
    "panels",
    "columns",
    "read",
    "range",
    "ranges",
  ] as const;
  const more = ["valueRange", "marks", "quantity"] as const;
  const fields = readObject(json, path, [...all, ...more]);
  const id = readText(fields.id, `${path}.id`);
  switch (fields.kind) {
    case "curve":
      return {
        kind: "curve",
        id,
        axis: axisFromFile(fields.axis, `${path}.axis`),
        panels: readList(fields.panels, `${path}.panels`).map((panel, row) =>
          readList(panel, `${path}.panels[${row}]`).map((read, index) =>
            readFromFile(read, `${path}.panels[${row}][${index}]`),
          ),
        ),
        columns: readWhole(fields.columns, `${path}.columns`),
        range: readRange(fields.range, `${path}.range`),
        valueRange: readRange(fields.valueRange, `${path}.valueRange`),
        marks: marksFromFile(fields.marks, `${path}.marks`),
      };
    case "map": {
      const axes = readPair(fields.axes, `${path}.axes`);
      const ranges = readPair(fields.ranges, `${path}.ranges`);
      return {
        kind: "map",
        id,
        axes: [axisFromFile(axes[0], `${path}.axes[0]`), axisFromFile(axes[1], `${path}.axes[1]`)],
        read: readFromFile(fields.read, `${path}.read`),
        ranges: [
          readRange(ranges[0], `${path}.ranges[0]`),
          readRange(ranges[1], `${path}.ranges[1]`),
        ],
        marks: marksFromFile(fields.marks, `${path}.marks`),
      };
    }
    case "layers": {
      const quantity = QUANTITIES.find((name) => name === fields.quantity);
      return { kind: "layers", id, quantity: quantity ?? malformed(`${path}.quantity`, "text") };
    }
    case "approximation":
      return { kind: "approximation", id };
    default:
      return malformed(`${path}.kind`, "text");
  }
}

function readPair(json: unknown, path: string): readonly [unknown, unknown] {
  const list = readList(json, path);
  return list.length === 2 ? [list[0], list[1]] : malformed(path, "list");
}

function readRange(json: unknown, path: string): Range | null {
  if (json === null || json === 0) return null;
  const [lo, hi] = readPair(json, path);
  return [readNumber(lo, `${path}[0]`), readNumber(hi, `${path}[1]`)];
}

function marksFromFile(json: unknown, path: string): readonly FigureMark[] {
  return readList(json, path).map(
    (item, index) =>
      FIGURE_MARKS.find((mark) => mark === item) ?? malformed(`${path}[${index}]`, "text"),
  );
}

function figureForLink(figure: Figure, graph: Graph): Json {
  const { id } = figure;
  switch (figure.kind) {
    case "curve": {
      const panels = figure.panels.map((panel) => panel.map((read) => readForLink(read, graph)));
      const { columns, range, valueRange, marks } = figure;
      const axis = readForLink(figure.axis, graph);
      return [0, id, axis, panels, columns, range ?? 0, valueRange ?? 0, bitsOf(marks)];
    }
    case "map": {
      const [x, y] = figure.axes.map((axis) => readForLink(axis, graph)) as [Json, Json];
      const [first, second] = figure.ranges;
      const read = readForLink(figure.read, graph);
      return [1, id, x, y, read, first ?? 0, second ?? 0, bitsOf(figure.marks)];
    }
    case "layers":
      return [2, id, QUANTITIES.indexOf(figure.quantity)];
    case "approximation":
      return [3, id];
  }
}

function figureFromLink(json: unknown, path: string, graph: Graph): Figure {
  const list = readList(json, path);
  const at = (index: number) => `${path}[${index}]`;
  const lengths: { readonly [kind: number]: number } = { 0: 8, 1: 8, 2: 3, 3: 2 };
  const kind = readWhole(list[0], at(0));
  if (list.length !== lengths[kind]) return malformed(path, "list");
  const id = readText(list[1], at(1));
  if (kind === 3) return { kind: "approximation", id };
  if (kind === 2) {
    return {
      kind: "layers",
      id,
      quantity: QUANTITIES[readWhole(list[2], at(2))] ?? malformed(at(2), "whole number"),
    };
  }
  const marks = marksOf(readWhole(list[7], at(7)), at(7));
  if (kind === 1) {
    return {
      kind: "map",
      id,
      axes: [axisFromLink(list[2], at(2), graph), axisFromLink(list[3], at(3), graph)],
      read: readFromLink(list[4], at(4), graph),
      ranges: [readRange(list[5], at(5)), readRange(list[6], at(6))],
      marks,
    };
  }
  return {
    kind: "curve",
    id,
    axis: axisFromLink(list[2], at(2), graph),
    panels: readList(list[3], at(3)).map((panel, row) =>
      readList(panel, `${at(3)}[${row}]`).map((read, index) =>
        readFromLink(read, `${at(3)}[${row}][${index}]`, graph),
      ),
    ),
    columns: readWhole(list[4], at(4)),
    range: readRange(list[5], at(5)),
    valueRange: readRange(list[6], at(6)),
    marks,
  };
}

function bitsOf(marks: readonly FigureMark[]): number {
  return marks.reduce((bits, mark) => bits + 2 ** FIGURE_MARKS.indexOf(mark), 0);
}

function marksOf(bits: number, path: string): readonly FigureMark[] {
  if (bits < 0 || bits >= 2 ** FIGURE_MARKS.length) return malformed(path, "whole number");
  return FIGURE_MARKS.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
}
