import { expect, test } from "vitest";
import { letterGrowth } from "./letter-growth";

/** A number on a wire as the style sheet sets it, canvas units, and what the back row reads, pixels. */
const NUMBER = 16.5;
const READABLE = 12;

test("a number on a wire keeps what the back row reads down to half the size", () => {
  for (let zoom = 2; zoom >= 0.5; zoom -= 0.01) {
    expect(NUMBER * letterGrowth(zoom) * zoom).toBeGreaterThanOrEqual(READABLE);
  }
});

test("letters are never set smaller than usual, and further away than that they grow no more", () => {
  expect(letterGrowth(1.5)).toBe(1);
  expect(letterGrowth(0.74)).toBe(1);
  expect(letterGrowth(0.1)).toBe(letterGrowth(0.5));
});
