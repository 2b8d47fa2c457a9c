import { useTraining } from "@/store";
import styles from "./training.module.css";

/** Time as one slider: everything on the page is what it was at this iteration. */
export function TimeSlider({ onSeek }: { readonly onSeek: (t: number) => void }) {
  const picture = useTraining((session) => session.picture);
  if (!picture) return null;
  const { t, first, newest, last } = picture;
  const end = Math.max(last, newest);
  const reached = end > first ? (newest - first) / (end - first) : 0;
  return (
    <input
      className={styles.slider}
      type="range"
      aria-label="Iteration"
      aria-valuetext={`iteration ${t} of ${newest}`}
      min={first}
      max={end}
      step={1}
      value={t}
      style={{ "--reached": reached } as React.CSSProperties}
      onChange={(event) => onSeek(event.currentTarget.valueAsNumber)}
      onPointerUp={(event) => event.currentTarget.blur()}
    />
  );
}
