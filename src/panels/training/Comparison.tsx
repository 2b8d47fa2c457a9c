import { memo, useId, useMemo, useRef } from "react";
import { formatNumber, nodeLatex, nodeText } from "@/explain";
import type { BackflowDocument } from "@/graph";
import { Tex, useExtent } from "@/ui";
import {
  CurveMark,
  DotMark,
  extentOf,
  HorizontalAxis,
  hasPlace,
  linearScale,
  logScale,
  type Scale,
  VerticalAxis,
} from "@/ui/plot";
import type { Fit, FitCurve } from "./fit";
import { type Layer, type LayersOfLosses, layersBefore } from "./layers";
import styles from "./training.module.css";

const LEFT = 40;
const TOP = 6;
/** Between two networks, and below the fits. */
const GAP = 10;
/** Below an axis stand its ticks; below the layers their numbers. */
const TICKS = 22;
const NUMBERS = 18;
/** Of what the axes leave, the fits have this part of the height. */
const PART_OF_FITS = 0.55;
/** Pixels of a plot at least. */
const LEAST = 30;
/** So many decades are drawn below the greatest number of a layer, at most. */
const MOST_DECADES = 8;
const ROW = 2.25;
/** Of the room of a layer, a bar takes this part. */
const WIDE = 0.3;

interface ComparisonProps {
  readonly fit: Fit;
  readonly curves: readonly FitCurve[];
  readonly document: BackflowDocument;
}

/** Networks of one graph side by side: what each has learned, and what is left of values and gradients layer by layer. */
export function Comparison({ fit, curves, document }: ComparisonProps) {
  const { graph, data, numbers } = document;
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useExtent(box);
  const layersAt = useMemo(
    () => layersBefore({ graph, data }, fit.losses),
    [graph, data, fit.losses],
  );
  const layers = useMemo(() => layersAt(numbers), [layersAt, numbers]);
  const hasLayers = layers.some((each) => each.length > 0);
  const each = Math.max(LEAST, (width - LEFT - GAP * curves.length) / curves.length);
  const lefts = curves.map((_, index) => LEFT + index * (each + GAP));
  const right = LEFT + curves.length * (each + GAP) - GAP;
  const room = Math.max(2 * LEAST, height - TOP - TICKS - (hasLayers ? GAP + NUMBERS : 0));
  const bottom = TOP + (hasLayers ? PART_OF_FITS * room : room);
  const foot = TOP + room + TICKS + GAP;
  // The rows alone hold the axis still while the curves move.
  const y = useMemo(
    () =>
      linearScale(
        extentOf(
          fit.rows.map((row) => row.y),
          0.2,
        ),
        [bottom, TOP],
      ),
    [fit.rows, bottom],
  );
  const size = layerScale(layers, [foot, bottom + TICKS + GAP]);
  return (
    <>
      <p className={styles.networks} style={{ paddingInlineStart: LEFT }}>
        {curves.map(({ loss, mean }) => (
          <span key={loss} className={styles.keyEntry}>
            <Tex latex={nodeLatex(graph, loss)} /> {formatNumber(mean, 3)}
          </span>
        ))}
      </p>
      <div ref={box} className={styles.drawing}>
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`The learned functions over ${fit.rows.length} rows, and by layer the greatest |h| and |∂ℓᵢ/∂h|. ${curves
            .map(
              ({ loss }, index) => `${nodeText(graph, loss)}: ${layerWords(layers[index] ?? [])}`,
            )
            .join(" ")}`}
        >
          <VerticalAxis scale={y} from={LEFT} to={right} count={3} />
          {hasLayers && <VerticalAxis scale={size} from={LEFT} to={right} count={3} />}
          {curves.map(({ loss, f }, index) => (
            <Network
              key={loss}
              {...{ fit, f, y, size }}
              left={lefts[index] ?? LEFT}
              width={each}
              layers={layers[index] ?? []}
            />
          ))}
          {hasLayers && (
            <text className={styles.axisName} x={LEFT - 8} y={foot + 14} textAnchor="end">
              layer
            </text>
          )}
        </svg>
      </div>
      <p className={styles.key}>
        {hasLayers ? "Mean losses; by layer:" : "Predictions, mean losses."}
        {hasLayers && (
          <>
            <span className={styles.keyEntry}>
              <span className={styles.keyValue} aria-hidden="true" /> max |h|
            </span>
            <span className={styles.keyEntry}>
              <span className={styles.keyDerivative} aria-hidden="true" /> max |∂ℓᵢ/∂h|
            </span>
          </>
        )}
      </p>
    </>
  );
}

