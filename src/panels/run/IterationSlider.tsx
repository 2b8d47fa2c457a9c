import { type CSSProperties, useEffect, useState } from "react";
import { useBackflow, useTraining } from "@/store";
import styles from "./scrubber.module.css";

/** Time as one slider: everything on the page is what it was at this iteration. */
export function IterationSlider() {
  const picture = useTraining((session) => session.picture);
  const first = picture?.first ?? 0;
  const newest = picture?.newest ?? 0;
  const end = Math.max(first + 1, picture?.last ?? 0, newest);
  const trainer = useBackflow((state) => state.trainer);
  const [sought, setSought] = useSoughtIteration();
  const t = sought ?? picture?.t ?? first;
  const share = (iteration: number) => (iteration - first) / (end - first);
  return (
    <div className={styles.iterations} style={{ "--at": share(t) } as CSSProperties}>
      <div className={styles.tracks} aria-hidden="true">
        <span
          className={styles.course}
          style={{ "--filled": share(t), "--reached": share(newest) } as CSSProperties}
        />
        <span className={styles.playhead} />
      </div>
      <input
        className={styles.range}
        type="range"
        aria-label="Iteration"
        aria-valuetext={picture ? `iteration ${t} of ${newest}` : "no iteration has been made"}
        min={first}
        max={end}
        step={1}
        value={t}
        disabled={picture === null || trainer === null}
        onChange={({ currentTarget: { valueAsNumber: wanted } }) => {
          setSought(Math.min(newest, wanted));
          trainer?.seek(wanted);
        }}
        onPointerUp={(event) => event.currentTarget.blur()}
      />
    </div>
  );
}

/**
 * The iteration that was sought last, until the run has come to it or goes elsewhere; else null. A key that is pressed
 * before the picture of the last one has come goes on from here.
 */
function useSoughtIteration(): [number | null, (t: number) => void] {
  const [sought, setSought] = useState<number | null>(null);
  const isAwaited = useTraining(
    ({ awaiting, running, picture }) => awaiting && !running && picture?.t !== sought,
  );
  useEffect(() => {
    if (!isAwaited) setSought(null);
  }, [isAwaited]);
  return [isAwaited ? sought : null, setSought];
}

/** "137 / 600 iterations" */
export function IterationCounter({ className }: { readonly className?: string | undefined }) {
  const picture = useTraining((session) => session.picture);
  return (
    <span className={className} title="Iteration of the training">
      {picture ? `${picture.t} / ${Math.max(picture.last, picture.newest)}` : "0"} iterations
    </span>
  );
}
