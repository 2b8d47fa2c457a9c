import { useEffect, useMemo, useRef } from "react";
import { planOf } from "@/engine";
import { formatNumber } from "@/explain";
import { parameterName } from "@/explain/training";
import type { BackflowDocument } from "@/graph";
import { type GraphModel, graphModel } from "@/training";
import { themeChannels } from "@/ui";
import {
  HorizontalAxis,
  hasPlace,
  type LinearScale,
  linearScale,
  PointMark,
  paintMap,
  VerticalAxis,
} from "@/ui/plot";
import { usePlottedRun } from "./plotted-run";
import { nextBatchOf } from "./session-picture";
import styles from "./training.module.css";
import { useWidth } from "./use-extent";

const LEFT = 52;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 30;
const MOST_SIDE = 280;
const CELLS = 40;
/** Arrows of the cloud: of more rows, the first ones. */
const MOST_ARROWS = 400;
/** How long the longest arrow is drawn, as a part of the side. */
const LONGEST_ARROW = 0.3;

type Pair = readonly [number, number];

/** L over the two parameters of a small model, with the paths of the runs and the sample gradients at the point. */
export function DescentMap() {
  const document = usePlottedRun(({ document }) => document);
  const { graph } = document;
  const count = planOf(graph).parameterCount;
  const hasPicture = usePlottedRun(({ session }) => session.picture !== null);
  if (count !== 2) {
    return (
      <p className={styles.note}>
        This graph has {count} parameters; a map of L has room for two. The preset Fit a line has β
        and ω.
      </p>
    );
  }
  if (!hasPicture) {
    return <p className={styles.note}>It is drawn as soon as a step is made.</p>;
  }
  return <Descent document={document} />;
}

function Descent({ document }: { readonly document: BackflowDocument }) {
  const { graph, data } = document;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(box);
  const picture = usePlottedRun(({ session }) => session.picture);
  const ghost = usePlottedRun(({ session }) => session.ghost);
  // The numbers are those of the picture: the model depends on graph and rows alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  const model = useMemo(() => graphModel(document), [graph, data]);
  const path = picture?.path ?? new Float64Array();
  const other = ghost?.picture.path.length ? ghost.picture.path : new Float64Array();
  const otherShown = ghost && planOf(ghost.document.graph).parameterCount === 2 ? other : null;
  const [across, up] = rangesOf(path, otherShown ?? new Float64Array());
  const side = Math.max(60, Math.min(MOST_SIDE, width - LEFT - RIGHT));
  const x = linearScale(across, [LEFT, LEFT + side]);
  const y = linearScale(up, [TOP + side, TOP]);
  const key = [...across, ...up].join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the ranges.
  const values = useMemo(() => levels(model, across, up), [model, key]);
  useEffect(() => {
    if (!canvas.current) return;
    const map = { columns: CELLS, rows: CELLS, values };
    paintMap(canvas.current, map, 1, greys());
  });
  if (!picture) return null;
  const at: Pair = [picture.parameters[0] ?? 0, picture.parameters[1] ?? 0];
  const cloud = gradientsAt(model, picture.parameters, nextBatchOf(picture));
  const longest = Math.max(
    ...cloud.samples.map(([a, b]) => Math.hypot(x.along(a), y.along(b))),
    1e-300,
  );
  const scale = (LONGEST_ARROW * side) / longest;
  const names = [0, 1].map((place) => parameterName(planOf(graph), place).text);
  return (
    <div ref={box} className={styles.plot}>
      <div className={styles.mapBox} style={{ inlineSize: width, blockSize: TOP + side + BOTTOM }}>
        <canvas
          ref={canvas}
          className={styles.mapCanvas}
          style={{
            insetInlineStart: LEFT,
            insetBlockStart: TOP,
            inlineSize: side,
            blockSize: side,
          }}
        />
        <svg
          width={width}
          height={TOP + side + BOTTOM}
          role="img"
          aria-label={`L over ${names[0]} and ${names[1]}, a stronger grey where it is larger. The run stands at ${formatNumber(at[0])}, ${formatNumber(at[1])}. ${cloud.samples.length} arrows against the sample gradients; their mean points to ${formatNumber(-cloud.mean[0])}, ${formatNumber(-cloud.mean[1])}${batchWords(cloud.batch)}.`}
        >
          <VerticalAxis scale={y} from={LEFT} to={LEFT} count={5} />
          <HorizontalAxis scale={x} y={TOP + side} count={5} />
          {otherShown && <path className={styles.otherPath} d={pathText(otherShown, x, y)} />}
          <path className={styles.descentPath} d={pathText(path, x, y)} />
          {cloud.samples.map((gradient, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their number.
            <Arrow key={index} className={styles.sampleArrow} {...{ at, gradient, x, y, scale }} />
          ))}
          {cloud.batch && (
            <Arrow className={styles.batchArrow} gradient={cloud.batch} {...{ at, x, y, scale }} />
          )}
          <Arrow className={styles.meanArrow} gradient={cloud.mean} {...{ at, x, y, scale }} />
          <PointMark x={x(at[0])} y={y(at[1])} />
          <text className={styles.axisName} x={LEFT + side} y={TOP + side + 28} textAnchor="end">
            {names[0]}
          </text>
          <text className={styles.axisName} x={4} y={TOP + 10}>
            {names[1]}
          </text>
        </svg>
      </div>
      <p className={styles.key}>
        Thin arrows: −∇ℓᵢ of every row. Solid: their mean, −∇L. Dashed: the mean of the next
        mini-batch. All are drawn on one scale. The stronger the grey, the larger log L.
        {otherShown && " Pale: the run beside."}
      </p>
    </div>
  );
}

