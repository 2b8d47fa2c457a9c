import { isPrintedWhole, printedDecimal, printedNumber } from "./numbers";

/**
 * How many digits it takes until the numbers printed in an equation give the printed result. Decimals are added and
 * multiplied exactly here, as a reader with a calculator does, and not in float64.
 */

/** As many as a double can need. */
const MOST_DIGITS = 17;
const FEWEST_DIGITS = 4;
const MOST_RESULT_DIGITS = 8;

/** How an equation with numbers is to be printed. */
export interface Fit {
  /** Significant digits of what is put in. */
  readonly digits: number;
  readonly resultDigits: number;
  /** "=" where the printed numbers give the printed result exactly and that is the whole number, "≈" where it is rounded. */
  readonly relation: "=" | "≈";
  /** False where no number of digits helps: float64 itself has rounded the result away, or overflowed. */
  readonly agrees: boolean;
}

/** Digits for a product: printed factors multiplied and rounded give the printed result. */
export function factorsThatMultiplyOut(factors: readonly number[], result: number): Fit {
  return termsThatAddUp([factors], result);
}

/**
 * Digits for a sum of products, such as β + ωx: [[β], [ω, x]]; for a mean, `divisor` is how many there are. `atLeast`
 * as many digits are used.
 */
export function termsThatAddUp(
  terms: readonly (readonly number[])[],
  result: number,
  atLeast = FEWEST_DIGITS,
  divisor = 1,
): Fit {
  const numbers = [result, ...terms.flat()];
  if (!numbers.every(Number.isFinite)) return disagreement(atLeast);
  // More digits of the result are wanted only where it lies half-way between two numbers of four.
  for (let resultDigits = FEWEST_DIGITS; resultDigits <= MOST_RESULT_DIGITS; resultDigits++) {
    const printed = parseDecimal(printedDecimal(result, resultDigits));
    const whole = isPrintedWhole(result, resultDigits);
    // 0.1 × 2 gives 0.2 also where these are rounded: a few digits more show that it is not whole.
    let coincidence: Fit | null = null;
    for (let digits = Math.max(atLeast, FEWEST_DIGITS); digits <= MOST_DIGITS; digits++) {
      let sum: Decimal = { units: 0n, exponent: 0 };
      for (const factors of terms) {
        const decimals = factors.map((factor) => parseDecimal(printedDecimal(factor, digits)));
        sum = add(sum, decimals.reduce(multiply, { units: 1n, exponent: 0 }));
      }
      const difference = add(sum, {
        units: -printed.units * BigInt(divisor),
        exponent: printed.exponent,
      });
      if (difference.units === 0n && whole) {
        return { digits, resultDigits, relation: "=", agrees: true };
      }
      if (difference.units === 0n) {
        coincidence ??= { digits, resultDigits, relation: "≈", agrees: true };
        continue;
      }
      if (roundsTo(difference, printedDecimal(result, resultDigits), resultDigits, divisor)) {
        return { digits, resultDigits, relation: "≈", agrees: true };
      }
    }
    if (coincidence) return coincidence;
  }
  return disagreement(atLeast);
}

/**
 * Digits for a formula with functions: `evaluate` is given the number of digits and computes the formula from the
 * numbers printed with so many. `result` is printed with `resultDigits`.
 */
export function argumentsThatAgree(
  evaluate: (digits: number) => number,
  result: number,
  resultDigits = FEWEST_DIGITS,
): Fit {
  if (!Number.isFinite(result)) return disagreement(FEWEST_DIGITS);
  const printed = printedNumber(result, resultDigits);
  const whole = isPrintedWhole(result, resultDigits);
  let coincidence: Fit | null = null;
  for (let digits = FEWEST_DIGITS; digits <= MOST_DIGITS; digits++) {
    const found = evaluate(digits);
    // A calculator may differ in the last place of a function.
    const low = printedNumber(found * (1 - 1e-14), resultDigits);
    const high = printedNumber(found * (1 + 1e-14), resultDigits);
    const exact = Math.abs(found - printed) <= 1e-14 * Math.abs(printed);
    if (!exact && (low !== printed || high !== printed)) continue;
    if (exact && !whole) {
      coincidence ??= { digits, resultDigits, relation: "≈", agrees: true };
      continue;
    }
    return { digits, resultDigits, relation: exact ? "=" : "≈", agrees: true };
  }
  return coincidence ?? disagreement(FEWEST_DIGITS);
}

function disagreement(digits: number): Fit {
  return { digits, resultDigits: FEWEST_DIGITS, relation: "≈", agrees: false };
}

/** units · 10^exponent */
interface Decimal {
  readonly units: bigint;
  readonly exponent: number;
}

function parseDecimal(text: string): Decimal {
  const [mantissa = "0", power = "0"] = text.split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { units: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, exponent: a.exponent + b.exponent };
}

function add(a: Decimal, b: Decimal): Decimal {
  if (a.units === 0n) return b;
  if (b.units === 0n) return a;
  const exponent = Math.min(a.exponent, b.exponent);
  const units = scale(a, exponent) + scale(b, exponent);
  return { units, exponent };
}

function scale(decimal: Decimal, exponent: number): bigint {
  return decimal.units * 10n ** BigInt(decimal.exponent - exponent);
}

/** Is the difference less than half a unit in the last printed place? Exactly half is a tie, and read both ways. */
function roundsTo(difference: Decimal, printed: string, digits: number, divisor: number): boolean {
  const [mantissa = "0", power = "0"] = printed.replace(/^-/, "").split("e");
  if (Number(mantissa) === 0) return false;
  const exponent = Number(power) + Number(Number(mantissa).toExponential().split("e")[1]);
  // Whole numbers are printed in full, whatever the digits.
  const last = power === "0" ? Math.min(0, exponent - digits + 1) : exponent - digits + 1;
  const twice = add(
    { units: 2n * abs(difference.units), exponent: difference.exponent },
    { units: -BigInt(divisor), exponent: last },
  );
  return twice.units < 0n;
}

function abs(units: bigint): bigint {
  return units < 0n ? -units : units;
}
