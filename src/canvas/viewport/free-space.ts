import type { Bounds } from "@/layout";
import type { Box } from "@/ui";

/** How the canvas is seen: a place of the graph at (u, v) is drawn at (u·zoom + x, v·zoom + y), in pixels. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The canvas in pixels, and what covers it: panels, the legend, buttons, the map. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly covers: readonly Box[];
}

/** What is to be seen: each of its parts clear of all that covers the canvas. In canvas units. */
export interface Subject {
  readonly bounds: Bounds;
  readonly parts: readonly Bounds[];
}

/** How far the canvas is zoomed out and in; 1 is one pixel for each canvas unit. */
export interface ZoomLimits {
  readonly least: number;
  readonly most: number;
}

/** Beside what is fitted, where there is room for it; pixels. */
const WIDEST_MARGIN = 20;
/** Part of the width or height of the free space that a margin takes at most. */
const MARGIN_PART = 0.03;
/** Each part counts by itself in small graphs; of a large one the whole. */
const MOST_PARTS = 120;
/** How far aside of the middle a view is tried, as a share of the way to the margin. */
const SHARES_ASIDE = [-0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1, 1];
/** Nothing is fitted into less, in pixels. */
const LEAST_SPACE = 24;
/** Part of the canvas that a view is moved by at most to have no part covered, … */
const FURTHEST = 0.35;
/** … and how many moves are tried for that, the nearest first. */
const MOST_MOVES = 200;
/** Between a part that was moved and what it has come out from under; pixels. */
const GAP = 4;

/** A margin gives way where there is little room. */
function marginOf(size: number): number {
  return Math.min(WIDEST_MARGIN, size * MARGIN_PART);
}

/** All rectangles between edges of the canvas and of what covers it. */
function spacesOf({ width, height, covers }: Room): readonly Box[] {
  const sorted = (...numbers: number[]) => [...new Set(numbers)].sort((a, b) => a - b);
  const lefts = sorted(0, ...covers.map(({ right }) => right));
  const rights = sorted(width, ...covers.map(({ left }) => left));
  const tops = sorted(0, ...covers.map(({ bottom }) => bottom));
  const bottoms = sorted(height, ...covers.map(({ top }) => top));
  const spaces: Box[] = [];
  for (const left of lefts) {
    for (const right of rights) {
      if (right - left < LEAST_SPACE) continue;
      for (const top of tops) {
        for (const bottom of bottoms) {
          if (bottom - top >= LEAST_SPACE) spaces.push({ left, top, right, bottom });
        }
      }
    }
  }
  return spaces;
}

function overlap(a: Bounds, b: Bounds): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Spaces in which nothing is covered. */
export function freeSpaces(room: Room): readonly Box[] {
  return spacesOf(room).filter((space) => !room.covers.some((cover) => overlap(space, cover)));
}

/** The largest space in which nothing is covered; the canvas where everything is. */
export function largestFreeSpace(room: Room): Box {
  const area = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top);
  const [first = { left: 0, top: 0, right: room.width, bottom: room.height }, ...others] =
    freeSpaces(room);
  return others.reduce((best, space) => (area(space) > area(best) ? space : best), first);
}

/** The zoom at which bounds fill a space up to its margins. */
function zoomInto({ left, top, right, bottom }: Bounds, space: Box): number {
  const width = space.right - space.left;
  const height = space.bottom - space.top;
  return Math.min(
    (width - 2 * marginOf(width)) / (right - left),
    (height - 2 * marginOf(height)) / (bottom - top),
  );
}

/** The view that puts the middle of bounds into the middle of a space. */
export function centre({ left, top, right, bottom }: Bounds, space: Box, zoom: number): View {
  return {
    x: (space.left + space.right - (left + right) * zoom) / 2,
    y: (space.top + space.bottom - (top + bottom) * zoom) / 2,
    zoom,
  };
}

/** Views that put bounds into a space: in its middle, then aside as far as the margins. */
function* viewsInto(bounds: Bounds, space: Box, zoom: number): Iterable<View> {
  const middle = centre(bounds, space, zoom);
  const [width, height] = [space.right - space.left, space.bottom - space.top];
  const across = (width - (bounds.right - bounds.left) * zoom) / 2 - marginOf(width);
  const down = (height - (bounds.bottom - bounds.top) * zoom) / 2 - marginOf(height);
  yield middle;
  for (const share of SHARES_ASIDE) {
    yield {
      ...middle,
      x: middle.x + share * Math.max(0, across),
      y: middle.y + share * Math.max(0, down),
    };
  }
}

/** Where bounds are drawn, in pixels. */
export function drawnAt({ left, top, right, bottom }: Bounds, { x, y, zoom }: View): Box {
  return {
    left: left * zoom + x,
    top: top * zoom + y,
    right: right * zoom + x,
    bottom: bottom * zoom + y,
  };
}

/** Is a subject seen whole: inside the canvas, and no part of it covered? */
export function isClear({ bounds, parts }: Subject, view: View, room: Room): boolean {
  const { left, top, right, bottom } = drawnAt(bounds, view);
  const inside = left >= -1 && top >= -1 && right <= room.width + 1 && bottom <= room.height + 1;
  const judged = parts.length <= MOST_PARTS ? parts : [bounds];
  return (
    inside &&
    !judged.some((part) => {
      const drawn = drawnAt(part, view);
      return room.covers.some((cover) => overlap(drawn, cover));
    })
  );
}

