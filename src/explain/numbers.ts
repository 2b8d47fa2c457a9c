/** How numbers are printed: four significant digits in the lecture's way, or all of them. */

/** Below this, and from the other on, a number is written as a power of ten. */
const SMALLEST_DECIMAL = 1e-3;
const LARGEST_DECIMAL = 1e5;

/** So many digits tell every double from every other. */
const ALL_DIGITS = 17;

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A finite number as it is printed: its sign, its digits, and a power of ten where there is one. */
interface Printed {
  readonly negative: boolean;
  readonly mantissa: string;
  readonly exponent: number | null;
}

function print(value: number, digits: number): Printed {
  // −0 is a matter of bits: attributes and copies keep it, a reader is shown 0.
  const negative = value < 0;
  const size = Math.abs(value);
  if (size === 0) return { negative, mantissa: "0", exponent: null };
  // JavaScript's shortest form already has all the digits that a double has.
  const scientific = digits < ALL_DIGITS ? size.toExponential(digits - 1) : size.toExponential();
  const [mantissa = "0", power = "0"] = scientific.split("e");
  const exponent = Number(power);
  const fractionDigits = Math.max(0, mantissa.length - 2);
  // Whole numbers keep all their digits: 12345 must not read 12350.
  const decimals = Math.max(0, fractionDigits - exponent);
  const decimal = decimals <= 100 ? size.toFixed(decimals) : "0";
  const rounded = Number(decimal);
  if (rounded >= SMALLEST_DECIMAL && rounded < LARGEST_DECIMAL) {
    return { negative, mantissa: trimZeros(decimal), exponent: null };
  }
  // A bare power of ten is told of one alone: 99999999 must not read 10⁸.
  const trimmed = trimZeros(mantissa);
  const isRounded = trimmed === "1" && !isPowerOfTen(size, exponent);
  return { negative, mantissa: isRounded ? mantissa : trimmed, exponent };
}

/** Is it 10 to this exponent, but for the dust of float64? */
function isPowerOfTen(size: number, exponent: number): boolean {
  return (
    size.toExponential(EXACT_DIGITS - 1) ===
    `${(1).toFixed(EXACT_DIGITS - 1)}e${exponent < 0 ? "" : "+"}${exponent}`
  );
}

function trimZeros(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

/** Significant digits (four unless told), plain Unicode: "1.23", "−17.06", "1.35·10⁻⁴", "10⁸", "1.000·10⁸", "not a number", "∞". */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  const { negative, mantissa, exponent } = print(value, digits);
  const sign = negative ? "−" : "";
  if (exponent === null) return sign + mantissa;
  const power = `10${superscript(exponent)}`;
  return mantissa === "1" ? sign + power : `${sign}${mantissa}·${power}`;
}

/** The same with its sign always printed: "+0.7445". */
export function formatSigned(value: number, digits = 4): string {
  const text = formatNumber(value, digits);
  return Number.isNaN(value) || value === 0 || text.startsWith("−") ? text : `+${text}`;
}

/** The same number as LaTeX: "-1.35\cdot 10^{-4}". */
export function numberLatex(value: number, digits = 4): string {
  if (Number.isNaN(value)) return "\\text{not a number}";
  if (!Number.isFinite(value)) return value < 0 ? "-\\infty" : "\\infty";
  const { negative, mantissa, exponent } = print(value, digits);
  const sign = negative ? "-" : "";
  if (exponent === null) return sign + mantissa;
  const power = `10^{${exponent}}`;
  return mantissa === "1" ? sign + power : `${sign}${mantissa}\\cdot ${power}`;
}

/** Is this LaTeX a number alone, and no formula? */
export function isNumberLatex(latex: string): boolean {
  return /^-?(?:\\infty|\d+(?:\.\d+)?(?:\\cdot 10\^\{-?\d+\})?|10\^\{-?\d+\})$/.test(latex);
}

/** Significant digits of a computed number that its rounding in float64 leaves untouched, as a rule. */
export const EXACT_DIGITS = 12;

