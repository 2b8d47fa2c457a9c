import { expect, it } from "vitest";
import { logSlider } from "./log-slider";

it("reaches each end, and every small number on the way up and down", () => {
  const slider = logSlider(1000);
  expect(slider.valueAt(slider.steps, 3)).toBe(1000);
  expect(slider.valueAt(0, 3)).toBe(1);
  for (const by of [1, -1]) {
    let value = by > 0 ? 1 : 12;
    const seen = [value];
    while (value !== (by > 0 ? 12 : 1)) {
      value = slider.valueAt(slider.stepOf(value) + by, value);
      seen.push(value);
    }
    expect(seen.slice(0, 12)).toEqual(
      by > 0 ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
    );
  }
});
