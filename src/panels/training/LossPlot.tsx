import { useMemo, useRef } from "react";
import { formatNumber } from "@/explain";
import { useTraining } from "@/store";
import { epochIn } from "@/training";
import { HorizontalAxis, linearScale, logScale, VerticalAxis } from "@/ui/plot";
import { bandPath, epochPath, lossExtent } from "./loss-paths";
import styles from "./training.module.css";
import { useWidth } from "./use-width";

const HEIGHT = 200;
const LEFT = 52;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 30;
/** Room that the losses take beside the mark of the present iteration, at most. */
const LABEL = 190;
/** Fewer decades than these are drawn below the greatest loss. */
const MOST_DECADES = 12;
/** Epochs up to which the validation losses are circles. */
const MOST_CIRCLES = 40;

/** Losses over time: the band of the mini-batches, L over the training rows, and over the validation rows. */
export function LossPlot({ onSeek }: { readonly onSeek: (t: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const picture = useTraining((session) => session.picture);
  const losses = useTraining((session) => session.losses);
  const ghost = useTraining((session) => session.ghost);
  const first = Math.min(picture?.first ?? 0, ghost?.losses.first ?? Number.POSITIVE_INFINITY);
  const ghostEnd = ghost ? ghost.losses.first + ghost.losses.count * ghost.losses.stride : 0;
  const last = Math.max(first + 10, picture?.last ?? 0, picture?.newest ?? 0, ghostEnd);
  const extents = [losses && lossExtent(losses), ghost && lossExtent(ghost.losses)].filter(
    (extent) => extent !== null,
  );
  const high = Math.max(...extents.map(([, most]) => most), 1e-300);
  const low = Math.max(
    Math.min(...extents.map(([least]) => least), high / 10),
    high / 10 ** MOST_DECADES,
  );
  const x = useMemo(
    () => linearScale([first, last], [LEFT, Math.max(LEFT + 40, width - RIGHT)]),
    [first, last, width],
  );
  const y = useMemo(() => logScale([low / 1.2, high * 1.2], [HEIGHT - BOTTOM, TOP]), [low, high]);
  const drawn = (loss: number) => y(Math.max(low / 1.2, Math.min(high * 1.2, loss)));
  if (!picture || !losses || extents.length === 0) {
    return (
      <div ref={box} className={styles.empty}>
        <p>Losses are drawn here as soon as a step is made.</p>
      </div>
    );
  }
  const present = x(picture.t);
  const hasValidation = Number.isFinite(picture.validation);
  const circles = hasValidation && losses.epochCount <= MOST_CIRCLES;
  const toRight = present + LABEL < width;
  const beside = {
    className: styles.plotText,
    x: toRight ? present + 10 : present - 10,
    textAnchor: toRight ? "start" : "end",
  } as const;
  return (
    <div ref={box} className={styles.plot}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={plotWords(picture.training, picture.validation, picture.t)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seekAt(event.clientX, event.currentTarget);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) seekAt(event.clientX, event.currentTarget);
        }}
      >
        <VerticalAxis scale={y} from={LEFT} to={width - RIGHT} count={4} />
        <HorizontalAxis scale={x} y={HEIGHT - BOTTOM} count={5} />
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
            return (
              <circle key={t} className={styles.hollow} cx={x(t)} cy={drawn(validation)} r={3} />
            );
          })}
        <line className={styles.now} x1={present} x2={present} y1={TOP} y2={HEIGHT - BOTTOM} />
        <circle className={styles.filled} cx={present} cy={drawn(picture.training)} r={5} />
        {hasValidation && (
          <circle className={styles.hollow} cx={present} cy={drawn(picture.validation)} r={5} />
        )}
        <text {...beside} y={TOP + 12}>
          training {formatNumber(picture.training)}
        </text>
        {hasValidation && (
          <text {...beside} y={TOP + 30}>
            validation {formatNumber(picture.validation)}
          </text>
        )}
        <text className={styles.axisName} x={width - RIGHT} y={HEIGHT - 2} textAnchor="end">
          iteration
        </text>
        <text className={styles.axisName} x={4} y={TOP + 10}>
          L
        </text>
      </svg>
      <p className={styles.key}>
        <span className={styles.keyBand} aria-hidden="true" /> mini-batches, least to greatest
        <span className={styles.keyLine} aria-hidden="true" /> L, training rows
        {hasValidation && (
          <>
            <span className={styles.keyHollow} aria-hidden="true" /> L, validation rows
          </>
        )}
        {ghost && (
          <>
            <span className={styles.keyGhost} aria-hidden="true" /> {ghost.label}
          </>
        )}
      </p>
    </div>
  );

  function seekAt(clientX: number, svg: SVGSVGElement): void {
    onSeek(Math.round(x.invert(clientX - svg.getBoundingClientRect().left)));
  }
}

function plotWords(training: number, validation: number, t: number): string {
  const more = Number.isFinite(validation)
    ? `, over the validation rows ${formatNumber(validation)}`
    : "";
  return `Losses by iteration. At iteration ${t}, L over the training rows is ${formatNumber(training)}${more}.`;
}
