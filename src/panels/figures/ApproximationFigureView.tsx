import { useMemo, useRef } from "react";
import { interpolationBound } from "@/data";
import { formatNumber } from "@/explain";
import { type ApproximationFigure, constructibleNetwork } from "@/graph";
import type { Frame } from "@/store";
import { Button, Tex, useExtent } from "@/ui";
import {
  CurveMark,
  HandleMark,
  HorizontalAxis,
  logScale,
  SegmentMark,
  VerticalAxis,
} from "@/ui/plot";
import { errorsByUnits, NEAREST, presentError, UNIT_COUNTS } from "./approximation";
import { useFigureLetters } from "./figure-letters";
import styles from "./figures.module.css";
import { useTrainedPoints } from "./trained-points";

interface ApproximationFigureViewProps {
  readonly figure: ApproximationFigure;
  readonly frame: Frame;
}

/** Pixels with letters of the ordinary size: what holds a text grows with them. */
const MARGIN = { left: 62, right: 20, top: 20, bottom: 48 };

/** The largest error against D on log axes, beside the bound: the network by construction, and as it is now. */
export function ApproximationFigureView({ figure, frame }: ApproximationFigureViewProps) {
  const plot = useRef<HTMLDivElement>(null);
  const { width, height } = useExtent(plot);
  const letters = useFigureLetters();
  const before = MARGIN.left * letters;
  const { document } = frame;
  const network = useMemo(() => constructibleNetwork(document), [document]);
  const now = useMemo(
    () => (network ? presentError(document, network) : Number.NaN),
    [document, network],
  );
  const { trained, train } = useTrainedPoints(network);
  if (!network) {
    return (
      <div className={styles.figure} data-figure={figure.id} data-kind="approximation">
        <p className={styles.remarks} role="status">
          This figure needs a network of one input, one layer of ReLU units and one output, and rows
          from a drawn curve. Choose “drawn” in the table (Data), or undo.
        </p>
      </div>
    );
  }
  const { errors, bounds } = errorsByUnits(network.points);
  const units = network.hidden.width;
  const found = trained.points.map(({ error }) => error);
  const here = trained.points.filter((point) => point.units === units).map(({ error }) => error);
  const shown = [...errors, ...bounds, ...found, now].filter((error) => error > NEAREST);
  const low = 10 ** Math.floor(Math.log10(Math.min(...shown, 1e-2)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...shown, 1)));
  const bottom = Math.max(MARGIN.top + 40, height - MARGIN.bottom * letters);
  const x = logScale([1, UNIT_COUNTS.at(-1) ?? 1], [before, Math.max(100, width - MARGIN.right)]);
  const y = logScale([low, high], [bottom, MARGIN.top]);
  const clamp = (error: number) => Math.max(low, Math.min(high, error));
  const first = bounds[0] ?? 0;
  const last = bounds.at(-1) ?? 0;
  return (
    <div
      className={styles.figure}
      data-figure={figure.id}
      data-kind="approximation"
      data-point={JSON.stringify([units, now])}
      data-slope=""
      data-joints="[]"
      data-slopes="[]"
    >
      <p className={styles.caption}>
        <span>
          With D = {units} the network is at most {formatNumber(now)} away from the drawn curve
          {`; the bound is ${formatNumber(interpolationBound(network.points, units))}`}
          {here.length > 0 &&
            `. Trained from ${here.length === 1 ? "one seed" : `${here.length} seeds`} it is ${formatNumber(Math.min(...here), 3)} to ${formatNumber(Math.max(...here), 3)} away (×): that a near one exists does not say that descent finds it`}
        </span>
        <Button
          variant="outline"
          disabled={trained.busy}
          title="Five networks of this D, each trained by Adam from weights of its own, as points beside the construction"
          onClick={() => train(document)}
        >
          {trained.busy ? `Training, ${here.length} of 5 done` : "Train from five seeds"}
        </Button>
      </p>
      <div ref={plot} className={styles.plot}>
        {width > 0 && (
          <svg
            data-drawing=""
            className={styles.drawing}
            width={width}
            height={height}
            aria-hidden="true"
          >
            <VerticalAxis
              scale={y}
              from={before}
              to={width - MARGIN.right}
              count={6}
              {...{ letters }}
            />
            <HorizontalAxis scale={x} y={bottom} count={4} />
            {last > NEAREST && (
              <SegmentMark
                from={[x(1), y(clamp(first))]}
                to={[x(UNIT_COUNTS.at(-1) ?? 1), y(clamp(last))]}
                meaning="switching"
              />
            )}
            <CurveMark points={UNIT_COUNTS} values={errors.map(clamp)} x={x} y={y} />
            {trained.points.map(({ units: count, seed, error }) => (
              <path
                key={`${count}-${seed}`}
                className={styles.trained}
                d="M-4 -4L4 4M-4 4L4 -4"
                transform={`translate(${x(count)} ${y(clamp(error))})`}
              />
            ))}
            {Number.isFinite(now) && (
              <HandleMark x={x(units)} axisY={bottom} valueY={y(clamp(now))} />
            )}
          </svg>
        )}
        <span className={styles.axisName} style={{ left: width - 12, top: bottom + 20 * letters }}>
          <Tex latex="D" />
        </span>
        <span className={styles.boundName} style={{ top: MARGIN.top + 4, right: 24 }}>
          dashed: <Tex latex="\max|f''|\,h^2/8,\ h=(b-a)/D" />
        </span>
      </div>
      <table className={styles.hiddenTable}>
        <caption>The largest error against D</caption>
        <thead>
          <tr>
            <th scope="col">D</th>
            <th scope="col">Largest error by construction</th>
            <th scope="col">Bound</th>
            <th scope="col">Trained from five seeds</th>
          </tr>
        </thead>
        <tbody>
          {UNIT_COUNTS.map((count, index) => (
            <tr key={count}>
              <th scope="row">{count}</th>
              <td>{formatNumber(errors[index] ?? Number.NaN)}</td>
              <td>{formatNumber(bounds[index] ?? Number.NaN)}</td>
              <td>
                {trained.points
                  .filter((point) => point.units === count)
                  .map(({ error }) => formatNumber(error))
                  .join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