interface ArrowProps {
  readonly className: string | undefined;
  readonly at: Pair;
  readonly gradient: Pair;
  readonly x: LinearScale;
  readonly y: LinearScale;
  readonly scale: number;
}

/** Against a gradient, from the point. */
function Arrow({ className, at, gradient, x, y, scale }: ArrowProps) {
  const [fromX, fromY] = [x(at[0]), y(at[1])];
  const [alongX, alongY] = [-x.along(gradient[0]) * scale, -y.along(gradient[1]) * scale];
  const length = Math.hypot(alongX, alongY);
  if (!(length > 0.5) || !hasPlace(fromX, fromY)) return null;
  const [toX, toY] = [fromX + alongX, fromY + alongY];
  const [unitX, unitY] = [alongX / length, alongY / length];
  const head = Math.min(7, length / 2);
  const wing = (turn: number) =>
    `L${toX - head * (unitX + turn * 0.5 * unitY)} ${toY - head * (unitY - turn * 0.5 * unitX)}`;
  return (
    <path
      className={className}
      d={`M${fromX} ${fromY}L${toX} ${toY}${wing(1)}M${toX} ${toY}${wing(-1)}`}
    />
  );
}

function pathText(points: Float64Array, x: LinearScale, y: LinearScale): string {
  const parts: string[] = [];
  for (let place = 0; place + 1 < points.length; place += 2) {
    const [a, b] = [x(points[place] ?? 0), y(points[place + 1] ?? 0)];
    if (Number.isFinite(a) && Number.isFinite(b)) parts.push(`${a.toFixed(1)} ${b.toFixed(1)}`);
  }
  return parts.length > 0 ? `M${parts.join("L")}` : "";
}

/** Ranges that hold the paths, and room around where they begin. */
function rangesOf(...paths: readonly Float64Array[]): readonly [Pair, Pair] {
  const range = (place: 0 | 1): Pair => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const path of paths) {
      if (path.length === 0) continue;
      const start = path[place] ?? 0;
      const room = 1.5 + Math.abs(start);
      low = Math.min(low, start - room);
      high = Math.max(high, start + room);
      for (let at = place; at < path.length; at += 2) {
        const value = path[at] ?? 0;
        // A path that flies away is followed as far as can be drawn beside the rest.
        if (!(Math.abs(value - start) < 20 * room)) continue;
        low = Math.min(low, value - 0.2 * room);
        high = Math.max(high, value + 0.2 * room);
      }
    }
    return low < high ? [low, high] : [-1, 1];
  };
  return [range(0), range(1)];
}

/** log L on the grid, from 0 at its least to 1 at its greatest. */
function levels(model: GraphModel, [fromX, toX]: Pair, [fromY, toY]: Pair): Float64Array {
  const logs = new Float64Array(CELLS * CELLS);
  const parameters = model.initial.slice();
  for (let row = 0; row < CELLS; row++) {
    parameters[1] = fromY + ((toY - fromY) * (row + 0.5)) / CELLS;
    for (let column = 0; column < CELLS; column++) {
      parameters[0] = fromX + ((toX - fromX) * (column + 0.5)) / CELLS;
      logs[row * CELLS + column] = Math.log(Math.max(1e-300, model.trainingLoss(parameters)));
    }
  }
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const log of logs) {
    if (!Number.isFinite(log)) continue;
    low = Math.min(low, log);
    high = Math.max(high, log);
  }
  return logs.map((log) => (log - low) / (high - low || 1));
}

function batchWords(batch: Pair | null): string {
  if (!batch) return "";
  return `, that of the next mini-batch to ${formatNumber(-batch[0])}, ${formatNumber(-batch[1])}`;
}

/** ∇ℓᵢ of the rows, their mean ∇L, and the mean of the next mini-batch, null where there is none. */
function gradientsAt(
  model: GraphModel,
  parameters: Float64Array,
  batch: Uint32Array,
): { readonly samples: readonly Pair[]; readonly mean: Pair; readonly batch: Pair | null } {
  const order = Uint32Array.from({ length: model.rows }, (_, row) => row);
  const gradient = new Float64Array(2);
  const read = (rows: Uint32Array, first: number, count: number): Pair => {
    model.gradientOf(parameters, rows, first, count, gradient);
    return [gradient[0] ?? 0, gradient[1] ?? 0];
  };
  const shown = Math.min(MOST_ARROWS, model.rows);
  return {
    samples: Array.from({ length: shown }, (_, row) => read(order, row, 1)),
    mean: read(order, 0, model.rows),
    batch: batch.length === 0 ? null : read(batch, 0, batch.length),
  };
}

/** From the paper of the theme to its lines: what is drawn on it stays readable. */
function greys() {
  const full = themeChannels("--line-strong");
  return {
    zero: themeChannels("--paper"),
    positive: full,
    negative: full,
    missing: themeChannels("--stage"),
  };
}
