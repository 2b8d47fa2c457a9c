import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FrameTask } from "./frames";

let frames: FrameRequestCallback[] = [];
let cancelled = 0;

function drawFrame(now: number): void {
  const due = frames;
  frames = [];
  for (const callback of due) callback(now);
}

beforeEach(() => {
  frames = [];
  cancelled = 0;
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  vi.stubGlobal("cancelAnimationFrame", () => {
    cancelled++;
    frames = [];
  });
});

afterEach(() => vi.unstubAllGlobals());

it("everything is done in one frame: time first, then painting, then the rest", () => {
  const done: string[] = [];
  const rest = new FrameTask("rest", () => done.push("rest"));
  const paint = new FrameTask("paint", (now) => done.push(`paint at ${now}`));
  const time = new FrameTask("time", () => {
    done.push("time");
    paint.ask();
  });
  rest.ask();
  time.ask();
  rest.ask();
  expect(frames.length).toBe(1);
  drawFrame(16);
  expect(done).toEqual(["time", "paint at 16", "rest"]);
  expect(frames.length).toBe(0);
  expect([rest, paint, time].some(({ isAsked }) => isAsked)).toBe(false);
});

it("what asks again has the next frame", () => {
  let turns = 0;
  const task = new FrameTask("paint", () => {
    if (++turns < 3) task.ask();
  });
  task.ask();
  drawFrame(0);
  expect(turns).toBe(1);
  drawFrame(16);
  drawFrame(32);
  drawFrame(48);
  expect(turns).toBe(3);
});

it("what is cancelled is not done, and no frame is drawn for nothing", () => {
  const done: string[] = [];
  const later = new FrameTask("paint", () => done.push("later"));
  const first = new FrameTask("time", () => later.cancel());
  later.ask();
  later.cancel();
  expect(cancelled).toBe(1);
  first.ask();
  later.ask();
  drawFrame(0);
  expect(done).toEqual([]);
  expect(frames.length).toBe(0);
});

it("what breaks is told, and takes nothing with it", () => {
  const told: unknown[] = [];
  vi.stubGlobal("reportError", (error: unknown) => told.push(error));
  const broken = new FrameTask("paint", () => {
    throw new Error("broken");
  });
  let done = 0;
  const sound = new FrameTask("paint", () => done++);
  broken.ask();
  sound.ask();
  drawFrame(0);
  expect(done).toBe(1);
  expect(told).toEqual([new Error("broken")]);
});