/** For details: rounded to 12 significant digits, so that 0.1 + 0.2 reads 0.3. */
export function detailedNumber(value: number): string {
  return formatNumber(value, EXACT_DIGITS);
}

/** All digits, as a reader sees them: "−0.30000000000000004", "∞". For programs there is `exactNumber`. */
export function hoveredNumber(value: number): string {
  return formatNumber(value, ALL_DIGITS);
}

/** All digits as LaTeX. */
export function hoveredLatex(value: number): string {
  return numberLatex(value, ALL_DIGITS);
}

/** Is a number whole when it is printed with so many digits, but for the dust of float64? Then "=" stands before it, else "≈". */
export function isPrintedWhole(value: number, digits: number): boolean {
  if (!Number.isFinite(value) || digits >= EXACT_DIGITS) return true;
  return printedNumber(value, digits) === printedNumber(value, EXACT_DIGITS);
}

/** The same as LaTeX. */
export function equalToLatex(value: number, digits = 4): string {
  return `${isPrintedWhole(value, digits) ? "=" : "\\approx"} ${numberLatex(value, digits)}`;
}

/** What stands before an expression in which these numbers are printed: "=" where all of them are printed whole, else "≈". */
export function relationBefore(values: readonly number[], digits: number): "=" | "≈" {
  return values.every((value) => isPrintedWhole(value, digits)) ? "=" : "≈";
}

/** The same for a formula that may leave out some of the values it is given: only what it prints counts. */
export function relationBeforeFormula(
  values: readonly number[],
  digits: number,
  render: (printed: readonly string[]) => string,
): "=" | "≈" {
  const printed = values.map((value) => numberLatex(value, digits));
  return relationBefore(
    values.filter(
      (value, index) => !isPrintedWhole(value, digits) && isUsed(render, printed, index),
    ),
    digits,
  );
}

/** Does a formula print the argument at an index? */
export function isUsed(
  render: (printed: readonly string[]) => string,
  printed: readonly string[],
  index: number,
): boolean {
  const marked = printed.map((each, at) => (at === index ? "\\square" : each));
  return render(marked) !== render(printed);
}

/** "= 0.2" or "≈ 0.3333": a number after what it is the value of. One form, wherever it is said. */
export function equalTo(value: number, digits = 4): string {
  return `${isPrintedWhole(value, digits) ? "=" : "≈"} ${formatNumber(value, digits)}`;
}

/** The number that a reader sees when `value` is printed with these digits. */
export function printedNumber(value: number, digits: number): number {
  return Number.isFinite(value) ? Number(printedDecimal(value, digits)) : value;
}

/** The same as an exact decimal, "-1.35e-4": what a reader types into a calculator. */
export function printedDecimal(value: number, digits: number): string {
  const { negative, mantissa, exponent } = print(value, digits);
  return `${negative ? "-" : ""}${mantissa}${exponent === null ? "" : `e${exponent}`}`;
}

/** All digits, for hovering and copying: JavaScript's shortest form that reads back as the same double; "-0". */
export function exactNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** For data attributes: "0.1", "-0", "NaN", "Infinity". */
export function numberData(value: number): string {
  return exactNumber(value);
}

/** Above this many numbers a data attribute holds none, only the shape. */
const MOST_IN_DATA = 64;

/** The numbers of a node for a data attribute: one plain, up to 64 as a JSON array, more (or none) as nothing. */
export function dataOf(values: Float64Array | readonly number[] | null): string {
  if (!values || values.length === 0 || values.length > MOST_IN_DATA) return "";
  const [first = 0] = values;
  if (values.length === 1) return numberData(first);
  return JSON.stringify(
    Array.from(values, (value) =>
      Number.isFinite(value) && !Object.is(value, -0) ? value : numberData(value),
    ),
  );
}

function superscript(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) =>
    SUPERSCRIPTS.charAt(Number(digit)),
  );
  return (exponent < 0 ? "⁻" : "") + digits.join("");
}

const COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** Small counts as words: "three", "14". */
export function countWord(count: number): string {
  return COUNTS[count] ?? String(count);
}
