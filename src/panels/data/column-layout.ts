/** Widths of what stands in a row, in pixels where letters have their ordinary size. */
interface Widths {
  /** Of the row's number. */
  readonly number: number;
  /** Of a column, at least. */
  readonly column: number;
  /** Of f and ℓᵢ together. */
  readonly computed: number;
}

const WIDE: Widths = { number: 64, column: 88, computed: 220 };
/** Where those do not fit: on a phone two columns, f and ℓᵢ stand side by side. */
const NARROW: Widths = { number: 48, column: 78, computed: 170 };
const WIDEST_COLUMN = 150;
/** So many columns beyond those in sight are drawn on either side, so that a short move brings none that is empty. */
const SPARE_COLUMNS = 2;

/** How wide everything is, in pixels, and which columns are drawn. */
export interface ColumnLayout extends Widths {
  /** The first column that is drawn; the last is before `to`, which may lie beyond the last one there is. */
  readonly from: number;
  readonly to: number;
}

/** How far a table is moved sideways is noticed in steps of so many pixels, where letters are `scale` times as large. */
export function columnStep(scale: number): number {
  return WIDE.column * scale;
}

/**
 * Lays out so many columns where `width` pixels are in sight of the table, which is moved `left` pixels to the right, and
 * letters are `scale` times as large as ordinary ones.
 */
export function layOutColumns(
  columns: number,
  hasComputed: boolean,
  { left, width }: { readonly left: number; readonly width: number },
  scale: number,
): ColumnLayout {
  const [wide, narrow] = [scaled(WIDE, scale), scaled(NARROW, scale)];
  const needs = ({ number, column, computed }: Widths) => number + columns * column + computed;
  // A table that has to be moved sideways anyhow is not made narrow for it.
  const least = width < needs(wide) && width >= needs(narrow) ? narrow : wide;
  const room = width - least.number - (hasComputed ? least.computed : 0);
  const column = Math.max(least.column, Math.min(WIDEST_COLUMN * scale, room / columns));
  const from = Math.max(0, Math.floor(left / column) - SPARE_COLUMNS);
  const to = from + Math.ceil(width / column) + 2 * SPARE_COLUMNS;
  return { ...least, column, from, to };
}

function scaled({ number, column, computed }: Widths, scale: number): Widths {
  return { number: number * scale, column: column * scale, computed: computed * scale };
}
