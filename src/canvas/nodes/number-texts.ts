import { magnitude } from "@/engine";
import { formatNumber, formatSigned } from "@/explain";

/** How the numbers of a node or wire are written in one line of the canvas. */

/** Where a range breaks into two lines, the dots stay with its least. */
const ELLIPSIS = "\u00a0… ";
/** Units that are shown one by one; of more, their range stands for all, as it does in a node. */
const LISTED_UNITS = 3;

/** "3.2", "[0.1, −2]", or the range of many units, "−0.3 … 1.2". */
export function numbersText(numbers: Float64Array | readonly number[]): string {
  return textWith(numbers, formatNumber);
}

/**
 * Of several numbers the least and the greatest, to two digits: "−0.3 … 1.2"; of equal ones, that one. A power of ten that
 * both have is written once: "(−4.9 … 3.4)·10⁻⁴".
 */
export function rangeText(
  numbers: Float64Array | readonly number[],
  format: Format = formatNumber,
): string {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers) {
    if (Number.isNaN(number)) return format(number);
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
  }
  const [from, to] = [format(least, 2), format(greatest, 2)];
  if (from === to) return from;
  const [mantissa = "", power] = from.split("·");
  return power !== undefined && to.endsWith(`·${power}`)
    ? `(${mantissa}${ELLIPSIS}${to.slice(0, -power.length - 1)})·${power}`
    : `${from}${ELLIPSIS}${to}`;
}

/** A derivative in one line: the same with the sign of each number, for a derivative always shows its sign. */
export function signedText(numbers: Float64Array | readonly number[]): string {
  return textWith(numbers, formatSigned);
}

/** A number with so many digits; of four unless told. */
type Format = (value: number, digits?: number) => string;

function textWith(numbers: Float64Array | readonly number[], format: Format): string {
  const [first] = numbers;
  if (numbers.length === 1 && first !== undefined) return format(first);
  if (numbers.length > LISTED_UNITS) return rangeText(numbers, format);
  return `[${Array.from(numbers, (value) => format(value, 2)).join(", ")}]`;
}

/** The same text with a place to break before the power of ten of one number, for labels as narrow as a wire is short. */
export function breakable(text: string): string {
  return text.includes("…") ? text : text.replace("·", "\u200b·");
}

/** What is about half as wide as a digit: points, indices and exponents. */
const NARROW = /[.·⁺⁻₊₋\p{Lm}\p{No}]/gu;

/** How many digits a text of numbers or symbols is as wide as. */
export function widthInDigits(text: string): number {
  return text.length - 0.45 * (text.match(NARROW)?.length ?? 0);
}

/** Several numbers below one another are set as small as one of so many digits. */
const OF_SEVERAL = 9.6;

/** The width of what of a wire's number stands together, without a place to break between, in digits. */
export function widestPart(text: string): number {
  const widest = Math.max(...text.split(/[ \u200b]/).map(widthInDigits));
  return /[…,]/.test(text) ? Math.max(OF_SEVERAL, widest) : widest;
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
