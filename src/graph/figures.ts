/** The one number of a document that a figure varies. */
export type Axis =
  /** A unit of a leaf: of an input or a target at the chosen sample, else of its one row. */
  | { readonly kind: "value"; readonly node: string; readonly unit: number }
  | { readonly kind: "beta"; readonly node: string; readonly unit: number }
  /** ω of a linear node: of a unit, at a port, for a unit of what is wired there. */
  | {
      readonly kind: "omega";
      readonly node: string;
      readonly port: number;
      readonly unit: number;
      readonly input: number;
    };

/** What a figure reads along its axes. */
export type Read =
  /** The value of a node's unit. */
  | { readonly kind: "value"; readonly node: string; readonly unit: number }
  /** What a wire adds to a unit of a linear node: Σₖ ω·h. */
  | { readonly kind: "term"; readonly node: string; readonly port: number; readonly unit: number }
  /** The local derivative of an element-wise node along the wire into a port. */
  | { readonly kind: "local"; readonly node: string; readonly port: number; readonly unit: number }
  /** β of a linear node and what its first `ports` wires add. */
  | {
      readonly kind: "partial";
      readonly node: string;
      readonly ports: number;
      readonly unit: number;
    }
  /** ℓᵢ of the chosen sample. */
  | { readonly kind: "loss" }
  /** L, the mean of ℓᵢ over the training rows. */
  | { readonly kind: "objective" };

/** lo < hi, both finite. */
export type Range = readonly [lo: number, hi: number];

/** What a figure may mark beside its curves or colours. */
export type FigureMark =
  | "tangent"
  | "joints"
  | "regions"
  | "shading"
  | "rows"
  | "residuals"
  | "contours"
  /** Earlier members of the family that the key R draws from, pale. */
  | "members"
  /** A slider adds the terms of a linear node one by one. */
  | "terms";

/** All of them, in the order of their bits in links: append-only. */
export const FIGURE_MARKS: readonly FigureMark[] = [
  "tangent",
  "joints",
  "regions",
  "shading",
  "rows",
  "residuals",
  "contours",
  "members",
  "terms",
];

interface FigureBase {
  /** Unique in its document: 1 to 40 of A–Z a–z 0–9 _ -. */
  readonly id: string;
}

/** Nodes against one number, in panels over one axis. The first read of a panel is ink, the others are pale. */
export interface CurveFigure extends FigureBase {
  readonly kind: "curve";
  readonly axis: Axis;
  /** At least one panel of at least one read. */
  readonly panels: readonly (readonly Read[])[];
  /** Panels side by side, 1 to 4. What is left over in the last row takes its whole width. */
  readonly columns: number;
  /** As typed; null: what fits. */
  readonly range: Range | null;
  readonly valueRange: Range | null;
  readonly marks: readonly FigureMark[];
}

/** One node, or L, over two numbers. */
export interface MapFigure extends FigureBase {
  readonly kind: "map";
  readonly axes: readonly [Axis, Axis];
  readonly read: Read;
  readonly ranges: readonly [Range | null, Range | null];
  readonly marks: readonly FigureMark[];
}

/** What bars of a layers figure stand for. */
export type LayersQuantity = "gradient" | "value" | "inactive";

/** A number for each node, in the graph's order, on a log axis. */
export interface LayersFigure extends FigureBase {
  readonly kind: "layers";
  readonly quantity: LayersQuantity;
}

/**
 * The largest error of a network of D units by construction against D, on log axes, beside the bound max|f″|·h²/8: of a
 * shallow network over the drawn curve of the table.
 */
export interface ApproximationFigure extends FigureBase {
  readonly kind: "approximation";
}

/** What is drawn beside the graph: one kind, one way of reading the document. */
export type Figure = CurveFigure | MapFigure | LayersFigure | ApproximationFigure;

/** What the little picture of a node is. */
export type NodePictures =
  /** The op's own curve, with the present points. */
  | { readonly kind: "op" }
  | { readonly kind: "none" }
  /** The node's value against a number of the document, or over two. */
  | { readonly kind: "curve"; readonly axis: Axis }
  | { readonly kind: "map"; readonly axes: readonly [Axis, Axis] };

/** What the nodes of a new document show: each the curve of its op. */
export const DEFAULT_PICTURES: NodePictures = { kind: "op" };

/**
 * What a reader accepts of a document: its figures, the panels of one, what a panel reads, and the columns that panels
 * stand in.
 */
export const MOST_FIGURES = 12;
export const MOST_PANELS = 24;
export const MOST_READS = 8;
export const MOST_COLUMNS = 4;

/** What a new curve marks. */
export const CURVE_MARKS: readonly FigureMark[] = [
  "tangent",
  "joints",
  "regions",
  "shading",
  "rows",
];
/** What a new map marks. */
export const MAP_MARKS: readonly FigureMark[] = ["joints", "rows", "contours"];

/** All axes and reads of a figure. */
export function readsOfFigure(figure: Figure): readonly (Axis | Read)[] {
  if (figure.kind === "curve") return [figure.axis, ...figure.panels.flat()];
  return figure.kind === "map" ? [...figure.axes, figure.read] : [];
}

/** An id that no figure has yet. */
export function newFigureId(figures: readonly Figure[]): string {
  const taken = new Set(figures.map(({ id }) => id));
  let number = 1;
  while (taken.has(`figure${number}`)) number++;
  return `figure${number}`;
}

/** The list with a figure changed, or added where there is none of its id. */
export function withFigure(figures: readonly Figure[], figure: Figure): readonly Figure[] {
  return figures.some(({ id }) => id === figure.id)
    ? figures.map((other) => (other.id === figure.id ? figure : other))
    : [...figures, figure];
}

/** The list without a figure. */
export function withoutFigure(figures: readonly Figure[], id: string): readonly Figure[] {
  return figures.filter((figure) => figure.id !== id);
}
