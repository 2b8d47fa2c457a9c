import { memo, useId, useMemo, useRef } from "react";
import { formatNumber, nodeLatex } from "@/explain";
import type { BackflowDocument, Graph } from "@/graph";
import { laterPart, Tex, useExtent } from "@/ui";
import {
  CurveMark,
  DotMark,
  extentOf,
  HorizontalAxis,
  linearScale,
  type Scale,
  VerticalAxis,
} from "@/ui/plot";
import { LaterBoundary } from "../page/LaterBoundary";
import { comingPicture } from "./coming-picture";
import { firstBatch } from "./first-batch";
import { type Fit, type FitCurve, fitOf } from "./fit";
import { usePlottedRun } from "./plotted-run";
import { nextBatchOf } from "./session-picture";
import styles from "./training.module.css";

const Comparison = laterPart(async () => (await import("./Comparison")).Comparison);

/** Curves of several predictions are told apart by their dashes, the first of them whole. */
const DASHES = ["none", "7 3", "2 3", "9 3 2 3", "14 4"] as const;

function dashesOf(index: number): string {
  return DASHES[index % DASHES.length] ?? "none";
}

/** Networks that have room beside each other; more of them share one plot. */
const MOST_BESIDE = 4;

const LEFT = 44;
const RIGHT = 14;
const TOP = 8;
const BOTTOM = 22;
/** Without its axes a plot is no lower and no narrower. */
const LEAST = 40;
/** Below this width there is room for a few ticks only. */
const NARROW = 220;

interface FitPlotProps {
  /** Is there too little height for networks side by side? Then they share one plot here. */
  readonly isLow: boolean;
}

/** The learned function over its rows, where there is one input: it moves with the slider of time. */
export function FitPlot({ isLow }: FitPlotProps) {
  const { document, fit, curves } = usePlottedFit();
  const first = useMemo(() => firstBatch(document), [document]);
  const { graph } = document;
  if (fit === null) return null;
  if (isComparable(fit) && !isLow) return <Networks {...{ fit, curves, document }} />;
  return <FitDrawing {...{ fit, curves, graph, first }} />;
}

/** Networks side by side, where they stand below everything else for want of height; nothing where there is one. */
export function NetworksBelow() {
  const { document, fit, curves } = usePlottedFit();
  return fit && isComparable(fit) ? <Networks {...{ fit, curves, document }} /> : null;
}

interface PlottedFit {
  readonly document: BackflowDocument;
  /** null where there is none. */
  readonly fit: Fit | null;
  readonly curves: readonly FitCurve[];
}

function usePlottedFit(): PlottedFit {
  const document = usePlottedRun(({ document }) => document);
  const { graph, data, numbers } = document;
  const fit = useMemo(() => fitOf({ graph, data }), [graph, data]);
  const curves = useMemo(() => fit?.predict(numbers) ?? [], [fit, numbers]);
  return { document, fit, curves };
}

function isComparable({ losses }: Fit): boolean {
  return losses.length > 1 && losses.length <= MOST_BESIDE;
}

function Networks(compared: PlottedFit & { readonly fit: Fit }) {
  return (
    <div className={`${styles.fit} ${styles.comparison}`}>
      <LaterBoundary what="The comparison">
        <Comparison {...compared} />
      </LaterBoundary>
    </div>
  );
}

interface FitDrawingProps {
  readonly fit: Fit;
  readonly curves: readonly FitCurve[];
  readonly graph: Graph;
  /** The rows of the first mini-batch; null where that is of all rows. */
  readonly first: readonly number[] | null;
}

function FitDrawing({ fit, curves, graph, first }: FitDrawingProps) {
  const box = useRef<HTMLDivElement>(null);
  const inside = useId();
  const { width, height } = useExtent(box);
  const right = Math.max(LEFT + LEAST, width - RIGHT);
  const bottom = Math.max(TOP + LEAST, height - BOTTOM);
  const coming = usePlottedRun(comingPicture);
  const x = useMemo(
    () => linearScale([fit.x[0] ?? 0, fit.x.at(-1) ?? 1], [LEFT, right]),
    [fit, right],
  );
  // The rows alone hold the axis still while the curve moves.
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
  const inBatch = useMemo(() => new Set(coming ? nextBatchOf(coming) : first), [coming, first]);
  const isPart = inBatch.size > 0 && inBatch.size < fit.training;
  return (
    <div className={styles.fit}>
      <div ref={box} className={styles.drawing}>
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`The learned function over ${fit.rows.length} rows`}
        >
          <VerticalAxis scale={y} from={LEFT} to={right} count={4} />
          <HorizontalAxis scale={x} y={bottom} count={width < NARROW ? 3 : 5} />
          <Rows rows={fit.rows} x={x} y={y} />
          {isPart &&
            [...inBatch].map((index) => {
              const row = fit.rows[index];
              return row && <DotMark key={index} x={x(row.x)} y={y(row.y)} hollow={false} chosen />;
            })}
          <clipPath id={inside}>
            <rect x={LEFT} y={0} width={right + RIGHT - LEFT} height={bottom} />
          </clipPath>
          <g clipPath={`url(#${inside})`}>
            {curves.map(({ loss, f }, index) => (
              <g key={loss} strokeDasharray={dashesOf(index)}>
                <CurveMark points={fit.x} values={f} x={x} y={y} />
              </g>
            ))}
          </g>
        </svg>
      </div>
      {curves.length > 1 && (
        <p className={styles.key}>
          {curves.map(({ loss, mean }, index) => (
            <span key={loss} className={styles.keyEntry}>
              <svg className={styles.keyCurve} aria-hidden="true">
                <path d="M0 5H20" strokeDasharray={dashesOf(index)} />
              </svg>
              <Tex latex={nodeLatex(graph, loss)} /> {formatNumber(mean, 3)}
            </span>
          ))}
        </p>
      )}
      <p className={styles.key}>
        {curves.length > 1 ? "Predictions, mean losses" : "The prediction"}
        {isPart && "; ringed: the next mini-batch"}.
      </p>
    </div>
  );
}

interface RowsProps {
  readonly rows: Fit["rows"];
  readonly x: Scale;
  readonly y: Scale;
}

/** The rows stay where they are while the curve moves. */
const Rows = memo(function Rows({ rows, x, y }: RowsProps) {
  return rows.map((row, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their number.
    <DotMark key={index} x={x(row.x)} y={y(row.y)} hollow={row.validation} />
  ));
});
