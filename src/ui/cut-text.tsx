import styles from "./cut-text.module.css";

/** Characters at the end of a text that are never cut: there numbers stand, and the word "copy". */
const END = 16;

export interface CutTextProps {
  readonly text: string;
}

/** A text on one line. Where there is no room for all of it, it is cut before its end. */
export function CutText({ text }: CutTextProps) {
  // By characters, not UTF-16 units: half of one would be shown as none.
  const characters = Array.from(text.replace(/\s+/g, " "));
  const start = characters.slice(0, -END).join("");
  return (
    // Written from right to left, it begins at the right.
    <span dir="auto" className={styles.text}>
      {start !== "" && <span className={styles.start}>{start}</span>}
      <span className={styles.end}>{characters.slice(-END).join("")}</span>
    </span>
  );
}
