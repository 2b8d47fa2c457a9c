/**
 * How far the pulse of the present step has come. It changes with every animation frame, so it is kept out of the
 * store: only what moves listens.
 */
export interface Motion {
  /** Playhead of the step that is animated; 0 for none. */
  readonly playhead: number;
  /** From 0, leaving, to 1, arrived. */
  readonly progress: number;
}

type Listener = (motion: Motion) => void;

let current: Motion = { playhead: 0, progress: 1 };
const listeners = new Set<Listener>();

/** How long the way of a step's pulse is, in canvas units; the canvas knows. */
let measureStep: (playhead: number) => number = () => 0;

/** The one motion of the page: what moves subscribes to it, and draws itself. */
export const motion = {
  get(): Motion {
    return current;
  },
  set(next: Motion): void {
    current = next;
    for (const listener of listeners) listener(next);
  },
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Tells how the canvas measures a step; returns what undoes it. */
  measureBy(measure: (playhead: number) => number): () => void {
    measureStep = measure;
    return () => {
      if (measureStep === measure) measureStep = () => 0;
    };
  },
  lengthOf(playhead: number): number {
    return measureStep(playhead);
  },
};
