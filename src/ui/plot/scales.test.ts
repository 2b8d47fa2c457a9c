import { describe, expect, it } from "vitest";
import { extentOf, linearScale, logScale, ticksApart } from "./scales";
import { tickTexts } from "./tick-text";

describe("scales", () => {
  it("maps there and back", () => {
    const scale = linearScale([-2, 2], [0, 400]);
    expect(scale(1)).toBe(300);
    expect(scale.invert(300)).toBe(1);
    const log = logScale([1e-6, 1], [0, 600]);
    expect(log(1e-3)).toBeCloseTo(300, 9);
    expect(log.invert(300)).toBeCloseTo(1e-3, 12);
  });

  it("has round ticks, powers of ten on a log scale", () => {
    expect(linearScale([-0.21, 1.23], [0, 300]).ticks(3)).toEqual([0, 0.5, 1]);
    expect(logScale([1e-6, 2], [0, 300]).ticks(4)).toEqual([1e-6, 1e-4, 1e-2, 1]);
  });

  it("has ticks between the powers of ten where hardly any power is in sight", () => {
    expect(logScale([0.09, 0.8], [0, 150]).ticks(4)).toEqual([0.1, 0.2, 0.5]);
    expect(logScale([0.56, 0.67], [0, 150]).ticks(2)).toEqual([0.6, 0.65]);
    expect(logScale([0.02, 5], [0, 150]).ticks(4)).toEqual([0.1, 1]);
    expect(logScale([5e-324, 2e-323], [0, 150]).ticks(4)).toEqual([5e-324, 1e-323, 2e-323]);
  });

  it("has fewer ticks where it is too low for their texts", () => {
    const domain = [-0.03, 0.53] as const;
    expect(ticksApart(linearScale(domain, [90, 0]), 2)).toEqual([0, 0.2, 0.4]);
    expect(ticksApart(linearScale(domain, [22, 0]), 2)).toEqual([0, 0.5]);
  });

  it("leaves room around what it shows, also around a level line", () => {
    expect(extentOf([0, 1, Number.NaN], 0.1)).toEqual([-0.1, 1.1]);
    expect(extentOf([2, 2])).toEqual([1, 3]);
    expect(extentOf([])).toEqual([-1, 1]);
  });
});

describe("texts of ticks", () => {
  it("have as many digits as the step asks for, a minus sign, and powers of ten", () => {
    expect(tickTexts([-1, -0.5, 0, 0.5])).toEqual(["−1", "−0.5", "0", "0.5"]);
    expect(tickTexts([0, 0.00002])).toEqual(["0", "2·10⁻⁵"]);
    expect(tickTexts([0, 5e6])).toEqual(["0", "5·10⁶"]);
    expect(tickTexts([1e-6, 1e-3, 1])).toEqual(["10⁻⁶", "0.001", "1"]);
    expect(tickTexts([1000, 2000])).toEqual(["1000", "2000"]);
    expect(tickTexts([0.1, 0.2, 0.30000000000000004])).toEqual(["0.1", "0.2", "0.3"]);
  });
});
