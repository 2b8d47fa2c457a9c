import { type MouseEvent, type PointerEvent, type ReactNode, useRef } from "react";
import { equalTo, formatNumber } from "@/explain";
import { axisText } from "@/explain/figures";
import type { CurveFigure, NumberAddress, Range } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { beginGesture, type Gesture } from "@/ui";
import type { Scale } from "@/ui/plot";
import { useArrowSteps } from "./arrow-steps";
import { addressOf, onPixelGrid } from "./axis-number";
import type { CurveLayout } from "./curve-layout";
import type { CurveModel } from "./curve-model";
import styles from "./figures.module.css";
import { type NetworkPull, pullAt } from "./network-pull";
import { addRow } from "./row-edits";
import { type RowPoint, targetComparedWith } from "./row-points";
import { useWheelZoom, zoomedRange } from "./view-range";

interface CurveGesturesProps {
  readonly figure: CurveFigure;
  readonly frame: Frame;
  readonly model: CurveModel;
  readonly layout: CurveLayout;
  readonly scales: readonly { readonly x: Scale; readonly y: Scale }[];
  readonly rows: readonly RowPoint[];
  readonly range: Range;
  readonly isMoved: boolean;
  readonly onView: (range: Range | null) => void;
  /** What a pull changes, while it is done; null when it is over. */
  readonly onPull: (sentence: string | null) => void;
  readonly children: ReactNode;
}

type Held =
  | { readonly kind: "present" }
  | {
      readonly kind: "row";
      readonly row: number;
      readonly x: number;
      readonly y: number;
      moved: boolean;
    }
  | { readonly kind: "pull"; readonly pull: NetworkPull }
  | { readonly kind: "view"; readonly from: number; readonly range: Range };

interface Drag {
  readonly held: Held;
  readonly panelIndex: number;
  readonly gesture: Gesture;
}

/** Pixels around a thing in which a pointer takes hold of it. A finger is wider. */
const NEAR = 12;
const NEAR_FINGER = 22;
/** Pixels that a row's point is dragged before it moves. */
const FIRST_MOVE = 4;

/**
 * Gestures on a figure, the first that fits: a row's point, a joint or a handle of the curve, the present point, else
 * the view. Arrow keys move the present point.
 */
