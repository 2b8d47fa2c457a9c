import { type ReadNumber, readNumber } from "./number-text";

/** The numbers that a field takes: all between the two ends, which do not belong to them. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

export function isWithin(value: number, { min, max }: NumberRange): boolean {
  return value > min && value < max;
}

/** What a typed text means to a field that takes the numbers of a range; `format` prints the ends of it. */
export function readNumberWithin(
  text: string,
  range: NumberRange,
  format: (value: number) => string,
): ReadNumber {
  const read = readNumber(text);
  if (!read.ok || isWithin(read.value, range)) return read;
  return { ok: false, sentence: `Type a number ${rangeWords(range, format)}.` };
}

/** "greater than 0", "between 0 and 1" */
function rangeWords({ min, max }: NumberRange, format: (value: number) => string): string {
  if (max === Number.POSITIVE_INFINITY) return `greater than ${format(min)}`;
  if (min === Number.NEGATIVE_INFINITY) return `less than ${format(max)}`;
  return `between ${format(min)} and ${format(max)}`;
}
