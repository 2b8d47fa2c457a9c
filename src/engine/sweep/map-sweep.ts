import { type Axis, type NodeId, type Range, type Read, topologyOf } from "@/graph";
import { presentOf, type Subject } from "./axis";
import { type Contour, contourOf } from "./contours";
import { middleOf } from "./middle-of";
import { type ReadTerm, termsOfRead, termValue } from "./reads";
import { firstNotFinite, SamplerRoom, type Samples, sampleForward } from "./sampler";
import { nodesOfRead, type Scope, scopeOf } from "./scope";
import type { Switch } from "./switches";

/** What a map over two numbers is asked for. */
export interface MapRequest {
  readonly axes: readonly [Axis, Axis];
  readonly ranges: readonly [Range, Range];
  readonly read: Read;
  /** The chosen sample, from 0. */
  readonly sample: number;
  /** Cells across and up, in the end: a number is that of the middle of its cell. */
  readonly cells: number;
  /** Where these are zero is told as well, while there is room for it. */
  readonly switches?: readonly Switch[];
}

/** A node, or L, over two numbers of a document. */
export interface SweptMap {
  readonly columns: number;
  readonly rows: number;
  readonly ranges: readonly [Range, Range];
  /** Row by row from the lowest second number. NaN where nothing can be read. */
  readonly values: Float64Array;
  /** By switch of the request, the same cells; empty where there are more than there is room for. */
  readonly switches: readonly Float64Array[];
}

/** The present point of a map. */
export interface MapPoint {
  readonly at: readonly [x: number, y: number];
  readonly value: number;
}

/** Numbers that one step computes at most: it takes a millisecond, and they stay in the fast part of the memory. */
const STEP = 60_000;
/** What one step computes is added up before the next one begins. */
const ROOM = new SamplerRoom();
/** The coarsest map that is worth looking at, in cells across. */
const COARSEST = 8;
/**
 * Numbers of the first map, where a coarser one is still worth looking at: it is there at once, in the frame of a change, so
 * it may not take longer than half of one.
 */
const AT_ONCE = 600_000;
/** Numbers that are kept of switches. */
const MOST_SWITCHED = 2_000_000;

/** What is read at the numbers of the axes as they are; null where one of them, or what is read, is gone. */
export function mapPointOf(
  subject: Subject,
  { axes, read, sample }: Pick<MapRequest, "axes" | "read" | "sample">,
): MapPoint | null {
  const x = presentOf(subject, axes[0], sample);
  const y = presentOf(subject, axes[1], sample);
  const reading = readingOf(subject, axes, read);
  if (x === undefined || y === undefined || !reading) return null;
  const [value = Number.NaN] = readAt(subject, reading, samplesOf(subject, read, sample), [x], [y]);
  return { at: [x, y], value };
}

/**
 * Sweeps a map in steps, each of bounded work: at once where it is small, else coarse first, then finer. L is the mean over
 * all training rows in every cell.
 */
export class MapSweep {
  readonly #subject: Subject;
  readonly #request: MapRequest;
  readonly #reading: Reading | null;
  readonly #samples: readonly number[];
  readonly #footprint: number;
  /** Cells across that are still to be swept, the coarsest first. */
  readonly #sizes: number[];
  #grid: Grid | null = null;
  #map: SweptMap;
  /** Lines of the present map that were asked for: they stay while the present point moves over it. */
  readonly #contours = new Map<string, Contour>();
  /** Of the present map; null until it is asked for. */
  #notFinite: { readonly node: NodeId | null } | null = null;