export function CurveGestures(props: CurveGesturesProps) {
  const { figure, frame, model, layout, scales, rows, range, isMoved, onView, onPull, children } =
    props;
  const root = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  /** Fingers on the figure, by pointer: two of them zoom it. */
  const fingers = useRef(new Map<number, number>());
  const pinch = useRef<{ readonly distance: number; readonly range: Range } | null>(null);
  const { present } = model;

  const pointOf = (event: { clientX: number; clientY: number }) => {
    const bounds = root.current?.getBoundingClientRect();
    return [event.clientX - (bounds?.left ?? 0), event.clientY - (bounds?.top ?? 0)] as const;
  };
  const panelAt = (x: number, y: number) => {
    const found = layout.panels.findIndex(
      ({ left, right, top, bottom }) =>
        x >= left - 20 && x <= right + 20 && y >= top - 14 && y <= bottom + 40,
    );
    return found < 0 ? 0 : found;
  };
  const setNumber = (value: number, gesture: string) => {
    const address = addressOf(frame.document, figure.axis, frame.sample);
    useBackflow.getState().setNumber(address, value, gesture);
  };

  /** The nodes that a row's point stands for: the axis' input, and the target that the first curve is compared with. */
  function rowAddresses(row: number): readonly [NumberAddress, NumberAddress] | null {
    const read = model.panels[0]?.[0]?.read;
    if (figure.axis.kind !== "value" || read?.kind !== "value") return null;
    const target = targetComparedWith(model.subject, read);
    if (target === null) return null;
    return [
      { kind: "value", node: figure.axis.node, row, unit: figure.axis.unit },
      { kind: "value", node: target, row, unit: read.unit },
    ];
  }

  function moveRow(row: number, at: number, value: number, gesture: string): void {
    const addresses = rowAddresses(row);
    if (!addresses) return;
    useBackflow.getState().setNumber(addresses[0], at, gesture);
    useBackflow.getState().setNumber(addresses[1], value, gesture);
  }

  /** A double click adds a training row there, where the curve is compared with a target. */
  function onDoubleClick(event: MouseEvent<HTMLDivElement>) {
    const [x, y] = pointOf(event);
    const scale = scales[0];
    const { data } = frame.document;
    const last = data.rows - data.validation;
    if (panelAt(x, y) !== 0 || !scale || !rowAddresses(last)) return;
    const unit = (range[1] - range[0]) / (scale.x.range[1] - scale.x.range[0]);
    const [low, high] = scale.y.domain;
    const valueUnit = (high - low) / Math.abs(scale.y.range[1] - scale.y.range[0]);
    addRow(last - 1, (row) => {
      const [across, up] = rowAddresses(row) ?? [];
      if (!across || !up) return [];
      return [
        { address: across, value: onPixelGrid(scale.x.invert(x), unit) },
        { address: up, value: onPixelGrid(scale.y.invert(y), valueUnit) },
      ];
    });
  }

  function holdAt(x: number, y: number, near: number): Drag["held"] {
    const panelIndex = panelAt(x, y);
    const scale = scales[panelIndex] ?? scales[0];
    if (!scale) return { kind: "view", from: x, range };
    const row =
      panelIndex === 0
        ? rows.find(
            ({ at, target }) =>
              target !== null && Math.hypot(scale.x(at) - x, scale.y(target) - y) < near * 0.7,
          )
        : undefined;
    if (row) return { kind: "row", row: row.row, x, y, moved: false };
    const isOnHandle = present !== undefined && Math.abs(scale.x(present) - x) < near;
    const value = model.panels[panelIndex]?.[0]?.present.value ?? Number.NaN;
    const box = layout.panels[panelIndex];
    const isOnPoint = isOnHandle && Math.abs(scale.y(value) - y) < near;
    const isOnAxis = isOnHandle && box !== undefined && y > box.bottom - 16;
    if (isOnPoint || isOnAxis) return { kind: "present" };
    const pull = pullAt(model, figure, panelIndex, scale, x, y, near);
    if (pull) return { kind: "pull", pull };
    return isOnHandle ? { kind: "present" } : { kind: "view", from: x, range };
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    const [x, y] = pointOf(event);
    if (event.pointerType === "touch") {
      fingers.current.set(event.pointerId, x);
      const [first, second] = [...fingers.current.values()];
      if (first !== undefined && second !== undefined) {
        drag.current = null;
        pinch.current = { distance: Math.max(1, Math.abs(first - second)), range };
        event.currentTarget.setPointerCapture(event.pointerId);
        return;
      }
    }
    const held = holdAt(x, y, event.pointerType === "touch" ? NEAR_FINGER : NEAR);
    drag.current = { held, panelIndex: panelAt(x, y), gesture: beginGesture("drag") };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.dataset.held = held.kind;
    if (held.kind !== "pull") return;
    const { parameter, effect } = held.pull;
    onPull(`Changes ${parameter} alone: ${effect}`);
    useBackflow.getState().say(`Changes ${parameter} alone: ${effect}.`);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const [x, y] = pointOf(event);
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, x);
    if (pinch.current) {
      const [first = 0, second = 0] = [...fingers.current.values()];
      zoomTo(pinch.current, (first + second) / 2, Math.abs(first - second));
      return;
    }
    const now = drag.current;
    if (!now) {
      const held = holdAt(x, y, NEAR);
      event.currentTarget.dataset.over = held.kind;
      event.currentTarget.title =
        held.kind === "pull"
          ? `Drag to change ${held.pull.parameter} alone: ${held.pull.effect}`
          : "";
      return;
    }
    const scale = scales[now.panelIndex] ?? scales[0];
    if (!scale) return;
    const unit = (range[1] - range[0]) / (scale.x.range[1] - scale.x.range[0]);
    const at = onPixelGrid(scale.x.invert(x), unit);
    switch (now.held.kind) {
      case "present":
        setNumber(Math.max(range[0], Math.min(range[1], at)), now.gesture.id);
        break;
      case "pull": {
        const values = scale.y.domain;
        const valueUnit = (values[1] - values[0]) / Math.abs(scale.y.range[1] - scale.y.range[0]);
        const { pull } = now.held;
        const value = pull.parameterAt(at, onPixelGrid(scale.y.invert(y), valueUnit));
        useBackflow.getState().setNumber(pull.address, value, now.gesture.id);
        onPull(`${pull.parameter} = ${formatNumber(value)} alone: ${pull.effect}`);
        break;
      }
      case "row": {
        // A hand that trembles chooses the row, and does not move it.
        now.held.moved ||= Math.hypot(x - now.held.x, y - now.held.y) > FIRST_MOVE;
        if (!now.held.moved) break;
        const values = scale.y.domain;
        const valueUnit = (values[1] - values[0]) / Math.abs(scale.y.range[1] - scale.y.range[0]);
        moveRow(now.held.row, at, onPixelGrid(scale.y.invert(y), valueUnit), now.gesture.id);
        break;
      }
      case "view": {
        const shift = (now.held.from - x) * unit;
        onView([now.held.range[0] + shift, now.held.range[1] + shift]);
        break;
      }
    }
  }

  /** The range of a pinch whose fingers are now so many pixels apart, about the place between them. */
  function zoomTo(
    { distance, range: from }: { distance: number; range: Range },
    x: number,
    now: number,
  ) {
    const pixels = scales[0]?.x.range;
    if (!pixels) return;
    const part = (x - pixels[0]) / (pixels[1] - pixels[0]);
    const next = zoomedRange(
      from,
      from[0] + part * (from[1] - from[0]),
      distance / Math.max(8, now),
    );
    if (next) onView(next);
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>) {
    fingers.current.delete(event.pointerId);
    if (pinch.current) {
      if (fingers.current.size < 2) pinch.current = null;
      return;
    }
    const now = drag.current;
    drag.current = null;
    onPull(null);
    delete event.currentTarget.dataset.held;
    if (now?.held.kind === "row" && !now.held.moved) {
      useBackflow.getState().setSample(now.held.row);
    }
  }

  const onKeyDown = useArrowSteps(range, present, setNumber);

  useWheelZoom(root, (x, _, factor) => {
    const next = zoomedRange(range, scales[0]?.x.invert(x) ?? 0, factor);
    if (next) onView(next);
  });

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
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
      onDoubleClick={onDoubleClick}
    >
      {children}
      {isMoved && (
        <button
          type="button"
          className={styles.fit}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => onView(null)}
        >
          Fit
        </button>
      )}
    </div>
  );
}
