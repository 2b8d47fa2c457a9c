import { useId, useRef, useState } from "react";
import { classes } from "./classes";
import { beginGesture, type Gesture, stepRun } from "./gesture";
import styles from "./slider.module.css";

export interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  /** 1 unless told. */
  step?: number | undefined;
  /** All changes of one drag, or of one run of keys, come with the same gesture id. */
  onChange: (value: number, gesture: Gesture) => void;
  /** The value in words, printed beside the label and said by a screen reader. */
  valueText?: string | undefined;
  /** The label is then for screen readers only. */
  hideLabel?: boolean | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

/** The browser's own range, in the page's colours. */
export function Slider({
  label,
  value,
  min,
  max,
  step = 1,
  onChange,
  valueText,
  hideLabel = false,
  disabled = false,
  className,
}: SliderProps) {
  const id = useId();
  const drag = useRef<Gesture | null>(null);
  const [steps] = useState(stepRun);
  const endDrag = () => {
    drag.current = null;
  };
  return (
    <div className={classes(styles.slider, className)}>
      <div className={hideLabel ? "visually-hidden" : styles.head}>
        <label htmlFor={id}>{label}</label>
        {valueText !== undefined && <output htmlFor={id}>{valueText}</output>}
      </div>
      <input
        id={id}
        className={classes(styles.range, "nodrag", "nopan")}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={valueText}
        onChange={(event) =>
          onChange(event.currentTarget.valueAsNumber, drag.current ?? steps.next(performance.now()))
        }
        onPointerDown={() => {
          drag.current = beginGesture("drag");
        }}
        onPointerUp={endDrag}
        onPointerCancel={endDrag}
        onBlur={() => {
          endDrag();
          steps.end();
        }}
      />
    </div>
  );
}
