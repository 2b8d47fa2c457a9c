import { type MouseEvent, type ReactNode, useRef } from "react";
import type { MapFigure, NumberAddress, Range } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import type { Scale } from "@/ui/plot";
import { addressOf, onPixelGrid, unitOf } from "./axis-number";
import { FitButton } from "./FitButton";
import { type Place, useFigurePointer } from "./figure-pointer";
import styles from "./figures.module.css";
import type { MapModel } from "./map-model";
import { FINGER_REACH, REACH } from "./pointer-reach";
import { addRow } from "./row-edits";
import { useTouchHold } from "./touch-scroll";
import { useWheelZoom, zoomedRange } from "./view-range";

/** What is seen of both axes: from left to right, and from below to above. */
export type MapRanges = readonly [Range, Range];

interface MapGesturesProps {
  readonly figure: MapFigure;
  readonly frame: Frame;
  readonly model: MapModel;
  readonly x: Scale;
  readonly y: Scale;
  readonly isMoved: boolean;
  readonly onView: (ranges: MapRanges | null) => void;
  readonly children: ReactNode;
}

type MapGrip = { readonly kind: "present" } | { readonly kind: "row"; readonly row: number };

/** Gestures on a map, the first that fits: a row's point, the present point, else the view. */
export function MapGestures(props: MapGesturesProps) {
  const { figure, frame, model, x, y, isMoved, onView, children } = props;
  const root = useRef<HTMLDivElement>(null);
  const ranges: MapRanges = [x.domain, y.domain];

  /** The numbers at a place in pixels, with the few digits that a pixel is worth. */
  const numbersAt = ([left, top]: Place) =>
    [onPixelGrid(x.invert(left), unitOf(x)), onPixelGrid(y.invert(top), unitOf(y))] as const;
  const addressesOf = (row: number): readonly [NumberAddress, NumberAddress] => [
    addressOf(frame.document, figure.axes[0], row),
    addressOf(frame.document, figure.axes[1], row),
  ];

  function put(row: number, [first, second]: readonly [number, number], gesture: string): void {
    const [across, up] = addressesOf(row);
    const { setNumber } = useBackflow.getState();
    setNumber(across, first, gesture);
    setNumber(up, second, gesture);
  }

  function rowNear([left, top]: Place, near: number) {
    const distanceOf = ({ at }: MapModel["rows"][number]) =>
      Math.hypot(x(at[0]) - left, y(at[1]) - top);
    const [first] = model.rows
      .filter((row) => distanceOf(row) < near)
      .sort((a, b) => distanceOf(a) - distanceOf(b));
    return first;
  }

  function gripAt(place: Place, near: number): MapGrip | null {
    const { present } = model;
    const row = rowNear(place, near * 0.7);
    // The chosen sample's own row stands where the present point is: to drag one is to drag the other.
    if (row && !row.chosen) return { kind: "row", row: row.row };
    const isOnPresent =
      present !== null &&
      Math.hypot(x(present.at[0]) - place[0], y(present.at[1]) - place[1]) < near;
    return isOnPresent ? { kind: "present" } : null;
  }

  function drag(held: MapGrip, place: Place, gesture: string, hasMoved: boolean): void {
    const numbers = numbersAt(place);
    if (held.kind === "present") {
      const inSight = [clamped(numbers[0], ranges[0]), clamped(numbers[1], ranges[1])] as const;
      put(frame.sample, inSight, gesture);
    } else if (hasMoved) put(held.row, numbers, gesture);
  }

  function zoomed([first, second]: MapRanges, [left, top]: Place, factor: number) {
    const across = zoomedRange(first, numberAt(first, x, left), factor);
    const up = zoomedRange(second, numberAt(second, y, top), factor);
    return across && up ? ([across, up] as const) : null;
  }

  const { placeOf, handlers } = useFigurePointer<MapGrip, MapRanges>(root, {
    view: ranges,
    isMoved,
    onView,
    gripAt,
    drag,
    onRelease: (held, hasMoved) => {
      if (held?.kind === "row" && !hasMoved) useBackflow.getState().setSample(held.row);
    },
    panned: ([first, second], from, to) => {
      const across = (from[0] - to[0]) * unitOf(x);
      const up = (to[1] - from[1]) * unitOf(y);
      return [
        [first[0] + across, first[1] + across],
        [second[0] + up, second[1] + up],
      ];
    },
    zoomed,
    spread: (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]),
  });
  useWheelZoom(root, (left, top, factor) => {
    const next = zoomed(ranges, [left, top], factor);
    if (next) onView(next);
  });
  // The map itself moves both ways; beside it the pane scrolls.
  useTouchHold(
    root,
    (left, top) =>
      (isOnScale(x, left) && isOnScale(y, top)) || gripAt([left, top], FINGER_REACH) !== null,
  );

  /** A double click adds a training row there, of the class of the row that is nearest. */
  function onDoubleClick(event: MouseEvent<HTMLDivElement>) {
    const place = placeOf(event);
    if (model.rows.length === 0 || rowNear(place, REACH)) return;
    const nearest = rowNear(place, Number.POSITIVE_INFINITY);
    const numbers = numbersAt(place);
    addRow(nearest?.row ?? 0, (row) =>
      addressesOf(row).map((address, index) => ({ address, value: numbers[index] ?? 0 })),
    );
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys act on the two sliders at its axes.
    <div ref={root} className={styles.gestures} {...handlers} onDoubleClick={onDoubleClick}>
      {children}
      {isMoved && <FitButton onFit={() => onView(null)} />}
    </div>
  );
}

function isOnScale({ range: [from, to] }: Scale, pixel: number): boolean {
  return pixel >= Math.min(from, to) && pixel <= Math.max(from, to);
}

/** The number at a pixel, if the scale had this range. */
function numberAt([lo, hi]: Range, { range }: Scale, pixel: number): number {
  return lo + ((hi - lo) * (pixel - range[0])) / (range[1] - range[0]);
}

function clamped(value: number, [lo, hi]: Range): number {
  return Math.max(lo, Math.min(hi, value));
}
