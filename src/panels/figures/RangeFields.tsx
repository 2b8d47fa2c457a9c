import { useState } from "react";
import { formatNumber } from "@/explain";
import type { Range } from "@/graph";
import { Button, readNumber } from "@/ui";
import styles from "./figures.module.css";

interface RangeFieldsProps {
  readonly name: string;
  /** null: what fits. */
  readonly range: Range | null;
  readonly onChange: (range: Range | null) => void;
}

/** From and to of an axis, typed. What cannot be is refused with a sentence, and the old range stays. */
export function RangeFields({ name, range, onChange }: RangeFieldsProps) {
  const [from, setFrom] = useState(range ? String(range[0]) : "");
  const [to, setTo] = useState(range ? String(range[1]) : "");
  const [sentence, setSentence] = useState<string | null>(null);
  const commit = () => {
    if (from.trim() === "" && to.trim() === "") {
      setSentence(null);
      if (range !== null) onChange(null);
      return;
    }
    const checked = checkRange(from, to);
    setSentence(typeof checked === "string" ? checked : null);
    if (typeof checked !== "string") onChange(checked);
  };
  return (
    <form
      className={styles.rangeFields}
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <span>{name} from</span>
      <input
        aria-label={`${name} from`}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        placeholder="fits"
      />
      <span>to</span>
      <input
        aria-label={`${name} to`}
        value={to}
        onChange={(event) => setTo(event.target.value)}
        placeholder="fits"
      />
      <Button type="submit">Set</Button>
      {sentence && (
        <p role="alert" className={styles.refusal}>
          {sentence}
        </p>
      )}
    </form>
  );
}

/** The range that two texts mean, or the sentence that says why they mean none. */
export function checkRange(from: string, to: string): Range | string {
  const [lo, hi] = [readNumber(from), readNumber(to)];
  if (!lo.ok) return `From: ${lo.sentence}`;
  if (!hi.ok) return `To: ${hi.sentence}`;
  if (lo.value === hi.value) {
    return `From and to are both ${formatNumber(lo.value)}: there is nothing between them. Type two different numbers.`;
  }
  if (lo.value > hi.value) {
    return `${formatNumber(lo.value)} lies above ${formatNumber(hi.value)}: type the smaller number first.`;
  }
  if (!Number.isFinite(hi.value - lo.value))
    return "That is wider than float64 can measure. Type smaller numbers.";
  return [lo.value, hi.value];
}
