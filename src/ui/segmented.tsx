import { useId } from "react";
import { classes } from "./classes";
import styles from "./segmented.module.css";

export interface SegmentedProps<Value extends string | number> {
  /** Names the group for a screen reader. */
  label: string;
  options: readonly { value: Value; label: string; title?: string | undefined }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string | undefined;
}

/** One choice of a few, all in sight: radio buttons side by side. */
export function Segmented<Value extends string | number>({
  label,
  options,
  value,
  onChange,
  className,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className={classes(styles.group, className)}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option} title={option.title}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.face}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
