import { equalTo, numberLatex } from "@/explain";
import { axisLatex, axisText } from "@/explain/figures";
import type { Axis, Range } from "@/graph";
import type { Frame } from "@/store";
import { Tex } from "@/ui";
import { useArrowSteps } from "./arrow-steps";
import styles from "./figures.module.css";

interface MapAxisSliderProps {
  readonly frame: Frame;
  readonly axis: Axis;
  readonly range: Range;
  readonly value: number;
  /** Pixels: where its number stands. */
  readonly left: number;
  readonly top: number;
  readonly side: "across" | "up";
  /** Left of its axis. */
  readonly isOutside?: boolean;
}

/** The present number of one axis of a map, beside the axis: arrow keys move it. */
export function MapAxisSlider(props: MapAxisSliderProps) {
  const { frame, axis, range, value, left, top, side, isOutside = false } = props;
  const { graph } = frame.document;
  const [lo, hi] = range;
  const onKeyDown = useArrowSteps(axis, range);

  const name = axisText(graph, axis);
  return (
    <span
      className={styles.presentNumber}
      data-side={side}
      data-outside={isOutside}
      style={{ left, top }}
      role="slider"
      tabIndex={0}
      aria-label={`${name}, the present point of the map`}
      aria-valuenow={value}
      aria-valuemin={lo}
      aria-valuemax={hi}
      aria-valuetext={`${name} ${equalTo(value)}`}
      onKeyDown={onKeyDown}
    >
      <Tex latex={`${axisLatex(graph, axis)}=${numberLatex(value)}`} />
    </span>
  );
}
