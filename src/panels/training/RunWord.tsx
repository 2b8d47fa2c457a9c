import { type RefObject, useEffect } from "react";
import { useBackflow, useTraining } from "@/store";
import type { RunPicture } from "@/training";
import { useComingPicture } from "./coming-picture";
import { usePassingFocus } from "./passing-focus";
import styles from "./training.module.css";

/** Characters that have room beside the buttons; what is longer stands below them. */
const SHORT_WORD = 66;

interface RunWordProps {
  readonly isLong: boolean;
  readonly onSeek: (t: number) => void;
  /** What takes the focus when its button goes. */
  readonly next: RefObject<HTMLButtonElement | null>;
}

/** What there is to say of the run, and the way to its best iteration where it has gone past that. */
export function RunWord({ isLong, onSeek, next }: RunWordProps) {
  const coming = useComingPicture();
  const own = useTraining((session) => session.word);
  const ending = useTraining((session) => session.ending);
  const word = own ?? (ending && coming && endsAt(coming, ending) ? ending.word : null);
  const best = coming && bestElsewhere(coming);
  const shown = word !== null && word.length > SHORT_WORD === isLong ? word : null;
  // It is spoken by what stands on the page: of a live region that comes with its words many readers say nothing.
  useEffect(() => {
    const { say, spoken } = useBackflow.getState();
    if (shown !== null && spoken.text !== shown) say(shown);
  }, [shown]);
  if (shown === null) return null;
  return (
    <p className={styles.said}>
      {shown}
      {best !== null && (
        <>
          {" "}
          <BestIteration {...{ best, onSeek, next }} />
        </>
      )}
    </p>
  );
}

/** It goes when it is pressed. */
function BestIteration({
  best,
  onSeek,
  next,
}: Omit<RunWordProps, "isLong"> & { readonly best: number }) {
  const button = usePassingFocus(next);
  return (
    <button ref={button} type="button" className={styles.shown} onClick={() => onSeek(best)}>
      Show iteration {best}
    </button>
  );
}

/** The iteration of the least validation loss, where a run has stopped for want of a lesser one and another is shown. */
function bestElsewhere({ stop, t, newest }: RunPicture): number | null {
  return stop?.kind === "early" && t === newest ? stop.bestT : null;
}

/** Does the run stand where it has ended, and would it still end there as it is set now? */
function endsAt(
  { run, t, stop }: RunPicture,
  ending: { readonly run: number; readonly t: number },
) {
  return stop !== null && run === ending.run && t === ending.t;
}
