import { type MouseEvent, type PointerEvent, type ReactNode, useRef } from "react";
import type { MapFigure, NumberAddress, Range } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { beginGesture, type Gesture } from "@/ui";
import type { Scale } from "@/ui/plot";
import { addressOf, onPixelGrid } from "./axis-number";
import styles from "./figures.module.css";
import type { MapModel } from "./map-model";
import { addRow } from "./row-edits";
import { useWheelZoom, zoomedRange } from "./view-range";

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

type Held =
  | { readonly kind: "present" }
  | { readonly kind: "row"; readonly row: number; moved: boolean }
  | { readonly kind: "view"; readonly ranges: MapRanges };

interface Drag {
  readonly held: Held;
  readonly from: readonly [x: number, y: number];
  readonly gesture: Gesture;
}

/** Pixels around a thing in which a pointer takes hold of it. A finger is wider. */
const NEAR = 12;
const NEAR_FINGER = 22;
/** Pixels that a row's point is dragged before it moves. */
const FIRST_MOVE = 4;

/** Gestures on a map, the first that fits: a row's point, the present point, else the view. */
export function MapGestures(props: MapGesturesProps) {
  const { figure, frame, model, x, y, isMoved, onView, children } = props;
  const root = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  /** Fingers on the map, by pointer: two of them zoom it. */
  const fingers = useRef(new Map<number, readonly [number, number]>());
  const pinch = useRef<{ readonly distance: number; readonly ranges: MapRanges } | null>(null);
  const ranges: MapRanges = [x.domain, y.domain];

  const pointOf = (event: { clientX: number; clientY: number }) => {
    const bounds = root.current?.getBoundingClientRect();
    return [event.clientX - (bounds?.left ?? 0), event.clientY - (bounds?.top ?? 0)] as const;
  };
  const unitOf = ({ domain, range }: Scale) =>
    (domain[1] - domain[0]) / Math.abs(range[1] - range[0]);
  /** The numbers at a place in pixels, with the few digits that a pixel is worth. */
  const numbersAt = (left: number, top: number) =>
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

  function rowNear(left: number, top: number, near: number) {
    const distanceOf = ({ at }: MapModel["rows"][number]) =>
      Math.hypot(x(at[0]) - left, y(at[1]) - top);
    const [first] = model.rows
      .filter((row) => distanceOf(row) < near)
      .sort((a, b) => distanceOf(a) - distanceOf(b));
    return first;
  }

  function holdAt(left: number, top: number, near: number): Held {
    const { present } = model;
    const isOnPresent =
      present !== null && Math.hypot(x(present.at[0]) - left, y(present.at[1]) - top) < near;
    const row = rowNear(left, top, near * 0.7);
    // The chosen sample's own row stands where the present point is: to drag one is to drag the other.
    if (row && !row.chosen) return { kind: "row", row: row.row, moved: false };
    return isOnPresent ? { kind: "present" } : { kind: "view", ranges };
  }

  /** A double click adds a training row there, of the class of the row that is nearest. */
  function onDoubleClick(event: MouseEvent<HTMLDivElement>) {
    const [left, top] = pointOf(event);
    if (model.rows.length === 0 || rowNear(left, top, NEAR)) return;
    const nearest = rowNear(left, top, Number.POSITIVE_INFINITY);
    const numbers = numbersAt(left, top);
    addRow(nearest?.row ?? 0, (row) =>
      addressesOf(row).map((address, place) => ({ address, value: numbers[place] ?? 0 })),
    );
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    const [left, top] = pointOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    if (event.pointerType === "touch") {
      fingers.current.set(event.pointerId, [left, top]);
      const [first, second] = [...fingers.current.values()];
      if (first && second) {
        drag.current = null;
        const distance = Math.hypot(first[0] - second[0], first[1] - second[1]);
        pinch.current = { distance: Math.max(1, distance), ranges };
        return;
      }
    }
    const held = holdAt(left, top, event.pointerType === "touch" ? NEAR_FINGER : NEAR);
    drag.current = { held, from: [left, top], gesture: beginGesture("drag") };
    event.currentTarget.dataset.held = held.kind;
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const [left, top] = pointOf(event);
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, [left, top]);
    if (pinch.current) {
      const [first = [0, 0], second = [0, 0]] = [...fingers.current.values()];
      const distance = Math.hypot(first[0] - second[0], first[1] - second[1]);
      const factor = pinch.current.distance / Math.max(8, distance);
      zoomAt(pinch.current.ranges, (first[0] + second[0]) / 2, (first[1] + second[1]) / 2, factor);
      return;
    }
    const now = drag.current;
    if (!now) {
      event.currentTarget.dataset.over = holdAt(left, top, NEAR).kind;
      return;
    }
    const { held, from, gesture } = now;
    switch (held.kind) {
      case "present": {
        const [first, second] = numbersAt(left, top);
        put(frame.sample, [clamped(first, ranges[0]), clamped(second, ranges[1])], gesture.id);
        break;
      }
      case "row":
        // A hand that trembles chooses the row, and does not move it.
        held.moved ||= Math.hypot(left - from[0], top - from[1]) > FIRST_MOVE;
        if (held.moved) put(held.row, numbersAt(left, top), gesture.id);
        break;
      case "view": {
        const across = (from[0] - left) * unitOf(x);
        const up = (top - from[1]) * unitOf(y);
        const [first, second] = held.ranges;
        onView([
          [first[0] + across, first[1] + across],
          [second[0] + up, second[1] + up],
        ]);
        break;
      }
    }
  }

  function zoomAt([first, second]: MapRanges, left: number, top: number, factor: number) {
    const across = zoomedRange(first, numberAt(first, x, left), factor);
    const up = zoomedRange(second, numberAt(second, y, top), factor);
    if (across && up) onView([across, up]);
  }
  useWheelZoom(root, (left, top, factor) => zoomAt([x.domain, y.domain], left, top, factor));

  function onPointerUp(event: PointerEvent<HTMLDivElement>) {
    fingers.current.delete(event.pointerId);
    if (pinch.current) {
      if (fingers.current.size < 2) pinch.current = null;
      return;
    }
    const now = drag.current;
    drag.current = null;
    delete event.currentTarget.dataset.held;
    if (now?.held.kind === "row" && !now.held.moved) {
      useBackflow.getState().setSample(now.held.row);
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys act on the two sliders at its axes.
    <div
      ref={root}
      className={styles.gestures}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={onDoubleClick}
    >
      {children}
      {isMoved && (
        <button
          type="button"
          className={styles.fit}
          onPointerDown={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          onClick={() => onView(null)}
        >
          Fit
        </button>
      )}
    </div>
  );
}

/** The number at a pixel, if the scale had this range. */
function numberAt([lo, hi]: Range, { range }: Scale, pixel: number): number {
  return lo + ((hi - lo) * (pixel - range[0])) / (range[1] - range[0]);
}

function clamped(value: number, [lo, hi]: Range): number {
  return Math.max(lo, Math.min(hi, value));
}
