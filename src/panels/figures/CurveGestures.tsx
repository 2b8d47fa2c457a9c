import { type MouseEvent, type ReactNode, useRef } from "react";
import { equalTo, formatNumber } from "@/explain";
import { axisText } from "@/explain/figures";
import type { NumberAddress, Range } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { targetComparedWith } from "../maps/comparison";
import { useArrowSteps } from "./arrow-steps";
import { onPixelGrid, putOnAxis, unitOf } from "./axis-number";
import {
  type CurveGrip,
  curveGripAt,
  type DrawnCurves,
  type PanelScales,
  panelAt,
} from "./curve-grip";
import { FitButton } from "./FitButton";
import { type Place, useFigurePointer } from "./figure-pointer";
import styles from "./figures.module.css";
import { FINGER_REACH } from "./pointer-reach";
import { addRow } from "./row-edits";
import { useTouchHold } from "./touch-scroll";
import { useWheelZoom, zoomedRange } from "./view-range";

interface CurveGesturesProps extends DrawnCurves {
  readonly frame: Frame;
  readonly range: Range;
  readonly isMoved: boolean;
  readonly onView: (range: Range | null) => void;
  /** What is held; null: it is let go. The curve and its values follow all but the present point. */
  readonly onHold: (held: CurveGrip["kind"] | null) => void;
  /** What a pull changes, while it is done; null when it is over. */
  readonly onPull: (sentence: string | null) => void;
  readonly children: ReactNode;
}

/**
 * Gestures on a figure: what is within reach is dragged, else the view; a double click adds a row. Arrow keys move the
 * present point.
 */
export function CurveGestures(props: CurveGesturesProps) {
  const { figure, frame, model, layout, scales, range, isMoved, children } = props;
  const { onView, onHold, onPull } = props;
  const root = useRef<HTMLDivElement>(null);
  const { present } = model;
  const gripAt = (place: Place, near: number) => curveGripAt(props, place, near);

  function drag(held: CurveGrip, place: Place, gesture: string, hasMoved: boolean): void {
    const [at, value] = numbersAt(held.scale, place);
    switch (held.kind) {
      case "present":
        putOnAxis(figure.axis, Math.max(range[0], Math.min(range[1], at)), gesture);
        break;
      case "pull": {
        const { address, effect, parameter, parameterAt } = held.pull;
        const pulled = parameterAt(at, value);
        useBackflow.getState().setNumber(address, pulled, gesture);
        onPull(`${parameter} = ${formatNumber(pulled)} alone: ${effect}`);
        break;
      }
      case "row":
        if (hasMoved) moveRow(props, held.row, [at, value], gesture);
    }
  }

  function zoomed(from: Range, [x]: Place, factor: number): Range | null {
    const pixels = scales[0]?.x.range;
    if (!pixels) return null;
    const part = (x - pixels[0]) / (pixels[1] - pixels[0]);
    return zoomedRange(from, from[0] + part * (from[1] - from[0]), factor);
  }

  const { placeOf, handlers } = useFigurePointer<CurveGrip, Range>(root, {
    view: range,
    isMoved,
    onView,
    gripAt,
    titleOf: (held) =>
      held?.kind === "pull"
        ? `Drag to change ${held.pull.parameter} alone: ${held.pull.effect}`
        : "",
    onHold: (held) => {
      onHold(held.kind);
      if (held.kind !== "pull") return;
      const { parameter, effect } = held.pull;
      onPull(`Changes ${parameter} alone: ${effect}`);
      useBackflow.getState().say(`Changes ${parameter} alone: ${effect}.`);
    },
    drag,
    onRelease: (held, hasMoved) => {
      onHold(null);
      onPull(null);
      if (held?.kind === "row" && !hasMoved) useBackflow.getState().setSample(held.row);
    },
    panned: (from, start, to) => {
      const scale = scales[panelAt(layout, start)] ?? scales[0];
      const shift = scale ? (start[0] - to[0]) * unitOf(scale.x) : 0;
      return [from[0] + shift, from[1] + shift];
    },
    zoomed,
    spread: ([one], [other]) => Math.abs(one - other),
  });
  useTouchHold(root, (x, y) => gripAt([x, y], FINGER_REACH) !== null);
  useWheelZoom(root, (x, y, factor) => {
    const next = zoomed(range, [x, y], factor);
    if (next) onView(next);
  });
  const onKeyDown = useArrowSteps(figure.axis, range);

  /** A double click adds a training row there, where the curve is compared with a target. */
  function onDoubleClick(event: MouseEvent<HTMLDivElement>) {
    const place = placeOf(event);
    const [scale] = scales;
    const { data } = frame.document;
    const last = data.rows - data.validation;
    if (panelAt(layout, place) !== 0 || !scale || !rowAddresses(props, last)) return;
    const [at, value] = numbersAt(scale, place);
    addRow(last - 1, (row) => {
      const [across, up] = rowAddresses(props, row) ?? [];
      if (!across || !up) return [];
      return [
        { address: across, value: at },
        { address: up, value },
      ];
    });
  }

  const along = axisText(frame.document.graph, figure.axis);
  return (
    <div
      ref={root}
      className={styles.gestures}
      role="slider"
      tabIndex={0}
      aria-label={`${along}, the present point of the figure`}
      aria-valuenow={present ?? 0}
      aria-valuemin={range[0]}
      aria-valuemax={range[1]}
      aria-valuetext={present === undefined ? "none" : `${along} ${equalTo(present)}`}
      {...handlers}
      onKeyDown={onKeyDown}
      onDoubleClick={onDoubleClick}
    >
      {children}
      {isMoved && <FitButton onFit={() => onView(null)} />}
    </div>
  );
}

/** The numbers at a place, with the few digits that a pixel is worth. */
function numbersAt(
  { x, y }: PanelScales,
  [left, top]: Place,
): readonly [at: number, value: number] {
  return [onPixelGrid(x.invert(left), unitOf(x)), onPixelGrid(y.invert(top), unitOf(y))];
}

/** The numbers that a row's point stands for: of the axis' input, and of the target that the first curve is compared with. */
function rowAddresses(
  { figure, model }: DrawnCurves,
  row: number,
): readonly [NumberAddress, NumberAddress] | null {
  const read = model.panels[0]?.[0]?.read;
  if (figure.axis.kind !== "value" || read?.kind !== "value") return null;
  const target = targetComparedWith(model.subject.graph, read.node);
  if (target === null) return null;
  return [
    { kind: "value", node: figure.axis.node, row, unit: figure.axis.unit },
    { kind: "value", node: target, row, unit: read.unit },
  ];
}

function moveRow(
  drawn: DrawnCurves,
  row: number,
  [at, value]: readonly [number, number],
  gesture: string,
): void {
  const addresses = rowAddresses(drawn, row);
  if (!addresses) return;
  const { setNumber } = useBackflow.getState();
  setNumber(addresses[0], at, gesture);
  setNumber(addresses[1], value, gesture);
}
