import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { argumentsThatAgree, factorsThatMultiplyOut, termsThatAddUp } from "./digits";
import { formatNumber, printedDecimal, printedNumber } from "./numbers";

/** A calculator of its own: decimals as whole numbers of 10^-60. */
const PLACES = 60;

function toUnits(text: string): bigint {
  const [mantissa = "0", power = "0"] = text.split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return BigInt(whole + fraction) * 10n ** BigInt(PLACES + Number(power) - fraction.length);
}

function multiplied(a: bigint, b: bigint): bigint {
  return (a * b) / 10n ** BigInt(PLACES);
}

describe("the lecture's numbers", () => {
  test("a product that four digits are enough for", () => {
    const fit = factorsThatMultiplyOut([-0.7535217, 2.2335846504955477], -1.6830577496003047);
    expect(fit).toEqual({ digits: 4, resultDigits: 4, relation: "≈", agrees: true });
  });

  test("digits are added until it multiplies out", () => {
    // 0.6574 × 0.7445 = 0.48943, which is not 0.4895.
    const fit = factorsThatMultiplyOut(
      [0.6574213694719748, 0.7445282168318492],
      0.48946875992012173,
    );
    expect(fit.digits).toBe(5);
  });

  test("an exact product is said to be equal", () => {
    expect(factorsThatMultiplyOut([2, -1.5], -3).relation).toBe("=");
    expect(factorsThatMultiplyOut([0.1, 3], 0.30000000000000004).relation).toBe("=");
  });

  test("a sum of products", () => {
    const fit = termsThatAddUp([[0.4], [3, 0.6574213694719748]], 2.3722641084159246);
    expect(fit).toEqual({ digits: 4, resultDigits: 4, relation: "≈", agrees: true });
  });

  test("half-way results are printed with one digit more", () => {
    expect(factorsThatMultiplyOut([0.5, 2.001], 1.0005)).toEqual({
      digits: 4,
      resultDigits: expect.any(Number),
      relation: "=",
      agrees: true,
    });
    expect(factorsThatMultiplyOut([0.5, 2.001], 1.0005).resultDigits).toBe(5);
  });

  test("what float64 has rounded away does not agree", () => {
    expect(factorsThatMultiplyOut([1e-200, 1e-200], 0).agrees).toBe(false);
    expect(factorsThatMultiplyOut([1e200, 1e200], Number.POSITIVE_INFINITY).agrees).toBe(false);
  });

  test("arguments of functions", () => {
    const f2 = 7.13659010234155;
    const fit = argumentsThatAgree((digits) => -Math.sin(printedNumber(f2, digits)), -Math.sin(f2));
    // sin[7.137] = 0.7538, and not 0.7535.
    expect(formatNumber(f2, fit.digits)).toBe("7.1366");
    expect(fit.relation).toBe("≈");
  });
});

describe("random numbers", () => {
  const factor = fc
    .tuple(
      fc.double({ min: 1, max: 10, noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.boolean(),
    )
    .map(([size, power, negative]) => (negative ? -1 : 1) * size * 10 ** power);

  test("printed factors multiply out to the printed result", () => {
    fc.assert(
      fc.property(fc.array(factor, { minLength: 1, maxLength: 4 }), (factors) => {
        const result = factors.reduce((product, value) => product * value, 1);
        const fit = factorsThatMultiplyOut(factors, result);
        expect(fit.agrees).toBe(true);
        const product = factors
          .map((value) => toUnits(printedDecimal(value, fit.digits)))
          .reduce(multiplied, 10n ** BigInt(PLACES));
        const calculated = Number(product) / 10 ** PLACES;
        expect(formatNumber(calculated, fit.resultDigits)).toBe(
          formatNumber(result, fit.resultDigits),
        );
        const exact = product === toUnits(printedDecimal(result, fit.resultDigits));
        expect(fit.relation).toBe(exact ? "=" : "≈");
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test("printed sums of products add up", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(factor, factor), { minLength: 1, maxLength: 5 }), (terms) => {
        const result = terms.reduce((sum, [a, b]) => sum + a * b, 0);
        const fit = termsThatAddUp(terms, result);
        if (Math.abs(result) < 1e-6) return;
        expect(fit.agrees).toBe(true);
        let sum = 0n;
        for (const [a, b] of terms) {
          sum += multiplied(
            toUnits(printedDecimal(a, fit.digits)),
            toUnits(printedDecimal(b, fit.digits)),
          );
        }
        expect(formatNumber(Number(sum) / 10 ** PLACES, fit.resultDigits)).toBe(
          formatNumber(result, fit.resultDigits),
        );
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test("a mean adds up as well", () => {
    fc.assert(
      fc.property(fc.array(factor, { minLength: 2, maxLength: 4 }), (numbers) => {
        const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
        if (Math.abs(mean) < 1e-6) return;
        const terms = numbers.map((value) => [value]);
        const fit = termsThatAddUp(terms, mean, 4, numbers.length);
        expect(fit.agrees).toBe(true);
        let sum = 0n;
        for (const value of numbers) sum += toUnits(printedDecimal(value, fit.digits));
        const calculated = Number(sum) / 10 ** PLACES / numbers.length;
        expect(formatNumber(calculated, fit.resultDigits)).toBe(
          formatNumber(mean, fit.resultDigits),
        );
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});
