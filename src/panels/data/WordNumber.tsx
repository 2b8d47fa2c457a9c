import { formatNumber } from "@/explain";
import { NumberField } from "@/ui";
import styles from "./recipe.module.css";

export interface WordNumberProps {
  readonly label: string;
  readonly value: number;
  /** Is it a count? Drags give whole numbers then. */
  readonly isWhole?: boolean;
  readonly onChange: (value: number, gesture: string) => void;
}

/** A number in a sentence, underlined, which is typed or dragged in its place. */
export function WordNumber({ label, value, isWhole = false, onChange }: WordNumberProps) {
  return (
    <NumberField
      className={styles.word}
      label={label}
      value={value}
      format={(shown) => formatNumber(shown, isWhole ? 10 : 4)}
      size={Math.max(2, formatNumber(value, isWhole ? 10 : 4).length)}
      onChange={(next, { kind, id }) => {
        if (!isWhole || kind === "typed") onChange(next, id);
        // A step of a number is 0.1, that of a count is 1.
        else if (kind === "step") onChange(Math.max(0, value + Math.sign(next - value)), id);
        else if (Math.round(next) !== value) onChange(Math.max(0, Math.round(next)), id);
      }}
    />
  );
}
