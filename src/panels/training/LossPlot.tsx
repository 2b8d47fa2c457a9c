import { useMemo, useRef } from "react";
import { formatNumber } from "@/explain";
import { epochIn, type RunPicture } from "@/training";
import { useExtent } from "@/ui";
import { HorizontalAxis, linearScale, PointMark, VerticalAxis } from "@/ui/plot";
import { comingPicture } from "./coming-picture";
import { useDescended } from "./descended";
import { firstBatch } from "./first-batch";
import { bandPath, epochPath, lossExtent, lossScale } from "./loss-paths";
import { usePlottedRun } from "./plotted-run";
import { useSeekingPointer } from "./seeking-pointer";
import styles from "./training.module.css";

const LEFT = 62;
const RIGHT = 14;
const TOP = 8;
const BOTTOM = 22;
/** Without its axes a plot is no lower and no narrower. */
const LEAST = 40;
/** Below this width there is no room for the name of the axis, nor for more than a few ticks. */
const NARROW = 220;
/** Room that the losses take beside the mark of the present iteration, at most. */
const LABEL = 145;
/** Below this width the losses stand below the plot: in it they would lie on the curves. */
const LABELS_INSIDE = 300;
/** Rows of a mini-batch that are named at most. */
const MOST_NAMED = 10;
/** Epochs up to which the validation losses are circles. */
const MOST_CIRCLES = 40;

interface LossPlotProps {
  /** L where there is no run yet. */
  readonly startLoss: number;
  readonly onSeek: (t: number) => void;
}

