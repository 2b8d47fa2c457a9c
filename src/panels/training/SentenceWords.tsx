import { NumberField } from "@/ui";
import { exactText } from "./exact-text";
import styles from "./training.module.css";

interface SentenceNumberProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number, gesture: string) => void;
}

/** A number in a sentence, changed where it stands: typed, by the arrows, or dragged. */
export function SentenceNumber({ label, value, onChange }: SentenceNumberProps) {
  const text = exactText(value);
  return (
    <NumberField
      className={styles.word}
      label={label}
      value={value}
      onChange={(next, { id }) => onChange(next, id)}
      format={exactText}
      size={Math.max(2, text.length)}
    />
  );
}

interface SentenceChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
}

/** A word of a sentence that may be one of a few others. */
export function SentenceChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: SentenceChoiceProps<Value>) {
  return (
    <select
      className={styles.choice}
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.currentTarget.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}
