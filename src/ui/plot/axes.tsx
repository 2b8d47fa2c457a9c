import styles from "./plot.module.css";
import { type Scale, ticksApart } from "./scales";
import { tickTexts } from "./tick-text";

interface HorizontalAxisProps {
  readonly scale: Scale;
  /** Pixels from the top of the drawing. */
  readonly y: number;
  /** About so many ticks. */
  readonly count?: number;
  /** Left out where a text stands already, in pixels from the left. */
  readonly free?: readonly (readonly [from: number, to: number])[];
}

/** A line with round ticks below it. */
export function HorizontalAxis({ scale, y, count = 5, free = [] }: HorizontalAxisProps) {
  const [from, to] = scale.range;
  const ticks = scale.ticks(count);
  const texts = tickTexts(ticks);
  return (
    <g className={styles.axis}>
      <line x1={from} x2={to} y1={y} y2={y} />
      {ticks.map((tick, index) => {
        const x = scale(tick);
        const isCovered = free.some(([left, right]) => x > left && x < right);
        return (
          <g key={tick}>
            <line x1={x} x2={x} y1={y} y2={y + 5} />
            {!isCovered && (
              <text className={styles.tick} x={x} y={y + 6} dy="1em" textAnchor="middle">
                {texts[index]}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

interface VerticalAxisProps {
  readonly scale: Scale;
  /** Pixels from the left where the plot begins and ends: its ticks are hairlines across. */
  readonly from: number;
  readonly to: number;
  readonly count?: number;
  /** How much larger than ordinary letters are set. */
  readonly letters?: number;
}

/** Round numbers left of the plot, each with a hairline across it; the line of zero is stronger. */
export function VerticalAxis({ scale, from, to, count = 4, letters = 1 }: VerticalAxisProps) {
  const ticks = ticksApart(scale, count, letters);
  const texts = tickTexts(ticks);
  return (
    <g>
      {ticks.map((tick, index) => {
        const y = scale(tick);
        return (
          <g key={tick}>
            <line
              className={tick === 0 ? styles.zero : styles.hairline}
              x1={from}
              x2={to}
              y1={y}
              y2={y}
            />
            <text className={styles.tick} x={from - 8} y={y} dy="0.31em" textAnchor="end">
              {texts[index]}
            </text>
          </g>
        );
      })}
    </g>
  );
}
