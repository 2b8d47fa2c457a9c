/**
 * One scheduler for all that is done in a frame of the browser. What moves time goes first, then what is painted, then what
 * only takes what is left of the frame; so what a tick of the clock changes is painted in the same frame.
 */
const ORDER = ["time", "paint", "rest"] as const;
/** When in a frame something is done. */
export type FrameOrder = (typeof ORDER)[number];

const asked: Readonly<Record<FrameOrder, Set<FrameTask>>> = {
  time: new Set(),
  paint: new Set(),
  rest: new Set(),
};
let frame: number | null = null;
/** What is asked for meanwhile may still have its turn: the next frame is asked for in the end. */
let isRunning = false;

/** Something that is done in the next frame, once, however often it is asked for until then. */
export class FrameTask {
  readonly #order: FrameOrder;
  readonly #work: (now: number) => void;

  /** `work` is told when its frame began, in milliseconds as of `performance.now()`. It may ask again, for the next one. */
  constructor(order: FrameOrder, work: (now: number) => void) {
    this.#order = order;
    this.#work = work;
  }

  get isAsked(): boolean {
    return asked[this.#order].has(this);
  }

  ask(): void {
    asked[this.#order].add(this);
    if (!isRunning) frame ??= requestAnimationFrame(runFrame);
  }

  cancel(): void {
    asked[this.#order].delete(this);
    if (frame === null || ORDER.some((order) => asked[order].size > 0)) return;
    cancelAnimationFrame(frame);
    frame = null;
  }

  /** For the scheduler alone. */
  run(now: number): void {
    this.#work(now);
  }
}

function runFrame(now: number): void {
  frame = null;
  isRunning = true;
  const errors: unknown[] = [];
  for (const order of ORDER) {
    // What asks meanwhile for this turn or an earlier one gets the next frame.
    const tasks = [...asked[order]];
    for (const task of tasks) {
      // An earlier one may have cancelled it.
      if (!asked[order].delete(task)) continue;
      try {
        task.run(now);
      } catch (error) {
        errors.push(error);
      }
    }
  }
  isRunning = false;
  if (ORDER.some((order) => asked[order].size > 0)) frame = requestAnimationFrame(runFrame);
  // The others were done nevertheless.
  for (const error of errors) reportError(error);
}