/**
 * The view in which a subject is largest with no part of it covered. Where there is no room for that even at the least
 * zoom, its middle stands in the middle of the largest free space.
 */
export function fitView(subject: Subject, room: Room, { least, most }: ZoomLimits): View {
  const choices = spacesOf(room)
    .map((space) => ({ space, zoom: Math.min(most, zoomInto(subject.bounds, space)) }))
    .filter(({ zoom }) => zoom >= least)
    // Of spaces as good as each other, such as the canvas and the rest of it, the widest looks least pushed aside.
    .sort((a, b) => b.zoom - a.zoom || sizeOfBox(b.space) - sizeOfBox(a.space));
  for (const { space, zoom } of choices) {
    for (const view of viewsInto(subject.bounds, space, zoom)) {
      if (isClear(subject, view, room)) return view;
    }
  }
  const space = largestFreeSpace(room);
  const zoom = Math.min(most, Math.max(least, zoomInto(subject.bounds, space)));
  return centre(subject.bounds, space, zoom);
}

/**
 * The first of some views that, moved a little, has no other part under what covers the canvas, while the subject stays clear:
 * a graph that is seen in part goes on beyond the edges of the canvas, not under a button. Where covers leave no such view,
 * the one with the fewest parts covered. `furthest`: what a view is moved by at most, in pixels.
 */
export function uncoverOthers(
  views: readonly [View, ...View[]],
  subject: Subject,
  others: readonly Bounds[],
  room: Room,
  furthest = Number.POSITIVE_INFINITY,
): View {
  let best = views[0];
  if (others.length > MOST_PARTS) return best;
  let fewest = countCovered(others, best, room);
  for (const view of views) {
    if (fewest === 0) return best;
    if (!isClear(subject, view, room)) continue;
    for (const moved of movesOut(view, others, room, furthest)) {
      if (!isClear(subject, moved, room)) continue;
      const covered = countCovered(others, moved, room);
      if (covered < fewest) [best, fewest] = [moved, covered];
      if (fewest === 0) break;
    }
  }
  return best;
}

/** How many parts are covered, each at least in part. */
export function countCovered(parts: readonly Bounds[], view: View, room: Room): number {
  return parts.filter((part) => {
    const drawn = drawnAt(part, view);
    return room.covers.some((cover) => overlap(drawn, cover));
  }).length;
}

/** Views in which some part comes out from under what covers it, the nearest first. */
function movesOut(
  view: View,
  others: readonly Bounds[],
  room: Room,
  furthest: number,
): readonly View[] {
  const across = new Set([0]);
  const down = new Set([0]);
  for (const part of others) {
    const drawn = drawnAt(part, view);
    for (const cover of room.covers) {
      if (!overlap(drawn, cover)) continue;
      across.add(cover.left - drawn.right - GAP).add(cover.right - drawn.left + GAP);
      down.add(cover.top - drawn.bottom - GAP).add(cover.bottom - drawn.top + GAP);
    }
  }
  const near = (moves: Iterable<number>, size: number) =>
    [...moves].filter((move) => Math.abs(move) <= size * FURTHEST);
  const [xs, ys] = [near(across, room.width), near(down, room.height)];
  return xs
    .flatMap((x) => ys.map((y) => ({ x, y, way: Math.hypot(x, y) })))
    .filter(({ way }) => way <= furthest)
    .sort((a, b) => a.way - b.way)
    .slice(0, MOST_MOVES)
    .map(({ x, y }) => ({ ...view, x: view.x + x, y: view.y + y }));
}

function sizeOfBox({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top);
}

/** How far a view has to be moved for bounds to lie in free space, and no further; in pixels. */
export function shiftIntoView(
  bounds: Bounds,
  view: View,
  room: Room,
  margin: number,
): { readonly x: number; readonly y: number } {
  const drawn = drawnAt(bounds, view);
  const shifts = freeSpaces(room).map((space) => ({
    x: shiftAlong(drawn.left, drawn.right, space.left + margin, space.right - margin),
    y: shiftAlong(drawn.top, drawn.bottom, space.top + margin, space.bottom - margin),
    fits:
      drawn.right - drawn.left <= space.right - space.left - 2 * margin &&
      drawn.bottom - drawn.top <= space.bottom - space.top - 2 * margin,
    size: sizeOfBox(space),
  }));
  const fitting = shifts.filter(({ fits }) => fits);
  const way = ({ x, y }: { x: number; y: number }): number => Math.hypot(x, y);
  const [best] =
    fitting.length > 0
      ? fitting.sort((a, b) => way(a) - way(b))
      : shifts.sort((a, b) => b.size - a.size);
  return best ?? { x: 0, y: 0 };
}

/** What does not fit is shown from its start. */
function shiftAlong(start: number, end: number, from: number, to: number): number {
  if (start < from || end - start > to - from) return from - start;
  return end > to ? to - end : 0;
}
