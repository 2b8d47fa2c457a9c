import { useEffect, useRef, useState } from "react";
import type { GraphModel, RunPicture } from "@/training";
import { FrameTask } from "@/ui";
import {
  type DescentPlane,
  mainPlane,
  type Pair,
  parameterPlane,
  pathIn,
  pointAt,
} from "./descent-plane";

/** Over what L is drawn: the values of two parameters, or how far the path has gone in its two main directions. */
export type PlaneChoice =
  | { readonly kind: "parameters"; readonly first: number; readonly second: number }
  | { readonly kind: "main" };

/** Cells across and up, and as many where L of all rows takes long. */
const CELLS = 40;
const FEW_CELLS = 24;
/** Rows times values of the graph from which on it does. */
const LONG = 40_000;
/** Milliseconds of a frame that the ground takes. */
const SLICE = 6;
/** The second direction is drawn at least so wide, as a part of the first. */
const LEAST_WIDE = 0.25;

/** The plane of a choice for a run as it is shown; null where its path has no main directions yet. */
export function planeOf(
  choice: PlaneChoice,
  { path, parameters }: GroundPicture,
): DescentPlane | null {
  const count = parameters.length;
  return choice.kind === "main"
    ? mainPlane(path, count)
    : parameterPlane(count, choice.first, choice.second);
}

type GroundPicture = Pick<RunPicture, "run" | "t" | "path" | "parameters">;

/** What a ground is drawn for. */
interface Wanted {
  readonly model: GraphModel;
  readonly picture: GroundPicture;
  readonly choice: PlaneChoice;
  /** The path of the run beside; null where it has none over the same parameters. */
  readonly beside: Float64Array | null;
}

/**
 * From 0 where L is least to 1 where it is greatest: by its logarithm, above what is 0, or as it is where some of it is negative
 * or none is positive. What is no finite number stays none.
 */
export function levelsOf(losses: Float64Array): Float64Array {
  const finite = losses.filter(Number.isFinite);
  const positive = finite.filter((loss) => loss > 0);
  const isLinear = finite.length === 0 || positive.length === 0 || finite.some((loss) => loss < 0);
  const foot = least(positive);
  const heights = isLinear
    ? losses
    : losses.map((loss) => (loss === 0 ? Math.log(foot) : Math.log(loss)));
  const drawn = heights.filter(Number.isFinite);
  const low = least(drawn);
  const high = drawn.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
  return heights.map((height) => (height - low) / (high - low || 1));
}

function least(numbers: Float64Array): number {
  return numbers.reduce((found, each) => Math.min(found, each), Number.POSITIVE_INFINITY);
}

/** L over a plane, cell by cell, with all that lies outside the plane as it is at iteration `t`. */
export class Ground {
  readonly t: number;
  readonly cells: number;
  private readonly losses: Float64Array;
  private readonly parameters: Float64Array;
  private done = 0;

  constructor(
    readonly wanted: Wanted,
    readonly plane: DescentPlane,
    readonly ranges: readonly [Pair, Pair],
  ) {
    const { model, picture } = wanted;
    this.t = picture.t;
    this.cells = model.rows * model.plan.valueCount > LONG ? FEW_CELLS : CELLS;
    this.losses = new Float64Array(this.cells ** 2);
    this.parameters = picture.parameters.slice();
  }

  get isWhole(): boolean {
    return this.done === this.losses.length;
  }

  /** Goes on until it is whole or `isOver` says so; at least one cell. */
  advance(isOver: () => boolean): void {
    const { wanted, plane, cells, losses, parameters, ranges } = this;
    const place = ([from, to]: Pair, cell: number) => from + ((to - from) * (cell + 0.5)) / cells;
    while (!this.isWhole) {
      const [column, row] = [this.done % cells, Math.floor(this.done / cells)];
      const at: Pair = [place(ranges[0], column), place(ranges[1], row)];
      pointAt(plane, wanted.picture.parameters, at, parameters);
      losses[this.done++] = wanted.model.trainingLoss(parameters);
      if (isOver()) return;
    }
  }

  /** As `levelsOf` has them. */
  levels(): Float64Array {
    return levelsOf(this.losses);
  }

  /** Does it show what is wanted now? */
  isOf({ model, choice }: Wanted): boolean {
    return this.wanted.model === model && sameChoice(this.wanted.choice, choice);
  }

