import { evaluateExpression } from "./number-expression";

/** What a typed text means: a number, or the sentence that says why not. */
export type ReadNumber = { ok: true; value: number } | { ok: false; sentence: string };

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const NOT_A_NUMBER = "Type a number such as −0.4, 1e-3, 1/3 or √2.";
const TOO_LARGE = "That is too large: at most about 1.8·10³⁰⁸, such as 1e6.";

/** A mantissa, a power of ten (1e-3, 1.35·10^-4), or both. */
const PLAIN = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:e([+-]?\d+)|\*10\^([+-]?\d+))?$/i;
const POWER = /^([+-]?)10\^([+-]?\d+)$/;

/** Zero of each set of decimal digits that keyboards type besides 0–9: Arabic, Persian, Devanagari, Bengali, Tamil, Thai. */
const ZEROS = ["٠", "۰", "०", "০", "௦", "๐"].map((zero) => zero.charCodeAt(0));

/** One comma with exactly three digits behind it may part thousands or decimals; after a lone 0 it can only be decimals. */
const EITHER_COMMA = /^[+-]?([1-9]\d{0,2}),(\d{3})$/;

/** Reads what people type and what this page prints: "−0,4", "1e-3", "1.35·10⁻⁴", "1/3", "√2", "2π". */
export function readNumber(text: string): ReadNumber {
  const plain = plainSigns(text);
  const either = EITHER_COMMA.exec(plain);
  if (either) {
    const [whole, point] = [plain.replace(",", ""), plain.replace(",", ".")];
    return { ok: false, sentence: `Is that ${whole} or ${point}? Type it without a comma.` };
  }
  const number = plain.includes(".") ? plain : plain.replace(",", ".");

  const power = POWER.exec(number);
  const match = power === null ? PLAIN.exec(number) : null;
  const mantissa = power === null ? match?.[1] : `${power[1] ?? ""}1`;
  if (mantissa === undefined) return readExpression(number);

  const value = Number(`${mantissa}e${power?.[2] ?? match?.[2] ?? match?.[3] ?? "0"}`);
  if (!Number.isFinite(value)) return { ok: false, sentence: TOO_LARGE };
  if (value === 0 && /[1-9]/.test(mantissa)) {
    return { ok: false, sentence: "That is too close to zero to be told from it: type 0 instead." };
  }
  return { ok: true, value };
}

function readExpression(text: string): ReadNumber {
  const value = evaluateExpression(text);
  if (value === null) return { ok: false, sentence: NOT_A_NUMBER };
  if (Number.isNaN(value)) {
    return { ok: false, sentence: "That has no value: √ needs a number ≥ 0, and 0/0 is none." };
  }
  return Number.isFinite(value) ? { ok: true, value } : { ok: false, sentence: TOO_LARGE };
}

/** One way of writing each digit and sign, whatever keyboard or input method they come from. */
function plainSigns(text: string): string {
  return text
    .trim()
    .replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (power) => `^${lowered(power)}`)
    .normalize("NFKC")
    .replace(/\p{Nd}/gu, latinDigit)
    .replace(/[−–‐‑]/g, "-")
    .replace(/[٫]/g, ".")
    .replace(/[∕⁄÷]/g, "/")
    .replace(/\s*([·⋅×*])\s*/g, "*")
    .replace(/^([+-])\s+/, "$1")
    .replace(/\^\{([^}]*)\}/, "^$1");
}

function latinDigit(digit: string): string {
  const zero = ZEROS.find(
    (code) => digit.charCodeAt(0) - code >= 0 && digit.charCodeAt(0) - code < 10,
  );
  return zero === undefined ? digit : String(digit.charCodeAt(0) - zero);
}

const lowered = (power: string) =>
  [...power]
    .map((char) => (char === "⁻" ? "-" : char === "⁺" ? "+" : SUPERSCRIPTS.indexOf(char)))
    .join("");

/** All digits of a number, in a form that any program reads. */
export const allDigits = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

/** base + step without the dust of binary fractions: 0.1 + 0.2 is 0.3. */
export function addDecimal(base: number, step: number): number {
  const decimals = Math.max(decimalsOf(base), decimalsOf(step));
  return decimals > 100 ? base + step : rounded(base + step, decimals);
}

/** How far one pixel of a drag goes: a hundredth of the number's power of ten. */
export function dragUnit(value: number, positiveOnly: boolean): number {
  const power = value === 0 ? -1 : Math.floor(Math.log10(Math.abs(value)));
  // A quantity that stays positive is a scale, such as a learning rate: it may go on getting finer.
  return 10 ** ((positiveOnly ? power : Math.max(power, -1)) - 2);
}

/** The number on the grid of a power of ten. */
export function onGrid(value: number, unit: number): number {
  const decimals = -Math.round(Math.log10(unit));
  if (decimals < 0) return Math.round(value / unit) * unit + 0;
  return decimals > 100 ? value : rounded(value, decimals);
}

const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals)) + 0;

function decimalsOf(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  const fraction = digits.split(".")[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}
