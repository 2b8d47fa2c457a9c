import { expect, it } from "vitest";
import { notePlaces } from "./note-places";

const box = { left: 60, right: 460, top: 0, bottom: 60 };

/** What a note covers across, where it stands. */
function extentOf({ at, side, width }: { at: number; side: "left" | "right"; width: number }) {
  return side === "left" ? [at - width, at] : [at, at + width];
}

it("lets two notes of a panel stand where they want to, as long as they do not meet", () => {
  const value = { at: 300, side: "right", width: 60, top: 30 } as const;
  const joint = { at: 200, side: "left", width: 100, top: 0 } as const;
  expect(notePlaces(value, joint, box, 13)).toEqual({ value, joint });
});

it.each([
  // The value of a rising curve stands left of its point, and there the joint is told.
  [
    { at: 260, side: "left", width: 60, top: 5 },
    { at: 250, side: "left", width: 110, top: 0 },
  ],
  [
    { at: 200, side: "right", width: 60, top: 0 },
    { at: 210, side: "right", width: 110, top: 0 },
  ],
] as const)("turns %o away from %o, inside the panel", (value, joint) => {
  const places = notePlaces(value, joint, box, 13);
  expect(places.joint).not.toBeNull();
  if (!places.joint) return;
  const [from = 0, to = 0] = extentOf(places.value);
  const [left = 0, right = 0] = extentOf(places.joint);
  expect(to <= left || right <= from).toBe(true);
  expect(Math.min(from, left)).toBeGreaterThanOrEqual(box.left);
  expect(Math.max(to, right)).toBeLessThanOrEqual(box.right);
});

it("lets the joint stand beyond the value, on the side where the unit is inactive, rather than on the curve", () => {
  const value = { at: 292, side: "left", width: 60, top: 5 } as const;
  const joint = { at: 250, side: "left", width: 110, top: 0 } as const;
  expect(notePlaces(value, joint, box, 13)).toEqual({ value, joint: { ...joint, at: 224 } });
});

it("leaves the joint to its diamond where there is no room for both", () => {
  const narrow = { left: 0, right: 120, top: 0, bottom: 60 };
  const value = { at: 60, side: "left", width: 60, top: 0 } as const;
  const joint = { at: 60, side: "left", width: 110, top: 0 } as const;
  expect(notePlaces(value, joint, narrow, 13)).toEqual({ value, joint: null });
});
