import { useMemo, useRef } from "react";
import { documentOf, useBackflow, useTraining } from "@/store";
import { CurveMark, DotMark, extentOf, HorizontalAxis, linearScale, VerticalAxis } from "@/ui/plot";
import { type Fit, fitOf } from "./fit";
import styles from "./training.module.css";
import { useWidth } from "./use-width";

const HEIGHT = 190;
const LEFT = 52;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 28;

/** The learned function over its rows, where there is one input: it moves with the slider of time. */
export function FitPlot() {
  const document = useBackflow(documentOf);
  const fit = useMemo(() => fitOf(document), [document]);
  return fit === null ? null : <FitDrawing fit={fit} />;
}

function FitDrawing({ fit }: { readonly fit: Fit }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const picture = useTraining((session) => session.picture);
  const x = useMemo(
    () =>
      linearScale([fit.x[0] ?? 0, fit.x.at(-1) ?? 1], [LEFT, Math.max(LEFT + 40, width - RIGHT)]),
    [fit, width],
  );
  // The rows alone hold the axis still while the curve moves.
  const y = useMemo(
    () =>
      linearScale(
        extentOf(
          fit.rows.map((row) => row.y),
          0.2,
        ),
        [HEIGHT - BOTTOM, TOP],
      ),
    [fit.rows],
  );
  const inBatch = useMemo(
    () => new Set(picture ? picture.queue.slice(0, picture.batch) : []),
    [picture],
  );
  const isPart =
    inBatch.size > 0 && inBatch.size < fit.rows.filter((row) => !row.validation).length;
  return (
    <div ref={box} className={`${styles.plot} ${styles.fit}`}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`The learned function over ${fit.rows.length} rows`}
      >
        <VerticalAxis scale={y} from={LEFT} to={width - RIGHT} count={4} />
        <HorizontalAxis scale={x} y={HEIGHT - BOTTOM} count={5} />
        {fit.rows.map((row, index) => (
          <DotMark
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their number.
            key={index}
            x={x(row.x)}
            y={y(row.y)}
            hollow={row.validation}
            chosen={isPart && inBatch.has(index)}
          />
        ))}
        <CurveMark points={fit.x} values={fit.f} x={x} y={y} />
      </svg>
      <p className={styles.key}>
        The prediction over its rows{isPart && "; those of the next mini-batch are ringed"}.
      </p>
    </div>
  );
}
