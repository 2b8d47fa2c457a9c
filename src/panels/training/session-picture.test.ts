import { expect, it } from "vitest";
import type { Stop } from "@/training";
import { isAtEnd } from "./session-picture";

const at = (t: number, position: number, stop: Stop | null = null, newest = t) =>
  isAtEnd({ t, newest, last: 12, stop, cursor: { epoch: 3, position } });

it("a run is at its end once all epochs are done, or where it stopped early, and nowhere before or beyond", () => {
  const early: Stop = { kind: "early", best: 1, bestT: 4 };
  expect([at(12, 0), at(8, 0, early)]).toEqual([true, true]);
  expect([at(8, 0), at(8, 4), at(13, 4), at(4, 0, early, 8)]).toEqual([false, false, false, false]);
});
