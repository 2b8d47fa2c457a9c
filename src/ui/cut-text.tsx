import styles from "./cut-text.module.css";

/** Characters at the end of a text that are never cut: there numbers stand, and the word "copy". */
const LONGEST_END = 24;
const SHORTEST_END = 12;

export interface CutTextProps {
  readonly text: string;
}

/** A text on one line, or on two: the first is cut where there is no room for all of it, the second is its end. */
export function CutText({ text }: CutTextProps) {
  const [start, end] = splitText(text);
  return (
    // Written from right to left, it begins at the right.
    <span dir="auto" className={styles.text}>
      {start !== "" && <span className={styles.start}>{start}</span>}
      <span className={styles.end}>{end}</span>
    </span>
  );
}

/** The end begins with a word, unless that leaves little of it. */
function splitText(text: string): readonly [start: string, end: string] {
  // By characters, not UTF-16 units: half of one would be shown as none.
  const characters = Array.from(text.replace(/\s+/g, " "));
  const longest = Math.max(0, characters.length - LONGEST_END);
  const space = longest === 0 ? -1 : characters.indexOf(" ", longest - 1);
  const isNear = space >= 0 && characters.length - space > SHORTEST_END;
  const cut = isNear ? space + 1 : longest;
  return [characters.slice(0, cut).join(""), characters.slice(cut).join("")];
}