interface NetworkProps {
  readonly fit: Fit;
  readonly f: readonly number[];
  readonly layers: readonly Layer[];
  readonly left: number;
  readonly width: number;
  readonly y: Scale;
  readonly size: Scale;
}

/** One network: its fit, and below it the bars of its layers. */
function Network({ fit, f, layers, left, width, y, size }: NetworkProps) {
  const inside = useId();
  const right = left + width;
  const [low, high] = [fit.x[0] ?? 0, fit.x.at(-1) ?? 1];
  const x = useMemo(() => linearScale([low, high], [left, right]), [low, high, left, right]);
  const step = width / layers.length;
  return (
    <g>
      <HorizontalAxis scale={x} y={y.range[0]} count={3} />
      <Rows rows={fit.rows} x={x} y={y} />
      <clipPath id={inside}>
        <rect x={left} y={0} width={width} height={y.range[0]} />
      </clipPath>
      <g clipPath={`url(#${inside})`}>
        <CurveMark points={fit.x} values={f} x={x} y={y} />
      </g>
      {layers.map(({ value, derivative }, index) => {
        const middle = left + step * (index + 0.5);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer has no other name than its number.
          <g key={index}>
            <Bar
              className={styles.valueBar}
              from={middle - step * WIDE}
              to={middle}
              {...{ value, size }}
            />
            <Bar
              className={styles.derivativeBar}
              from={middle}
              to={middle + step * WIDE}
              value={derivative}
              size={size}
            />
            <text className={styles.axisName} x={middle} y={size.range[0] + 15} textAnchor="middle">
              {index + 1}
            </text>
          </g>
        );
      })}
      {layers.length > 0 && (
        <line className={styles.foot} x1={left} x2={right} y1={size.range[0]} y2={size.range[0]} />
      )}
    </g>
  );
}

interface BarProps {
  readonly className: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly size: Scale;
}

/** From the foot of the axis. What is 0 has no place on it, and says so. */
function Bar({ className, from, to, value, size }: BarProps) {
  const [foot] = size.range;
  if (value === 0) {
    return (
      <text className={styles.axisName} x={(from + to) / 2} y={foot - 3} textAnchor="middle">
        0
      </text>
    );
  }
  const top = size(Math.max(size.domain[0], Math.min(size.domain[1], value)));
  if (!hasPlace(top)) return null;
  return <rect className={className} x={from} y={top} width={to - from} height={foot - top} />;
}

interface RowsProps {
  readonly rows: Fit["rows"];
  readonly x: Scale;
  readonly y: Scale;
}

/** The rows stay where they are while a network is trained. */
const Rows = memo(function Rows({ rows, x, y }: RowsProps) {
  return rows.map((row, index) => (
    <DotMark
      // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their number.
      key={index}
      x={x(row.x)}
      y={y(row.y)}
      hollow={row.validation}
      size={ROW}
    />
  ));
});

/** From the greatest size of all layers down to the least, or as far as there are decades for. */
function layerScale(layers: LayersOfLosses, range: readonly [number, number]): Scale {
  const sizes = layers.flat().flatMap(({ value, derivative }) => [value, derivative]);
  const drawn = sizes.filter((size) => size > 0 && Number.isFinite(size));
  const high = drawn.length > 0 ? Math.max(...drawn) : 1;
  const low = Math.max(Math.min(...drawn, high / 10), high / 10 ** MOST_DECADES);
  // The least bar has a length too.
  return logScale([low / 3, Math.min(high * 1.2, Number.MAX_VALUE)], range);
}

function layerWords(layers: readonly Layer[]): string {
  const all = (sizes: readonly number[]) => sizes.map((size) => formatNumber(size, 2)).join(", ");
  return `|h| ${all(layers.map(({ value }) => value))}; |∂ℓᵢ/∂h| ${all(layers.map(({ derivative }) => derivative))}.`;
}
