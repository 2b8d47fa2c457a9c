import type { MapFigure } from "@/graph";
import {
  ContourMark,
  DotMark,
  HorizontalAxis,
  hasPlace,
  RowMark,
  type Scale,
  SegmentMark,
  VerticalAxis,
} from "@/ui/plot";
import styles from "./figures.module.css";
import type { MapModel } from "./map-model";
import type { KeptMap } from "./use-map-sweep";

interface MapDrawingProps {
  readonly figure: MapFigure;
  readonly kept: KeptMap;
  readonly model: MapModel;
  readonly x: Scale;
  readonly y: Scale;
  /** Pixels of the whole drawing. */
  readonly width: number;
  readonly height: number;
  /** The |number| of the fullest colour. */
  readonly largest: number;
  /** How much larger than ordinary letters are set. */
  readonly letters: number;
}

/** Parts of the fullest colour at which L has a thin line. */
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Half of the chip of the present point below the map with half of a tick's number beside it, pixels. */
const HALF_CHIP = 68;

function chipAround(at: number, letters: number): readonly [from: number, to: number] {
  return [at - HALF_CHIP * letters, at + HALF_CHIP * letters];
}

/** What is drawn over the colours of a map: where units switch, levels, rows, the present point. */
export function MapDrawing(props: MapDrawingProps) {
  const { figure, kept, model, x, y, width, height, largest, letters } = props;
  const { present, rows, classes, middle } = model;
  const { sweep, switches } = kept;
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const marks = new Set(figure.marks);
  const isLoss = figure.read.kind === "objective" || figure.read.kind === "loss";
  return (
    <svg
      data-drawing=""
      className={styles.drawing}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <VerticalAxis scale={y} from={left} to={left} letters={letters} />
      <HorizontalAxis
        scale={x}
        y={bottom}
        count={letters > 1 ? 3 : 5}
        free={present ? [chipAround(x(present.at[0]), letters)] : []}
      />
      {switches.lines.map(({ node, unit, form, segment }) =>
        segment ? (
          <SegmentMark
            key={`${node} ${unit} ${form.join()}`}
            from={[x(segment[0][0]), y(segment[0][1])]}
            to={[x(segment[1][0]), y(segment[1][1])]}
            meaning="switching"
          />
        ) : null,
      )}
      {switches.bent.map(({ node, unit }, place) => (
        <ContourMark
          // biome-ignore lint/suspicious/noArrayIndexKey: a unit may have several breaks.
          key={`${node} ${unit} ${place}`}
          segments={sweep.switchContour(place)}
          x={x}
          y={y}
          meaning="switching"
        />
      ))}
      {marks.has("contours") &&
        present &&
        (isLoss ? (
          LEVELS.map((level) => (
            <ContourMark
              key={level}
              segments={sweep.contour((level * largest) / LEVELS.length)}
              x={x}
              y={y}
              meaning="level"
            />
          ))
        ) : (
          <ContourMark segments={sweep.contour(middle)} x={x} y={y} meaning="decision" />
        ))}
      {rows.map(({ row, at, target, hollow, chosen }) => {
        const place = { x: x(at[0]), y: y(at[1]) };
        const isInView = place.x >= left && place.x <= right && place.y >= top && place.y <= bottom;
        if (!isInView) return null;
        return classes ? (
          <RowMark
            key={row}
            {...place}
            hollow={hollow}
            chosen={chosen}
            side={target === classes[0] ? "lower" : "upper"}
          />
        ) : (
          <DotMark key={row} {...place} hollow={hollow} chosen={chosen} />
        );
      })}
      {present && (
        <g className={styles.cross}>
          {present.at[0] >= x.domain[0] && present.at[0] <= x.domain[1] && (
            <line x1={x(present.at[0])} x2={x(present.at[0])} y1={top} y2={bottom} />
          )}
          {present.at[1] >= y.domain[0] && present.at[1] <= y.domain[1] && (
            <line x1={left} x2={right} y1={y(present.at[1])} y2={y(present.at[1])} />
          )}
          {hasPlace(...present.at) && <circle cx={x(present.at[0])} cy={y(present.at[1])} r={9} />}
        </g>
      )}
    </svg>
  );
}
