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
  "2²",
  "--1",
  "1e",
  "=1",
])("%j is refused with a sentence", (text) => {
  const result = readNumber(text);
  expect(result.ok).toBe(false);
  expect(result).toHaveProperty("sentence", expect.stringMatching(/^[A-Z].+\.$/));
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
