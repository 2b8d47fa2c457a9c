/** Where rows stand in the table, in pixels from its upper end. Between training and validation rows there is the line. */
export interface RowGeometry {
  readonly rows: number;
  readonly training: number;
  readonly rowHeight: number;
}

/** The upper edge of a row. */
export function rowTop({ training, rowHeight }: RowGeometry, row: number): number {
  return (row + (row >= training ? 1 : 0)) * rowHeight;
}

/** The upper edge of the line, which is as high as a row. */
export function lineTop({ training, rowHeight }: RowGeometry): number {
  return training * rowHeight;
}

/** The height of all rows, and of the line between training and validation, in pixels. */
export function tableHeight({ rows, rowHeight }: RowGeometry): number {
  return (rows + 1) * rowHeight;
}

/** The rows that are in sight, and some beyond at either end. */
export function rowsInSight(
  geometry: RowGeometry,
  scrolled: number,
  height: number,
  beyond = 6,
): { readonly from: number; readonly to: number } {
  const { rows, rowHeight } = geometry;
  const first = Math.floor(scrolled / rowHeight) - 1 - beyond;
  const last = Math.ceil((scrolled + height) / rowHeight) + beyond;
  return { from: Math.max(0, Math.min(first, rows - 1)), to: Math.max(1, Math.min(last, rows)) };
}

/** How many training rows there are when the line is dragged to a height: never none, at most all. */
export function trainingAt({ rows, rowHeight }: RowGeometry, top: number): number {
  return Math.max(1, Math.min(rows, Math.round(top / rowHeight)));
}

/** How far the table is to be scrolled so that a row is in sight; the same where it is. */
export function scrollToRow(
  geometry: RowGeometry,
  row: number,
  scrolled: number,
  height: number,
): number {
  const top = rowTop(geometry, row);
  if (top < scrolled) return top;
  const bottom = top + geometry.rowHeight;
  return bottom > scrolled + height ? bottom - height : scrolled;
}
