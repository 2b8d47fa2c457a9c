import { motion, useBackflow } from "@/store";
import { FrameTask } from "@/ui";

/** Speed of a pulse, in canvas units a second. */
const PULSE_SPEED = 100;
/** What a step without a way takes, and the rest after each arrival, in milliseconds at ordinary speed. */
const STILL = 650;
const REST = 550;
/** A long wire does not hold up the class. */
const LONGEST = 2600;

/**
 * The clock of the page: lets the pulse of the present step fly, and moves the playhead on while the run is playing.
 * Returns what stops it.
 */
export function startClock(): () => void {
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");
  let before = 0;
  let rested = 0;
  /** A pulse that was stopped on its way stays where it is until the run goes on. */
  let frozen = false;

  const flightTime = (playhead: number): number => {
    const length = motion.lengthOf(playhead);
    if (stillness.matches || length === 0) return 0;
    return Math.min(LONGEST, (length / PULSE_SPEED) * 1000);
  };

  const tick = (now: number): void => {
    const { playing, speed, playhead } = useBackflow.getState();
    // A tab that was hidden does not catch up on what it missed.
    const elapsed = Math.min(100, now - before) * speed;
    before = now;
    const { progress } = motion.get();
    if (progress < 1 && frozen) return;
    if (progress < 1) {
      const time = flightTime(playhead);
      motion.set({ playhead, progress: time === 0 ? 1 : Math.min(1, progress + elapsed / time) });
      rested = 0;
    } else if (playing) {
      rested += elapsed;
      const rest = flightTime(playhead) === 0 ? STILL + REST : REST;
      if (rested >= rest) {
        rested = 0;
        useBackflow.getState().advance();
      }
    }
    if (motion.get().progress < 1 || useBackflow.getState().playing) ticking.ask();
  };
  const ticking = new FrameTask("time", tick);

  const stopWatching = useBackflow.subscribe((state, previous) => {
    const moved = state.playhead !== previous.playhead;
    const sameRun = state.history === previous.history;
    if (moved) {
      // A step on, with the optional ones it passes over, is played; a jump, a step back or an edit is simply there.
      const onward =
        sameRun && state.playhead > previous.playhead && state.playhead - previous.playhead <= 4;
      motion.set({ playhead: state.playhead, progress: onward ? 0 : 1 });
      rested = 0;
      frozen = false;
    } else if (state.playing !== previous.playing) {
      frozen = !state.playing;
    }
    if ((moved && motion.get().progress < 1) || state.playing) {
      if (!ticking.isAsked) before = performance.now();
      ticking.ask();
    }
  });

  return () => {
    stopWatching();
    ticking.cancel();
  };
}
