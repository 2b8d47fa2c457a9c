/** A panel's plot, in pixels of the figure. */
export interface PanelBox {
  readonly left: number;
  readonly right: number;
  /** Where the name of its values begins. */
  readonly nameLeft: number;
  readonly top: number;
  readonly bottom: number;
  /** Does the axis with its numbers stand below it? */
  readonly hasAxis: boolean;
}

/** Where the panels of a figure stand in its picture, in pixels. */
export interface CurveLayout {
  readonly panels: readonly PanelBox[];
  /** Room above the first panel for what heads its regions. */
  readonly head: number;
  /** How much larger than ordinary letters are set. */
  readonly letters: number;
}

/** Pixels where the browser sets letters in their ordinary size: what holds a text grows with them. */
const LEFT = 62;
const RIGHT = 16;
/** Side by side on a phone, panels are so narrow that their names stand close to their ticks. */
const NARROW = 120;
const NARROW_LEFT = 40;
const NARROW_RIGHT = 6;
const AXIS = 44;
const BETWEEN = 14;
const TOP = 10;
const NAME = 50;
const NARROW_NAME = 36;
/** The first panel of a column is so many times as high as those below it. */
const MAIN_SHARE = 3.2;

/**
 * Where the panels of a figure stand: row by row, `columns` side by side. In one column the first is the tall one, and
 * the axis is below the last: joints of panels that stand straight below each other are seen to be one. What is left
 * over in the last row takes its whole width, and is as tall as two.
 */
export function layoutPanels(
  width: number,
  height: number,
  count: number,
  columns: number,
  head: number,
  letters = 1,
): CurveLayout {
  const perRow = Math.max(1, Math.min(columns, count));
  const rows = Math.ceil(count / perRow);
  const shareOf = (row: number) => {
    if (perRow === 1) return row === 0 && rows > 1 ? MAIN_SHARE : 1;
    return row === rows - 1 && count % perRow !== 0 ? 1.8 : 1;
  };
  const shares = Array.from({ length: rows }, (_, row) => shareOf(row));
  const total = shares.reduce((sum, share) => sum + share, 0);
  // Side by side, panels of the last row have the axis; one panel over the whole width has it alone.
  const axis = AXIS * letters;
  const room = Math.max(60, height - TOP - head - axis - BETWEEN * (rows - 1));
  const panels: PanelBox[] = [];
  let top = TOP + head;
  for (let row = 0; row < rows; row++) {
    const tall = (room * (shares[row] as number)) / total;
    const inRow = Math.min(perRow, count - row * perRow);
    const step = width / inRow;
    const isNarrow = step < NARROW * letters;
    const before = (isNarrow ? NARROW_LEFT : LEFT) * letters;
    for (let column = 0; column < inRow; column++) {
      panels.push({
        left: column * step + before,
        right: (column + 1) * step - (isNarrow ? NARROW_RIGHT : RIGHT),
        nameLeft: column * step + before - (isNarrow ? NARROW_NAME : NAME) * letters,
        top,
        bottom: top + tall,
        hasAxis: row === rows - 1,
      });
    }
    top += tall + BETWEEN;
  }
  return { panels, head, letters };
}
