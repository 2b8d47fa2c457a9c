import type { CSSProperties } from "react";
import { trainingControls, useTraining } from "@/store";
import styles from "./scrubber.module.css";

/** Time as one slider: everything on the page is what it was at this iteration. */
export function IterationSlider() {
  const picture = useTraining((session) => session.picture);
  const first = picture?.first ?? 0;
  const newest = picture?.newest ?? 0;
  const end = Math.max(first + 1, picture?.last ?? 0, newest);
  const t = picture?.t ?? first;
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
        disabled={picture === null}
        onChange={(event) => trainingControls.get()?.seek(event.currentTarget.valueAsNumber)}
        onPointerUp={(event) => event.currentTarget.blur()}
      />
    </div>
  );
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
