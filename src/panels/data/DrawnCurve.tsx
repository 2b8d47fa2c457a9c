/* biome-ignore-all lint/a11y/useSemanticElements: these are shapes of a picture, where there are no buttons and fieldsets. */
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from "react";
import { type DrawnPoint, naturalSpline } from "@/data";
import { formatNumber } from "@/explain";
import { beginGesture } from "@/ui";
import styles from "./recipe.module.css";
import { withPointAdded, withPointMoved, withStroke } from "./stroke";

/** What is drawn on: x and y from −LIMIT to LIMIT. */
const LIMIT = 1.6;
const SIZE = { width: 320, height: 150 };
const SAMPLES = 120;
/** Of a key. */
const STEP = 0.05;

const across = (x: number): number => ((x + LIMIT) / (2 * LIMIT)) * SIZE.width;
const down = (y: number): number => ((LIMIT - y) / (2 * LIMIT)) * SIZE.height;

export interface DrawnCurveProps {
  readonly points: readonly DrawnPoint[];
  /** All changes of one drag, or one run of keys, have the same gesture. */
  readonly onDraw: (points: readonly DrawnPoint[], gesture: string) => void;
}

/** The curve that rows are drawn from: drawn by hand, its points moved by pointer or by keys. */
export function DrawnCurve({ points, onDraw }: DrawnCurveProps) {
  const picture = useRef<SVGSVGElement>(null);
  const help = useId();
  const stroke = useRef<DrawnPoint[] | null>(null);
  const [trace, setTrace] = useState("");
  const held = useRef<{ index: number; gesture: string } | null>(null);
  const run = useRef("");
  // Below the generators there is little room on a phone: what was chosen is what is seen.
  useEffect(() => {
    picture.current?.scrollIntoView({ block: "nearest" });
  }, []);

  function pointOf(event: PointerEvent): DrawnPoint {
    const box = picture.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    const clamp = (value: number) => Math.max(-LIMIT, Math.min(LIMIT, value));
    return {
      x: clamp(((event.clientX - box.left) / box.width) * 2 * LIMIT - LIMIT),
      y: clamp(LIMIT - ((event.clientY - box.top) / box.height) * 2 * LIMIT),
    };
  }

  function onPointerDown(event: PointerEvent<SVGSVGElement>): void {
    if (event.button !== 0 || !event.isPrimary) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const target = event.target instanceof Element ? event.target.closest("[data-point]") : null;
    const index = target ? Number(target.getAttribute("data-point")) : -1;
    if (index >= 0) held.current = { index, gesture: beginGesture("drag").id };
    else stroke.current = [pointOf(event)];
  }

  function onPointerMove(event: PointerEvent): void {
    const point = pointOf(event);
    if (held.current) {
      const { index, gesture } = held.current;
      onDraw(withPointMoved(points, index, point, 2 * LIMIT), gesture);
    } else if (stroke.current) {
      stroke.current.push(point);
      setTrace(stroke.current.map(({ x, y }) => `${across(x)},${down(y)}`).join(" "));
    }
  }

  function endStroke(): void {
    const drawn = stroke.current && withStroke(points, stroke.current, 2 * LIMIT);
    if (drawn && drawn !== points) onDraw(drawn, beginGesture("drag").id);
    stroke.current = null;
    held.current = null;
    setTrace("");
  }

  function onKeyDown(event: KeyboardEvent, index: number): void {
    const point = points[index];
    const moves: Readonly<Record<string, readonly [x: number, y: number]>> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, STEP],
      ArrowDown: [0, -STEP],
    };
    const move = moves[event.key];
    run.current ||= beginGesture("step").id;
    if (point && move) {
      const to = { x: point.x + move[0], y: point.y + move[1] };
      onDraw(withPointMoved(points, index, to, 2 * LIMIT), run.current);
    } else if (event.key === "Delete" && points.length > 2) {
      onDraw(points.toSpliced(index, 1), beginGesture("step").id);
    } else if (event.key === "Insert" || event.key === "+") {
      onDraw(withPointAdded(points, index), beginGesture("step").id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const spline = naturalSpline(points);
  const [from, to] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  const curve = Array.from({ length: SAMPLES + 1 }, (_, index) => {
    const x = from + ((to - from) * index) / SAMPLES;
    return `${across(x).toFixed(1)},${down(spline.valueAt(x)).toFixed(1)}`;
  }).join(" ");
  return (
    <div className={styles.drawing}>
      <svg
        ref={picture}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        className={styles.canvas}
        role="group"
        aria-label="Drawn curve"
        aria-describedby={help}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={endStroke}
        onPointerCancel={endStroke}
      >
        <line className={styles.axis} x1={0} x2={SIZE.width} y1={down(0)} y2={down(0)} />
        <line className={styles.axis} x1={across(0)} x2={across(0)} y1={0} y2={SIZE.height} />
        <polyline className={styles.curve} points={curve} />
        {trace !== "" && <polyline className={styles.stroke} points={trace} />}
        {points.map((point, index) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place in the curve, also while it is moved.
            key={index}
            role="button"
            tabIndex={0}
            aria-label={`Point ${index + 1} of ${points.length}: x ${formatNumber(point.x)}, y ${formatNumber(point.y)}`}
            data-point={index}
            className={styles.point}
            cx={across(point.x)}
            cy={down(point.y)}
            r={5}
            onKeyDown={(event) => onKeyDown(event, index)}
            onBlur={() => {
              run.current = "";
            }}
          />
        ))}
      </svg>
      <p id={help} className={styles.formula}>
        Draw over it, or drag its points. By keys: arrows move a point, Insert adds one, Delete
        removes it.
      </p>
    </div>
  );
}
