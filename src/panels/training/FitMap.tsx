import { memo, useMemo, useRef } from "react";
import { useExtent } from "@/ui";
import { DotMark, HorizontalAxis, linearScale, RowMark, type Scale, VerticalAxis } from "@/ui/plot";
import { largestShown } from "../maps/map-scale";
import { usePaintedMap } from "../maps/painted-map";
import { type FitPlane, fitPlaneOf } from "./fit";
import { usePlottedRun } from "./plotted-run";
import styles from "./training.module.css";

const LEFT = 40;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 22;
/** Pixels that a tick takes with its text. */
const TICK = 30;
/** Pixels of a side at least, and those of the plane where its cells would be too coarse. */
const SIDES = [60, 230] as const;

/** The learned function over its two inputs, with the rows: it moves with the slider of time. */
export function FitMap() {
  const graph = usePlottedRun(({ document }) => document.graph);
  const data = usePlottedRun(({ document }) => document.data);
  const plane = useMemo(() => fitPlaneOf({ graph, data }), [graph, data]);
  return plane === null ? null : <FitPlaneDrawing plane={plane} />;
}

function FitPlaneDrawing({ plane }: { readonly plane: FitPlane }) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useExtent(box);
  const [least, most] = SIDES;
  const room = Math.min(width - LEFT - RIGHT, height - TOP - BOTTOM);
  const side = Math.max(least, Math.min(most, room));
  const x = useMemo(() => linearScale(plane.x, [LEFT, LEFT + side]), [plane, side]);
  const y = useMemo(() => linearScale(plane.y, [TOP + side, TOP]), [plane, side]);
  return (
    <div className={styles.fit}>
      <div ref={box} className={`${styles.drawing} ${styles.plane}`}>
        <div className={styles.mapBox} style={{ blockSize: TOP + side + BOTTOM }}>
          <Colours plane={plane} side={side} />
          <PlaneRows plane={plane} x={x} y={y} width={LEFT + side + RIGHT} />
        </div>
      </div>
      <p className={styles.key}>
        The prediction; undecided where the colours meet.
        {plane.rows.length < plane.count && ` ${rowsWords(plane)}.`}
      </p>
    </div>
  );
}

/** "160 rows", "400 of 1000 rows" */
function rowsWords({ rows, count }: FitPlane): string {
  return rows.length < count ? `${rows.length} of ${count} rows` : `${count} rows`;
}

/** The prediction as colours: what alone changes from picture to picture. */
function Colours({ plane, side }: { readonly plane: FitPlane; readonly side: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const numbers = usePlottedRun(({ document }) => document.numbers);
  const map = useMemo(
    () => ({ columns: plane.cells, rows: plane.cells, values: plane.predict(numbers) }),
    [plane, numbers],
  );
  usePaintedMap(canvas, map, largestShown(map.values), side, side);
  return (
    <canvas
      ref={canvas}
      className={styles.planeCanvas}
      style={{ insetInlineStart: LEFT, insetBlockStart: TOP, inlineSize: side, blockSize: side }}
    />
  );
}

interface PlaneRowsProps {
  readonly plane: FitPlane;
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
}

const PlaneRows = memo(function PlaneRows({ plane, x, y, width }: PlaneRowsProps) {
  const bottom = y.range[0];
  const count = Math.max(1, Math.min(4, Math.floor((bottom - TOP) / TICK)));
  return (
    <svg
      width={width}
      height={bottom + BOTTOM}
      role="img"
      aria-label={`The prediction over both inputs, with ${rowsWords(plane)}`}
    >
      <VerticalAxis scale={y} from={LEFT} to={LEFT} count={count} />
      <HorizontalAxis scale={x} y={bottom} count={count} />
      {plane.rows.map((row, index) => {
        const place = { x: x(row.x), y: y(row.y), hollow: row.validation, chosen: false };
        return row.side === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their number.
          <DotMark key={index} {...place} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <RowMark key={index} {...place} side={row.side} />
        );
      })}
    </svg>
  );
});
