import styles from "./skip-link.module.css";

/** The id of what the link leads to: the Play button. */
export const SKIP_TARGET = "play";

/** The first stop of the keyboard: past the bar and the whole graph to Play. Seen only while it has the focus. */
export function SkipLink() {
  return (
    <button
      type="button"
      className={styles.skip}
      data-skip-link=""
      onClick={() => document.getElementById(SKIP_TARGET)?.focus()}
    >
      Skip to Play
    </button>
  );
}
