/** One act of the user. Changes that share an id are one undo. */
export interface Gesture {
  kind: "typed" | "step" | "drag";
  id: string;
}

let count = 0;

/** A new gesture, with an id that no other has in this page. */
export function beginGesture(kind: Gesture["kind"]): Gesture {
  count += 1;
  return { kind, id: `${kind}-${count}` };
}

/** Arrow keys within this time of each other are one run. */
const PAUSE_MS = 1000;

/** Gives every key of one run of steps the same gesture: a pause or `end()` closes the run. */
export function stepRun() {
  let run: { gesture: Gesture; at: number } | null = null;
  return {
    next(now: number): Gesture {
      const gesture = run !== null && now - run.at < PAUSE_MS ? run.gesture : beginGesture("step");
      run = { gesture, at: now };
      return gesture;
    },
    end() {
      run = null;
    },
  };
}
