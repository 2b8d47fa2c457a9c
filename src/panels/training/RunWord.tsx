import { type RefObject, useEffect } from "react";
import { type TrainingSession, useBackflow, useTraining } from "@/store";
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
  const word = useTraining((session) => session.word);
  const best = useTraining(bestElsewhere);
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
function bestElsewhere({ picture }: TrainingSession): number | null {
  if (picture?.stop?.kind !== "early" || picture.t !== picture.newest) return null;
  return picture.stop.bestT;
}
