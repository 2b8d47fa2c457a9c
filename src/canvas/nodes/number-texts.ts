import { magnitude } from "@/engine";
import { formatNumber, formatSigned } from "@/explain";

/** How the numbers of a node or wire are written in one line of the canvas. */

/** Units that are shown one by one; of more, their range stands for all, as it does in a node. */
const LISTED_UNITS = 3;

/** "3.2", "[0.1, −2]", or the range of many units, "−0.3 … 1.2". */
export function numbersText(numbers: Float64Array | readonly number[]): string {
  const [first] = numbers;
  if (numbers.length === 1 && first !== undefined) return formatNumber(first);
  if (numbers.length > LISTED_UNITS) return rangeText(numbers);
  return `[${Array.from(numbers, (value) => formatNumber(value, 2)).join(", ")}]`;
}

/** Of several numbers the least and the greatest, to two digits: "−0.3 … 1.2"; of equal ones, that one. */
export function rangeText(numbers: Float64Array | readonly number[]): string {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers) {
    if (Number.isNaN(number)) return formatNumber(number);
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
  }
  const [from, to] = [formatNumber(least, 2), formatNumber(greatest, 2)];
  return from === to ? from : `${from} … ${to}`;
}

/** A derivative in one line: with its sign, unit by unit, or the range where there are many. */
export function signedText(numbers: Float64Array | readonly number[]): string {
  const [first] = numbers;
  if (numbers.length === 1 && first === 0) return formatNumber(first);
  if (numbers.length === 1 && first !== undefined) return formatSigned(first);
  if (numbers.length > LISTED_UNITS) return rangeText(numbers);
  return `[${Array.from(numbers, (value) => formatNumber(value, 2)).join(", ")}]`;
}

/** The same text with a place to break before a power of ten, for labels as narrow as a wire is short. */
export function breakable(text: string): string {
  return text.replace("·", "\u200b·");
}

/** The number of largest magnitude, with its sign: it stands for a vector's colour and text. */
export function largestOf(numbers: Float64Array | readonly number[]): number {
  let largest = numbers[0] ?? 0;
  for (const number of numbers) {
    if (Number.isNaN(number)) return number;
    if (Math.abs(number) > Math.abs(largest)) largest = number;
  }
  return largest;
}

/** Which colour a derivative has: that of its unit of largest magnitude. */
export function signOf(numbers: Float64Array | readonly number[]): string {
  const size = magnitude(numbers);
  if (Number.isNaN(size)) return "none";
  const largest = largestOf(numbers);
  return largest > 0 ? "positive" : largest < 0 ? "negative" : "zero";
}