/** Losses over time: the band of the mini-batches, L over the training rows, and over the validation rows. */
export function LossPlot({ startLoss, onSeek }: LossPlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useExtent(box);
  const right = Math.max(LEFT + LEAST, width - RIGHT);
  const bottom = Math.max(TOP + LEAST, height - BOTTOM);
  const picture = usePlottedRun(({ session }) => session.picture);
  const coming = usePlottedRun(comingPicture) ?? picture;
  const losses = usePlottedRun(({ session }) => session.losses);
  const ghost = usePlottedRun(({ session }) => session.ghost);
  const training = usePlottedRun(({ document }) => document.training);
  const descended = useDescended();
  const first = Math.min(picture?.first ?? 0, ghost?.losses.first ?? Number.POSITIVE_INFINITY);
  const ghostEnd = ghost ? ghost.losses.first + ghost.losses.count * ghost.losses.stride : 0;
  const last = Math.max(first + 10, picture?.last ?? 0, picture?.newest ?? 0, ghostEnd);
  const extent = lossExtent(losses, ghost?.losses);
  const begun = losses ? epochIn(losses.epochs, 0).training : Number.NaN;
  const x = useMemo(() => linearScale([first, last], [LEFT, right]), [first, last, right]);
  const pointer = useSeekingPointer<SVGSVGElement>((clientX, svg) =>
    onSeek(Math.round(x.invert(clientX - svg.getBoundingClientRect().left))),
  );
  if (!picture || !coming || !losses || extent === null) {
    return (
      <div className={styles.losses}>
        <div ref={box} className={styles.empty}>
          <p>
            {Number.isFinite(startLoss) && (
              <>
                {descended} is <strong>{formatNumber(startLoss)}</strong>.{" "}
              </>
            )}
            Losses are drawn here as soon as a step is made.
          </p>
          <FirstBatch />
        </div>
      </div>
    );
  }
  const y = lossScale(extent, begun, [bottom, TOP]);
  const [low, high] = y.domain;
  const drawn = (loss: number) => y(Math.max(low, Math.min(high, loss)));
  const present = x(coming.t);
  const hasValidation = Number.isFinite(coming.validation);
  const circles = hasValidation && losses.epochCount <= MOST_CIRCLES;
  const isInside = width >= LABELS_INSIDE;
  const isPart = training.batchSize !== "all";
  const toRight = present + LABEL < width;
  // Above what falls without end there is the curve.
  const [trainingAt, validationAt] = low > 0 ? [TOP + 12, TOP + 30] : [bottom - 24, bottom - 6];
  const beside = {
    className: styles.plotText,
    x: present + (toRight ? 10 : -10),
    textAnchor: toRight ? "start" : "end",
  } as const;
  return (
    <div className={styles.losses}>
      <div ref={box} className={styles.drawing}>
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={plotWords(coming, descended)}
          {...pointer}
        >
          <VerticalAxis scale={y} from={LEFT} to={right} count={4} />
          <HorizontalAxis scale={x} y={bottom} count={width < NARROW ? 3 : 5} />
          {ghost && (
            <g className={styles.ghost}>
              <path className={styles.ghostBand} d={bandPath(ghost.losses, x, drawn)} />
              <path className={styles.curve} d={epochPath(ghost.losses, "training", x, drawn)} />
            </g>
          )}
          <path className={styles.band} d={bandPath(losses, x, drawn)} />
          <path className={styles.curve} d={epochPath(losses, "training", x, drawn)} />
          <path className={styles.validation} d={epochPath(losses, "validation", x, drawn)} />
          {circles &&
            Array.from({ length: losses.epochCount }, (_, index) => {
              const { t, validation } = epochIn(losses.epochs, index);
              return <PointMark key={t} x={x(t)} y={drawn(validation)} size={3} hollow />;
            })}
          <line className={styles.now} x1={present} x2={present} y1={TOP} y2={bottom} />
          <PointMark x={present} y={drawn(coming.training)} />
          <PointMark x={present} y={drawn(coming.validation)} hollow />
          {isInside && (
            <text {...beside} y={trainingAt}>
              training {formatNumber(coming.training)}
            </text>
          )}
          {isInside && hasValidation && (
            <text {...beside} y={validationAt}>
              validation {formatNumber(coming.validation)}
            </text>
          )}
          {width >= NARROW && (
            <text className={styles.axisName} x={0} y={bottom + 19}>
              iteration
            </text>
          )}
          <text className={styles.axisName} x={4} y={TOP + 10}>
            {descended}
          </text>
        </svg>
      </div>
      <p className={styles.key}>
        {isPart && <Key sign={styles.keyBand}>mini-batches</Key>}
        <Key sign={styles.keyLine} loss={isInside ? null : coming.training}>
          training
        </Key>
        {hasValidation && (
          <Key sign={styles.keyHollow} loss={isInside ? null : coming.validation}>
            validation
          </Key>
        )}
        {ghost && <Key sign={styles.keyGhost}>{ghost.label}</Key>}
      </p>
    </div>
  );
}

/** Who computes the first update by hand has to know of which rows it is. */
function FirstBatch() {
  const document = usePlottedRun(({ document }) => document);
  const rows = firstBatch(document)?.map((row) => row + 1);
  if (!rows || rows.length > MOST_NAMED) return null;
  if (rows.length === 1) return <p>The first row is row {rows[0]}.</p>;
  return (
    <p>
      The first mini-batch: rows {rows.slice(0, -1).join(", ")} and {rows.at(-1)}.
    </p>
  );
}

interface KeyProps {
  readonly sign: string | undefined;
  /** The loss that the curve has at the present iteration; null where it is not named. */
  readonly loss?: number | null;
  readonly children: string;
}

/** A sign of the plot and its name, on one line. */
function Key({ sign, loss = null, children }: KeyProps) {
  return (
    <span className={styles.keyEntry}>
      <span className={sign} aria-hidden="true" /> {children}
      {loss !== null && <strong>{formatNumber(loss)}</strong>}
    </span>
  );
}

function plotWords(
  { t, training, validation }: Pick<RunPicture, "t" | "training" | "validation">,
  descended: string,
): string {
  const more = Number.isFinite(validation)
    ? `, over the validation rows ${formatNumber(validation)}`
    : "";
  return `Losses by iteration. At iteration ${t}, ${descended} over the training rows is ${formatNumber(training)}${more}.`;
}
