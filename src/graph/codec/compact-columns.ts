import { LIMITS } from "../limits";
import { readNumbers, readWhole } from "../reader";

/* Columns of numbers as links hold them. */

/** Deals out one column of whole numbers; 1 for each where the column was left out. */
export function columnReader(column: unknown, path: string): () => number {
  if (column === undefined) return () => 1;
  const values = readNumbers(column, path);
  let next = 0;
  return () => readWhole(values[next++], path);
}

/** Left out of the link where there is nothing in it. */
export function unlessEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined;
}

/** Left out of the link where all of it is 1, which most widths and ports are. */
export function unlessOnes(values: readonly number[]): readonly number[] | undefined {
  return values.every((value) => value === 1) ? undefined : values;
}

/** A coordinate that may be written as a difference: added up again, differences of such give exactly the same. */
export function isPlain(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= LIMITS.position && !Object.is(value, -0);
}

/** Each number less the one before it, the first as it is: short where numbers grow in even steps. */
export function differences(values: readonly number[]): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0));
}

/** The numbers of which `differences` were written, so many of them; gives up on anything else. */
export function readDifferences(value: unknown, path: string, length: number): number[] {
  let sum = 0;
  return readNumbers(value, path, length).map((difference) => {
    sum += difference;
    return sum;
  });
}
