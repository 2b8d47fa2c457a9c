import { largestOf } from "@/engine";
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
 * Of several numbers the least and the greatest, to two digits unless told: "−0.3 … 1.2"; of equal ones, that one. A power of ten that
 * both have is written once: "(−4.9 … 3.4)·10⁻⁴".
 */
export function rangeText(
  numbers: Float64Array | readonly number[],
  format: Format = formatNumber,
  digits = 2,
): string {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers) {
    if (Number.isNaN(number)) return format(number);
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
  }
  const [from, to] = [format(least, digits), format(greatest, digits)];
  if (from === to) return from;
  const [mantissa = "", power] = from.split("·");
  return power !== undefined && to.endsWith(`·${power}`)
    ? `(${mantissa}${ELLIPSIS}${to.slice(0, -power.length - 1)})·${power}`
    : `${from}${ELLIPSIS}${to}`;
}

/** Of a range in one line of a node, in digits. */
const LONGEST_RANGE = 10.2;

/**
 * A range in one line of a node, read from afar: without spaces, and where two digits of both ends leave no room for that, with one.
 */
export function narrowRange(
  numbers: Float64Array | readonly number[],
  format: Format = formatNumber,
): string {
  const range = closed(rangeText(numbers, format));
  return widthInDigits(range) > LONGEST_RANGE ? closed(rangeText(numbers, format, 1)) : range;
}

function closed(range: string): string {
  return range.replace(ELLIPSIS, "…");
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

/** Wider numbers, in digits, take two lines in a label that is narrow and may be high. */
const WIDEST_IN_NARROW = 7;
/** A number below 0.1 that is written out: its sign, its zeros behind the point, its digits. */
const SMALL = /^([+−]?)0\.(00?)([1-9])(\d*)$/;

/**
 * The same text with a place to break before the power of ten of one number, for labels as narrow as a wire is short. Where two lines are
 * asked for, a number with zeros behind its point that is too wide for one is written with a power: −0.001207 as −1.207·10⁻³.
 */
export function breakable(text: string, inTwoLines = false): string {
  if (text.includes("…")) return text;
  const small = inTwoLines && widthInDigits(text) > WIDEST_IN_NARROW ? SMALL.exec(text) : null;
  if (!small) return text.replace("·", "\u200b·");
  const [, sign = "", zeros = "", first = "", others = ""] = small;
  const mantissa = others === "" ? first : `${first}.${others}`;
  return `${sign}${mantissa}\u200b·10⁻${zeros.length === 1 ? "²" : "³"}`;
}

/** What is about half as wide as a digit: points, indices and exponents. */
const NARROW = /[.·⁺⁻₊₋\p{Lm}\p{No}]/gu;

/** How many digits a text of numbers or symbols is as wide as. */
export function widthInDigits(text: string): number {
  return text.length - 0.45 * (text.match(NARROW)?.length ?? 0);
}

/** How many letters of a formula its text is as wide as: between its terms is less than a space, and words are set upright. */
export function widthOfFormula(text: string): number {
  const spaces = text.match(/ /g)?.length ?? 0;
  const small = text.match(/[a-z]/g)?.length ?? 0;
  return widthInDigits(text) - 0.5 * spaces - 0.35 * small;
}

/** Several numbers below one another are set as small as one of so many digits. */
const OF_SEVERAL = 8.2;

/** The width of what of a wire's number stands together, without a place to break between, in digits. */
export function widestPart(text: string): number {
  const widest = Math.max(...text.split(/[ \u200b]/).map(widthInDigits));
  return /[…,]/.test(text) ? Math.max(OF_SEVERAL, widest) : widest;
}

/** What tells the colour of a derivative; "none" is that of NaN. */
export type Sign = "positive" | "negative" | "zero" | "none";

/**
 * What colours a text of several numbers: the sign of all of them, zeros aside; "both" where it runs across zero, for no one
 * colour would be true of it.
 */
export function signOfText(numbers: Float64Array | readonly number[]): Sign | "both" {
  const sign = signOf(numbers);
  for (const number of numbers) {
    if (number !== 0 && sign === (number > 0 ? "negative" : "positive")) return "both";
  }
  return sign;
}

/** The sign of the unit of largest magnitude: it stands for the whole derivative. */
export function signOf(numbers: Float64Array | readonly number[]): Sign {
  const largest = largestOf(numbers);
  if (Number.isNaN(largest)) return "none";
  return largest > 0 ? "positive" : largest < 0 ? "negative" : "zero";
}
