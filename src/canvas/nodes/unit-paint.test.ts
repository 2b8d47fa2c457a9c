// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { Paint } from "../painting/paint";
import type { NodePart } from "./node-part";
import {
  breakable,
  narrowRange,
  numbersText,
  rangeText,
  signedText,
  signOfText,
  widestPart,
  widthInDigits,
} from "./number-texts";
import { barsOf, paintUnits } from "./unit-paint";

const heights = (path: string) => Array.from(path.matchAll(/v(-?[\d.]+)/g), ([, v]) => Number(v));

it("bars of one sign stand on one side of the middle, as high as their share of the largest", () => {
  const numbers = Float64Array.of(1, -4, 2, 0, -1);
  expect(heights(barsOf(numbers, 1))).toEqual([-2, -4]);
  expect(heights(barsOf(numbers, -1))).toEqual([8, 2]);
});

it("of many units each bar has the largest magnitude among those that it stands for", () => {
  const numbers = new Float64Array(1000);
  numbers[999] = -3;
  expect(heights(barsOf(numbers, -1))).toEqual([8]);
  expect(barsOf(numbers, 1)).toBe("");
});

it("numbers that are not finite leave the others their bars, and are told in the range", () => {
  expect(barsOf(Float64Array.of(Number.NaN, 1, 2), 1)).not.toContain("NaN");
  expect(rangeText([1, Number.NaN])).toBe("not a number");
  expect(rangeText([0.5, -0.25, 2])).toBe("−0.25\u00a0… 2");
  expect(rangeText([-4.9e-4, 3.4e-4])).toBe("(−4.9\u00a0… 3.4)·10⁻⁴");
  expect(rangeText([-4.9e-4, 0.02])).toBe("−4.9·10⁻⁴\u00a0… 0.02");
  expect(rangeText([1e-4, 3.4e-4])).toBe("10⁻⁴\u00a0… 3.4·10⁻⁴");
  expect(rangeText([3, 3])).toBe("3");
});

it("what a wire carries of many units is a range, as in their node", () => {
  expect(numbersText([1, 2, 3])).toBe("[1, 2, 3]");
  expect(numbersText([0, 0, 1, 0])).toBe("0\u00a0… 1");
  expect(signedText([-1.04, 0.2, 0, 0.024])).toBe("−1\u00a0… +0.2");
  expect(signedText([0, 0, 0, 0])).toBe("0");
});

it("in one line of a node a range has no spaces, and one digit where two are too long", () => {
  expect(narrowRange([-0.138, 0, 0.241, 0.1])).toBe("−0.14…0.24");
  expect(narrowRange([-0.086, 0, 0.048, 0.01])).toBe("−0.09…0.05");
  expect(narrowRange([3, 3, 3, 3])).toBe("3");
});

it("in a narrow label a long number with zeros behind its point takes two lines, with a power of ten", () => {
  expect(breakable("−0.001207", true)).toBe("−1.207\u200b·10⁻³");
  expect(breakable("+0.02319", true)).toBe("+2.319\u200b·10⁻²");
  expect(breakable("−0.0196", true)).toBe("−0.0196");
  expect(breakable("−0.5967", true)).toBe("−0.5967");
  expect(breakable("−0.001207")).toBe("−0.001207");
  expect(breakable("3.4·10⁻⁵", true)).toBe("3.4\u200b·10⁻⁵");
});

it("a derivative has its sign, alone and among others", () => {
  expect(signedText([0.74453])).toBe("+0.7445");
  expect(signedText([0.74453, 0, -2])).toBe("[+0.74, 0, −2]");
  expect(signedText([3e-4, 4.9e-4, 4e-4, 4e-4])).toBe("(+3\u00a0… +4.9)·10⁻⁴");
  expect(signedText([0])).toBe("0");
});

it("a text is as wide as its digits, and where it breaks as its widest part", () => {
  expect(widthInDigits("0")).toBe(1);
  expect(widthInDigits("1.5·10⁻⁴")).toBeCloseTo(8 - 4 * 0.45);
  expect(widestPart("◂ −3.385\u200b·10⁻⁶")).toBeCloseTo(6 - 0.45);
  expect(widestPart("")).toBe(0);
  // Several numbers take several lines, whose type is smaller.
  expect(widestPart("[1, 2, 3]")).toBe(widestPart("0\u00a0… 1"));
  expect(widestPart("[1, 2, 3]")).toBeGreaterThan(widestPart("12345678"));
});

it("a node that is given more units than have a line each keeps no columns of its lines", () => {
  const root = document.createElement("div");
  root.innerHTML = "<div data-part='units'></div>";
  const paint = new Paint<NodePart>(root);
  const [units] = root.children;
  const unitsOf = (count: number) => Float64Array.from({ length: count }, (_, unit) => unit - 1.5);
  paintUnits(paint, root, unitsOf(3), unitsOf(3), false);
  expect(units?.getAttribute("data-form")).toBe("column 3");
  paintUnits(paint, root, unitsOf(6), unitsOf(6), false);
  expect(units?.getAttribute("data-form")).toBe("strip");
  if (!(units instanceof HTMLElement)) throw new Error("Units are painted into an element.");
  // Bars are as wide as the node: only a custom property, which the lines alone read, may be left.
  expect(Array.from(units.style).filter((name) => !name.startsWith("--"))).toEqual([]);
});

it("a text of several numbers has the colour of a sign that all of them have, and of none where it runs across zero", () => {
  expect(signOfText([-0.33, 1.2, 0])).toBe("both");
  expect(signOfText([-4, 1])).toBe("both");
  expect(signOfText([0, 0.7])).toBe("positive");
  expect(signOfText([-3, -1])).toBe("negative");
  expect(signOfText([0, 0])).toBe("zero");
  expect(signOfText([-1, Number.NaN, 1])).toBe("none");
});
