import fc from "fast-check";
import { expect, test } from "vitest";
import { addDecimal, allDigits, dragUnit, onGrid, readNumber } from "./number-text";

test.each([
  ["2", 2],
  [" −0.4 ", -0.4],
  ["− 0.4", -0.4],
  ["-0", -0],
  ["+.5", 0.5],
  ["5.", 5],
  ["0,25", 0.25],
  ["1e-3", 1e-3],
  ["1E−3", 1e-3],
  ["1.35·10⁻⁴", 1.35e-4],
  ["1,35 × 10⁻⁴", 1.35e-4],
  ["−2·10¹²", -2e12],
  ["3*10^-2", 0.03],
  ["3 · 10^{-2}", 0.03],
  ["10⁻⁴", 1e-4],
  ["-10^3", -1000],
  ["0e5", 0],
  ["0,125", 0.125],
  ["1,0000", 1],
  ["１．５", 1.5],
  ["－２", -2],
  ["٢٫٥", 2.5],
  ["۲٫۵", 2.5],
  ["१२", 12],
  ["1/3", 1 / 3],
  ["−1/8", -0.125],
  ["½", 0.5],
  ["pi", Math.PI],
  ["2π", 2 * Math.PI],
  ["−π/2", -Math.PI / 2],
  ["√2", Math.SQRT2],
  ["3√4", 6],
  ["sqrt(2)/2", Math.SQRT2 / 2],
  ["2^3", 8],
  ["2²", 4],
  ["-2^2", -4],
  ["2^-1", 0.5],
  ["2^3^2", 512],
  ["(1 + 2) * 3", 9],
  ["1 - 0,5", 0.5],
])("%j is read", (text, value) => {
  expect(readNumber(text)).toEqual({ ok: true, value });
});

test.each([
  "",
  " ",
  "abc",
  "1e999",
  "-1e999",
  "1e-999",
  "Infinity",
  "NaN",
  "0x10",
  "1,000.5",
  "1,2,3",
  "1 2",
  "2⁻",
  "1/0",
  "0/0",
  "√-1",
  "2^",
  "(1",
  "1)",
  "2pie",
  "1/",
  "9^9^9",
  "--1",
  "1e",
  "=1",
])("%j is refused with a sentence", (text) => {
  const result = readNumber(text);
  expect(result.ok).toBe(false);
  expect(result).toHaveProperty("sentence", expect.stringMatching(/^[A-Z].+\.$/));
});

test.each([
  ["1,000", "Is that 1000 or 1.000? Type it without a comma."],
  ["-12,345", "Is that -12345 or -12.345? Type it without a comma."],
])("%j can be either, so it is asked", (text, sentence) => {
  expect(readNumber(text)).toEqual({ ok: false, sentence });
});

test("a text of many parentheses is refused, not a stack that overflows", () => {
  expect(readNumber("(".repeat(100_000)).ok).toBe(false);
});

test("all digits read back as the same number", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(readNumber(allDigits(value))).toEqual({ ok: true, value });
    }),
    { seed: 1 },
  );
});

test("steps leave no dust", () => {
  expect(addDecimal(0.1, 0.2)).toBe(0.3);
  expect(addDecimal(0.3, -0.1)).toBe(0.2);
  expect(addDecimal(100.1, -0.1)).toBe(100);
  expect(addDecimal(1.35e-4, 0.1)).toBe(0.100135);
  expect(addDecimal(-0.1, 0.1)).toBe(0);
  expect(addDecimal(1e-200, 0.1)).toBe(0.1);
  expect(addDecimal(1e300, 0.1)).toBe(1e300);
});

test("a pixel is a hundredth of the power of ten", () => {
  expect(dragUnit(2.3, false)).toBeCloseTo(0.01);
  expect(dragUnit(-45, false)).toBeCloseTo(0.1);
  expect(dragUnit(0, false)).toBeCloseTo(0.001);
  expect(dragUnit(1e-5, false)).toBeCloseTo(0.001);
  expect(dragUnit(3e-4, true)).toBeCloseTo(1e-6, 12);
  expect(onGrid(2.3149999, 0.01)).toBe(2.31);
  expect(onGrid(1234.56, 10)).toBe(1230);
});
