import { useRef } from "react";
import { formatNumber } from "@/explain";
import { beginGesture } from "@/ui";
import { WordNumber } from "../data/WordNumber";
import { logSlider } from "./log-slider";
import styles from "./network.module.css";

/** A slider that reaches so far is even on a log axis. */
const WIDE = 200;

export interface SettingSliderProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  /** Where the slider ends; a number beyond it is typed. */
  readonly reach: number;
  readonly step: number;
  readonly onChange: (value: number, gesture: string) => void;
}

/** A number by a slider, or typed beside it. A drag of the slider is one undo. */
export function SettingSlider({ label, value, least, reach, step, onChange }: SettingSliderProps) {
  const gesture = useRef("");
  const begin = () => {
    gesture.current = beginGesture("drag").id;
  };
  const isWhole = step === 1;
  // From 1 to 1000, the places of the first hundred would all lie at the very end.
  const wide = isWhole && least === 1 && reach >= WIDE ? logSlider(reach) : null;
  return (
    <div className={styles.setting}>
      <span>{label}</span>
      <input
        type="range"
        className={styles.slider}
        aria-label={label}
        aria-valuetext={formatNumber(value, 10)}
        min={wide ? 0 : least}
        max={wide ? wide.steps : Math.max(reach, value)}
        step={wide ? 1 : step}
        value={wide ? wide.stepOf(value) : value}
        onPointerDown={begin}
        onFocus={begin}
        onChange={({ currentTarget: { valueAsNumber: position } }) =>
          onChange(wide ? wide.valueAt(position, value) : position, gesture.current)
        }
      />
      <WordNumber label={`${label}, typed`} value={value} isWhole={isWhole} onChange={onChange} />
    </div>
  );
}
