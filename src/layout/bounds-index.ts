import type { Bounds } from "./bounds";

/** Side of a cell, in canvas units: about that of a node with its label. */
const CELL = 256;
/** More cells in a column than any canvas has. */
const ROWS = 1 << 20;

/** Rectangles by the cells of the canvas that they reach into, so that only those near a place are looked at. */
export class BoundsIndex {
  private readonly cells = new Map<number, Bounds[]>();

  constructor(all: Iterable<Bounds> = []) {
    for (const bounds of all) this.add(bounds);
  }

  add(bounds: Bounds): void {
    forEachCell(bounds, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(bounds);
      else this.cells.set(key, [bounds]);
    });
  }

  /** How much of a rectangle others cover, in canvas units squared; what several cover counts for each. */
  covered(bounds: Bounds): number {
    let sum = 0;
    // Within each cell by itself: a rectangle that reaches into two is found in both.
    forEachCell(bounds, (key, part) => {
      for (const other of this.cells.get(key) ?? []) sum += overlapOf(part, other);
    });
    return sum;
  }

  /** One that covers some of a rectangle; null where none does. */
  find(bounds: Bounds): Bounds | null {
    let found: Bounds | null = null;
    forEachCell(bounds, (key, part) => {
      found ??= this.cells.get(key)?.find((other) => overlapOf(part, other) > 0) ?? null;
    });
    return found;
  }
}

/** The area that two rectangles share. */
export function overlapOf(a: Bounds, b: Bounds): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  if (width <= 0) return 0;
  return width * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
}

/** Calls `visit` with each cell that a rectangle reaches into, and the part of it there. */
function forEachCell(bounds: Bounds, visit: (key: number, part: Bounds) => void): void {
  const { left, top, right, bottom } = bounds;
  for (let column = Math.floor(left / CELL); column * CELL < right; column++) {
    for (let row = Math.floor(top / CELL); row * CELL < bottom; row++) {
      visit(column * ROWS + row, {
        left: Math.max(left, column * CELL),
        top: Math.max(top, row * CELL),
        right: Math.min(right, (column + 1) * CELL),
        bottom: Math.min(bottom, (row + 1) * CELL),
      });
    }
  }
}
