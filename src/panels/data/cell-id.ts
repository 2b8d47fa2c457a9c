/** The id of a cell's element, by which the grid says what has the focus. Column −1 is the row's number. */
export function cellId(grid: string, row: number, column: number): string {
  return `${grid}-${row}-${column}`;
}
