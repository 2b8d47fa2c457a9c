import { useRef } from "react";
import { formatNumber } from "@/explain";
import { beginGesture } from "@/ui";
import { WordNumber } from "../data/WordNumber";
import styles from "./network.module.css";

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
  return (
    <div className={styles.setting}>
      <span>{label}</span>
      <input
        type="range"
        className={styles.slider}
        aria-label={label}
        aria-valuetext={formatNumber(value, 10)}
        min={least}
        max={Math.max(reach, value)}
        step={step}
        value={value}
        onPointerDown={begin}
        onFocus={begin}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber, gesture.current)}
      />
      <WordNumber label={`${label}, typed`} value={value} isWhole={isWhole} onChange={onChange} />
    </div>
  );
}