  constructor(subject: Subject, request: MapRequest) {
    const { axes, read, sample, cells, ranges } = request;
    this.#subject = subject;
    this.#request = request;
    const isThere = axes.every((axis) => presentOf(subject, axis, sample) !== undefined);
    this.#reading = isThere ? readingOf(subject, axes, read) : null;
    this.#samples = samplesOf(subject, read, sample);
    this.#footprint = Math.max(1, this.#reading?.footprint ?? 1);
    const values = new Float64Array(1).fill(Number.NaN);
    this.#map = { columns: 1, rows: 1, ranges, values, switches: [] };
    this.#sizes = this.#reading === null ? [] : this.#sizesTo(cells);
    // The coarsest map is swept at once.
    while (this.#map.columns === 1 && !this.isWhole) this.advance();
  }

  /** The finest that is whole. */
  get map(): SweptMap {
    return this.#map;
  }

  get isWhole(): boolean {
    return this.#sizes.length === 0;
  }

  /** One step. True where a finer map became whole by it. */
  advance(): boolean {
    const [cells] = this.#sizes;
    const reading = this.#reading;
    if (cells === undefined || reading === null) return false;
    this.#grid ??= this.#startGrid(cells);
    const grid = this.#grid;
    const count = cells * cells;
    const perRow = this.#footprint * count;
    const rows = Math.max(1, Math.floor(STEP / perRow));
    const most = Math.max(256, Math.floor(STEP / this.#footprint));
    const some = this.#samples.slice(grid.sample, grid.sample + rows);
    const to = Math.min(count, grid.cell + most);
    this.#read(grid, reading, some, to);
    grid.cell = to;
    if (to < count) return false;
    grid.cell = 0;
    grid.sample += some.length;
    if (grid.sample < this.#samples.length) return false;
    const { ranges } = this.#request;
    const { values, switches } = grid;
    this.#map = { columns: cells, rows: cells, ranges, values, switches };
    this.#contours.clear();
    this.#notFinite = null;
    this.#grid = null;
    this.#sizes.shift();
    return true;
  }

  /** The line on which the map has a level, refined where what is read is that of one sample. */
  contour(level: number): Contour {
    return this.#kept(`level ${level}`, () => this.#findContour(level));
  }

  /** Where a switch of the request is zero. */
  switchContour(index: number): Contour {
    return this.#kept(`switch ${index}`, () => this.#findSwitchContour(index));
  }

  /**
   * Where the map begins not to be finite, the node that is to blame: the first one there, in the order of the forward pass,
   * that is not. Null where all cells are finite, or only their mean over samples is not.
   */
  notFiniteNode(): NodeId | null {
    this.#notFinite ??= { node: this.#findNotFinite() };
    return this.#notFinite.node;
  }

  #findNotFinite(): NodeId | null {
    const { values, columns, rows } = this.#map;
    const reading = this.#reading;
    if (!reading) return null;
    const isNumber = (cell: number) => Number.isFinite(values[cell]);
    const isAtEdge = (cell: number) => {
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      return (
        (column > 0 && isNumber(cell - 1)) ||
        (column < columns - 1 && isNumber(cell + 1)) ||
        (row > 0 && isNumber(cell - columns)) ||
        (row < rows - 1 && isNumber(cell + columns))
      );
    };
    const cells = Array.from(values.keys()).filter((cell) => !isNumber(cell));
    const cell = cells.find(isAtEdge) ?? cells[0];
    if (cell === undefined) return null;
    const [xs, ys] = this.#request.ranges;
    const at = [
      [middleOf(xs, cell % columns, columns)],
      [middleOf(ys, Math.floor(cell / columns), rows)],
    ] as const;
    const found = forwardAt(this.#subject, reading, this.#samples, ...at);
    return firstNotFinite(this.#subject, reading.scope, found);
  }

  #kept(key: string, find: () => Contour): Contour {
    const known = this.#contours.get(key) ?? find();
    this.#contours.set(key, known);
    return known;
  }

  #findContour(level: number): Contour {
    const { values, ...grid } = this.#map;
    const reading = this.#reading;
    const valueAt = (cell: number) => values[cell] as number;
    if (!reading) return new Float64Array();
    const isRefined = this.#samples.length === 1;
    return contourOf(
      { ...grid, valueAt },
      level,
      isRefined ? (xs, ys) => readAt(this.#subject, reading, this.#samples, xs, ys) : undefined,
    );
  }

  #findSwitchContour(index: number): Contour {
    const { switches, ...grid } = this.#map;
    const values = switches[index];
    const found = this.#request.switches?.[index];
    const reading = this.#reading;
    if (!values || !found || !reading) return new Float64Array();
    const valueAt = (cell: number) => values[cell] as number;
    return contourOf({ ...grid, valueAt }, 0, (xs, ys) => {
      const samples = forwardAt(this.#subject, reading, this.#samples, xs, ys);
      return xs.map((_, point) => found.read(samples, point, 0));
    });
  }

  #sizesTo(cells: number): number[] {
    const sizes = [cells];
    const workOf = (size: number) => size * size * this.#footprint * this.#samples.length;
    for (;;) {
      const [coarsest = COARSEST] = sizes;
      if (workOf(coarsest) <= AT_ONCE || coarsest <= COARSEST) return sizes;
      sizes.unshift(Math.max(COARSEST, Math.round(coarsest / 2)));
    }
  }

  #startGrid(cells: number): Grid {
    const [xs, ys] = this.#request.ranges;
    const count = cells * cells;
    const { switches = [] } = this.#request;
    const hasRoom = this.#samples.length === 1 && switches.length * count <= MOST_SWITCHED;
    return {
      xs: Float64Array.from({ length: count }, (_, cell) => middleOf(xs, cell % cells, cells)),
      ys: Float64Array.from({ length: count }, (_, cell) =>
        middleOf(ys, Math.floor(cell / cells), cells),
      ),
      values: new Float64Array(count),
      switches: hasRoom ? switches.map(() => new Float64Array(count)) : [],
      sample: 0,
      cell: 0,
    };
  }

  #read(grid: Grid, reading: Reading, some: readonly number[], to: number): void {
    const from = grid.cell;
    const found = forwardAt(
      this.#subject,
      reading,
      some,
      grid.xs.subarray(from, to),
      grid.ys.subarray(from, to),
    );
    addRead(grid.values.subarray(from, to), reading, found, some.length, this.#samples.length);
    grid.switches.forEach((values, index) => {
      const switched = this.#request.switches?.[index];
      for (let cell = from; switched && cell < to; cell++) {
        values[cell] = switched.read(found, cell - from, 0);
      }
    });
  }
}

/** A map that is being swept. */
interface Grid {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly values: Float64Array;
  readonly switches: readonly Float64Array[];
  /** What comes next. */
  sample: number;
  cell: number;
}

/** How a read is computed over two axes. */
interface Reading {
  readonly axes: readonly [Axis, Axis];
  readonly scope: Scope;
  readonly terms: readonly ReadTerm[];
  readonly widths: Int32Array;
  /** Numbers of one point of one sample. */
  readonly footprint: number;
}

function readingOf(subject: Subject, axes: readonly [Axis, Axis], read: Read): Reading | null {
  const terms = termsOfRead(subject, read, null);
  if (terms === null || nodesOfRead(subject.graph, read).length === 0) return null;
  const { widths } = topologyOf(subject.graph);
  const scope = scopeOf(subject.graph, axes, [read]);
  const reached = scope.order.filter((node) => scope.reached[node] === 1);
  const footprint = reached.reduce((sum, node) => sum + (widths[node] as number), 0);
  return { axes, scope, terms, widths, footprint };
}

function samplesOf(subject: Subject, read: Read, sample: number): readonly number[] {
  return read.kind === "objective"
    ? Array.from({ length: subject.samples }, (_, row) => row)
    : [sample];
}

function forwardAt(
  subject: Subject,
  { axes, scope }: Reading,
  samples: readonly number[],
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
) {
  const [first, second] = axes;
  return sampleForward(
    subject,
    scope,
    [
      { axis: first, at: xs },
      { axis: second, at: ys },
    ],
    samples,
    ROOM,
  );
}

/** What is read at places, the mean over samples. */
function readAt(
  subject: Subject,
  reading: Reading,
  samples: readonly number[],
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
): Float64Array {
  const found = forwardAt(subject, reading, samples, xs, ys);
  const means = new Float64Array(xs.length);
  addRead(means, reading, found, samples.length, samples.length);
  return means;
}

/** Adds what is read of some samples to means over `all` of them: by one rounding, so that a point has the bits of its cell. */
function addRead(
  means: Float64Array,
  { terms, scope, widths }: Reading,
  found: Samples,
  some: number,
  all: number,
): void {
  const share = 1 / all;
  for (let rowIndex = 0; rowIndex < some; rowIndex++) {
    for (const term of terms) {
      for (let point = 0; point < means.length; point++) {
        const value = termValue(found, scope, widths, term, point, rowIndex);
        means[point] = (means[point] as number) + share * term.factor * value;
      }
    }
  }
}