  /** Is it also of the present numbers, and does it hold the paths? */
  isPresent(wanted: Wanted): boolean {
    if (!this.isOf(wanted)) return false;
    // A plane that holds all parameters is the same at every iteration.
    if (wanted.picture.parameters.length === 2) {
      return this.ranges.flat().join() === rangesFor(wanted, this.plane).flat().join();
    }
    const { picture, beside } = this.wanted;
    return (
      picture.run === wanted.picture.run &&
      picture.t === wanted.picture.t &&
      beside === wanted.beside
    );
  }
}

function sameChoice(one: PlaneChoice, other: PlaneChoice): boolean {
  if (one.kind === "main" || other.kind === "main") return one.kind === other.kind;
  return one.first === other.first && one.second === other.second;
}

/** A ground that is yet to be computed; null where there is no plane. */
function groundFor(wanted: Wanted): Ground | null {
  const plane = planeOf(wanted.choice, wanted.picture);
  return plane && new Ground(wanted, plane, rangesFor(wanted, plane));
}

/** From where to where the paths are seen in a plane. */
function rangesFor({ choice, picture, beside }: Wanted, plane: DescentPlane): Ground["ranges"] {
  const path = picture.path.length > 0 ? picture.path : picture.parameters;
  const seen = [path, ...(beside ? [beside] : [])].map((each) => pathIn(plane, each));
  return choice.kind === "main" ? extents(seen) : rangesOf(seen);
}

/**
 * The newest ground of what is wanted, null until there is one. It is computed between frames; while a run goes on, of
 * the iteration that is shown when the last one is whole.
 */
export function useGround(wanted: Wanted | null): Ground | null {
  const latest = useRef(wanted);
  latest.current = wanted;
  const [ground, setGround] = useState<Ground | null>(null);
  const [task] = useState(() => {
    let work: Ground | null = null;
    const frame: FrameTask = new FrameTask("rest", () => {
      const now = latest.current;
      if (!now || (work?.isWhole && work.isPresent(now))) return;
      if (!work || work.isWhole || !work.isOf(now)) work = groundFor(now);
      if (!work) return;
      const end = performance.now() + SLICE;
      work.advance(() => performance.now() >= end);
      if (work.isWhole) setGround(work);
      frame.ask();
    });
    return frame;
  });
  useEffect(() => {
    if (wanted) task.ask();
  }, [wanted, task]);
  useEffect(() => () => task.cancel(), [task]);
  return wanted && ground?.isOf(wanted) ? ground : null;
}

/** Ranges that hold the paths, and room around where they begin. */
function rangesOf(paths: readonly Float64Array[]): readonly [Pair, Pair] {
  const range = (place: 0 | 1): Pair => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const path of paths) {
      if (path.length === 0) continue;
      const start = path[place] ?? 0;
      const room = 1.5 + Math.abs(start);
      low = Math.min(low, start - room);
      high = Math.max(high, start + room);
      for (let at = place; at < path.length; at += 2) {
        const value = path[at] ?? 0;
        // A path that flies away is followed as far as can be drawn beside the rest.
        if (!(Math.abs(value - start) < 20 * room)) continue;
        low = Math.min(low, value - 0.2 * room);
        high = Math.max(high, value + 0.2 * room);
      }
    }
    return low < high ? [low, high] : [-1, 1];
  };
  return [range(0), range(1)];
}

/** Ranges in which the paths fill most of the map; they change by whole steps. */
function extents(paths: readonly Float64Array[]): readonly [Pair, Pair] {
  const [path = new Float64Array(2)] = paths;
  const ends = ([0, 1] as const).map((place): Pair => {
    const numbers = path.filter((each, at) => at % 2 === place && Number.isFinite(each));
    return [Math.min(0, ...numbers), Math.max(0, ...numbers)];
  });
  const widest = Math.max(...ends.map(([low, high]) => high - low));
  const range = (place: 0 | 1): Pair => {
    const [low, high] = ends[place] ?? [-1, 1];
    const wide = Math.max(high - low, LEAST_WIDE * widest) || 1;
    const [middle, half] = [(low + high) / 2, 0.8 * wide];
    const step = 2 ** Math.floor(Math.log2(wide / 4));
    return [Math.floor((middle - half) / step) * step, Math.ceil((middle + half) / step) * step];
  };
  return [range(0), range(1)];
}
