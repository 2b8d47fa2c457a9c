import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PictureRhythm } from "./picture-rhythm";

let frames: FrameRequestCallback[] = [];
let now = 0;
/** The frames, by their number, before which a picture was asked for. */
let asked: number[] = [];

beforeEach(() => {
  frames = [];
  asked = [];
  now = 0;
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
});

afterEach(() => vi.unstubAllGlobals());

/** Each picture comes at once, and the frame that draws it lasts so many milliseconds. */
function play(count: number, lasts: (frame: number) => number): void {
  let frame = 0;
  const rhythm = new PictureRhythm(() => {
    asked.push(frame);
    rhythm.drawing(0);
  });
  rhythm.drawing(0);
  for (; frame < count; frame++) {
    now += asked.at(-1) === frame - 2 || asked.at(-2) === frame - 2 ? lasts(frame) : 16;
    for (const callback of frames.splice(0)) callback(now);
  }
  rhythm.cancel();
}

test("each frame has its picture, where all are drawn in time", () => {
  play(6, () => 16);
  expect(asked).toEqual([0, 1, 2, 3, 4, 5]);
});

test("after a picture that made a frame late two frames go by, until drawing is quick again", () => {
  play(14, (frame) => (frame < 7 ? 40 : 16));
  expect(asked).toEqual([0, 1, 4, 7, 9, 10, 11, 12, 13]);
});
