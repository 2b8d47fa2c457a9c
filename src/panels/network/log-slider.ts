/** Positions of a slider that are even on a log axis, and the whole numbers that they stand for, from 1. */
export interface LogSlider {
  readonly steps: number;
  stepOf(value: number): number;
  /** The number of a position; of small numbers several positions are one, so that a step away from it leads on to the next. */
  valueAt(step: number, before: number): number;
}

const STEPS = 150;

/** A slider from 1 to `most`, at least 2. */
export function logSlider(most: number): LogSlider {
  const stepOf = (value: number) => Math.round((STEPS * Math.log(value)) / Math.log(most));
  return {
    steps: STEPS,
    stepOf,
    valueAt: (step, before) => {
      const wanted = Math.round(most ** (step / STEPS));
      const away = Math.sign(step - stepOf(before));
      return Math.max(1, Math.min(most, wanted === before ? before + away : wanted));
    },
  };
}
