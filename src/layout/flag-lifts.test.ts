import { expect, test } from "vitest";
import { FLAG, flagLifts } from "./flag-lifts";

const NODE = { left: 190, top: 0, right: 314, bottom: 164 };
/** Beside the node, over the wire that comes in level; as high as it is. */
const beside = (height: number) => ({ left: 124, top: 73 - height, right: 190, bottom: 73 });

test("a flag stands where it always does as long as the labels beside its node are no higher than the node", () => {
  expect(flagLifts([NODE], [beside(66)])).toEqual([0]);
  expect(flagLifts([NODE], [])).toEqual([0]);
});

test("above a label that is higher than the node it stands clear of it, and no higher", () => {
  const label = beside(100);
  const [lift = 0] = flagLifts([NODE], [label]);
  const foot = NODE.top - FLAG.foot - lift;
  expect(foot).toBeLessThan(label.top);
  expect(foot).toBeGreaterThan(label.top - 6);
});

test("two labels, one above the other, are both left free", () => {
  const lower = { left: 314, top: -20, right: 380, bottom: 40 };
  const upper = { left: 314, top: -50, right: 380, bottom: -22 };
  for (const labels of [
    [lower, upper],
    [upper, lower],
  ]) {
    const [lift = 0] = flagLifts([NODE], labels);
    expect(NODE.top - FLAG.foot - lift).toBeLessThan(upper.top);
  }
});

test("a label far above the node, or far beside it, lifts nothing; nor does one that no flag can rise above", () => {
  const far = { left: 200, top: -200, right: 266, bottom: -134 };
  const aside = { left: 400, top: -20, right: 466, bottom: 60 };
  const tower = { left: 124, top: -120, right: 190, bottom: 73 };
  for (const label of [far, aside, tower]) expect(flagLifts([NODE], [label])).toEqual([0]);
});
