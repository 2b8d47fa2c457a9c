import { type KeyboardEvent, useRef } from "react";
import { equalTo, numberLatex } from "@/explain";
import { axisLatex, axisText } from "@/explain/figures";
import type { Axis, Range } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { beginGesture, type Gesture, Tex } from "@/ui";
import { addressOf, onPixelGrid } from "./axis-number";
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
  const run = useRef<{ readonly gesture: Gesture; readonly at: number } | null>(null);
  const { graph } = frame.document;
  const [lo, hi] = range;

  function onKeyDown(event: KeyboardEvent<HTMLSpanElement>) {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const step = 10 ** Math.floor(Math.log10((hi - lo) / 50)) * (event.shiftKey ? 10 : 1);
    const next = Math.max(lo, Math.min(hi, value + by * step));
    const isRun = run.current && event.timeStamp - run.current.at < 1000;
    const gesture = isRun && run.current ? run.current.gesture : beginGesture("step");
    run.current = { gesture, at: event.timeStamp };
    const address = addressOf(frame.document, axis, frame.sample);
    useBackflow.getState().setNumber(address, onPixelGrid(next, step / 10), gesture.id);
  }

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
