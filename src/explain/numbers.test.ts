import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dataOf,
  exactNumber,
  formatNumber,
  formatSigned,
  numberData,
  numberLatex,
  printedNumber,
} from "./numbers";

describe("formatNumber", () => {
  test.each([
    [1.23, "1.23"],
    [7.13659010234155, "7.137"],
    [-17.060466526267692, "−17.06"],
    [2, "2"],
    [0, "0"],
    [-0, "0"],
    [0.1, "0.1"],
    [0.00465, "0.00465"],
    [0.001, "0.001"],
    [0.00099996, "0.001"],
    [0.00099994, "9.999·10⁻⁴"],
    [1.35e-4, "1.35·10⁻⁴"],
    [-1.35e-4, "−1.35·10⁻⁴"],
    [1e-4, "10⁻⁴"],
    [5e-324, "4.941·10⁻³²⁴"],
    [12345, "12345"],
    [12345.6, "12346"],
    [99999.9, "1.000·10⁵"],
    [99999999, "1.000·10⁸"],
    [1e8, "10⁸"],
    [1.0000000000000002e-4, "10⁻⁴"],
    [100000, "10⁵"],
    [812400, "8.124·10⁵"],
    [1.7976931348623157e308, "1.798·10³⁰⁸"],
    [Number.NaN, "not a number"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test("takes as many digits as are asked for", () => {
    expect(formatNumber(2.3722641084159246, 6)).toBe("2.37226");
    expect(formatNumber(0.1, 17)).toBe("0.1");
    expect(formatNumber(1.23456e-7, 2)).toBe("1.2·10⁻⁷");
  });

  test("signs are always printed where they are asked for", () => {
    expect(formatSigned(0.7445282168318492)).toBe("+0.7445");
    expect(formatSigned(-1.683)).toBe("−1.683");
    expect(formatSigned(-0)).toBe("0");
    expect(formatSigned(0)).toBe("0");
    expect(formatSigned(Number.NaN)).toBe("not a number");
  });

  test("as LaTeX", () => {
    expect(numberLatex(-1.35e-4)).toBe("-1.35\\cdot 10^{-4}");
    expect(numberLatex(-1e-4)).toBe("-10^{-4}");
    expect(numberLatex(-0.7535)).toBe("-0.7535");
    expect(numberLatex(Number.NEGATIVE_INFINITY)).toBe("-\\infty");
    expect(numberLatex(Number.NaN)).toBe("\\text{not a number}");
  });

  test("17 digits are all that a double has, and fewer are near it", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // A zero is printed without a sign.
        expect(printedNumber(value, 17)).toBe(value + 0);
        // Below the smallest normal number a double has fewer digits than that itself.
        if (Math.abs(value) < 1e-300 || Math.abs(value) > 1e300) return;
        expect(Math.abs(printedNumber(value, 4) - value)).toBeLessThanOrEqual(
          5.0001e-4 * Math.abs(value),
        );
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

describe("all digits", () => {
  test("for hovering and copying", () => {
    expect(exactNumber(0.1)).toBe("0.1");
    expect(exactNumber(-0)).toBe("-0");
    expect(exactNumber(1e-7)).toBe("1e-7");
    expect(numberData(Number.NaN)).toBe("NaN");
    expect(numberData(Number.NEGATIVE_INFINITY)).toBe("-Infinity");
  });

  test("in data attributes", () => {
    expect(dataOf(null)).toBe("");
    expect(dataOf([])).toBe("");
    expect(dataOf([-0])).toBe("-0");
    expect(dataOf(Float64Array.of(0.1, -0, Number.NaN, Number.POSITIVE_INFINITY))).toBe(
      '[0.1,"-0","NaN","Infinity"]',
    );
    expect(JSON.parse(dataOf(new Float64Array(64)))).toHaveLength(64);
    expect(dataOf(new Float64Array(65))).toBe("");
  });
});
