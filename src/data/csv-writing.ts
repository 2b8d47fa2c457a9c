import { csvFormatRows } from "d3-dsv";
import type { Column } from "./column";

/** A column with the name that stands above it. */
export interface NamedColumn {
  readonly name: string;
  readonly numbers: Column;
}

/** The CSV of some columns of equal length: a line of names, then one for each row, every number with all its digits. */
export function writeCsv(columns: readonly NamedColumn[]): string {
  const rows = columns[0]?.numbers.length ?? 0;
  const lines: string[][] = [columns.map(({ name }) => harmless(name))];
  for (let row = 0; row < rows; row++) {
    lines.push(columns.map(({ numbers }) => numberText(numbers[row] as number)));
  }
  return `${csvFormatRows(lines)}\n`;
}

/** A spreadsheet program would run a name that begins like a formula. */
function harmless(name: string): string {
  return /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
