import { type PointerEvent, useEffect, useMemo, useRef } from "react";
import { fittingRange, presentOf, subjectOf, sweepMap, switchingLines } from "@/engine/sweep";
import { formatNumber, numberData, numberLatex } from "@/explain";
import { axisLatex, axisText, readLatex, readText } from "@/explain/figures";
import type { MapFigure, Range } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { beginGesture, type Gesture, Tex } from "@/ui";
import {
  ContourMark,
  HorizontalAxis,
  linearScale,
  paintMap,
  SegmentMark,
  VerticalAxis,
} from "@/ui/plot";
import { addressOf, onPixelGrid } from "./axis-number";
import styles from "./figures.module.css";
import { MapRows } from "./MapRows";
import { mapColours } from "./map-colours";
import { useExtent } from "./use-extent";

interface MapFigureViewProps {
  readonly figure: MapFigure;
  readonly frame: Frame;
}

/** Cells across and up. */
const CELLS = 100;
/** Of L, which is a pass over all rows for each cell, fewer. */
const CELLS_OF_L = 36;
const MARGIN = { left: 54, right: 16, top: 12, bottom: 44 };

/** One node, or L, over two numbers. */
export function MapFigureView({ figure, frame }: MapFigureViewProps) {
  const { document, sample } = frame;
  const { graph } = document;
  const plot = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const gesture = useRef<Gesture | null>(null);
  const [width, height] = useExtent(plot);
  const kept = useRef<{ readonly key: string; readonly ranges: readonly [Range, Range] } | null>(
    null,
  );
  const subject = useMemo(() => subjectOf(document), [document]);
  const ranges = shownRanges();
  const cells = figure.read.kind === "objective" ? CELLS_OF_L : CELLS;
  const request = { axes: figure.axes, read: figure.read, sample, columns: cells, rows: cells };
  const map = sweepMap(subject, { ...request, ranges });
  let largest = 0;
  for (const value of map.values) {
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  }
  const side = Math.max(
    40,
    Math.min(width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom),
  );
  const x = linearScale(ranges[0], [MARGIN.left, MARGIN.left + side]);
  const y = linearScale(ranges[1], [MARGIN.top + side, MARGIN.top]);
  const lines =
    figure.marks.includes("joints") && figure.read.kind === "value"
      ? switchingLines(subject, figure.axes, ranges, figure.read, sample)
      : [];

  useEffect(() => {
    if (canvas.current) paintMap(canvas.current, map, largest || 1, mapColours());
  });

  function shownRanges(): readonly [Range, Range] {
    const key = `${figure.id} ${JSON.stringify(figure.axes)} ${JSON.stringify(figure.ranges)}`;
    if (kept.current?.key === key) return kept.current.ranges;
    const [first, second] = figure.axes.map(
      (axis, index) =>
        figure.ranges[index] ?? fittingRange(subject, axis, presentOf(subject, axis, sample) ?? 0),
    );
    const ranges = [first, second] as readonly [Range, Range];
    kept.current = { key, ranges };
    return ranges;
  }

  function move(event: PointerEvent<HTMLDivElement>) {
    const bounds = event.currentTarget.getBoundingClientRect();
    const at = [
      x.invert(event.clientX - bounds.left),
      y.invert(event.clientY - bounds.top),
    ] as const;
    figure.axes.forEach((axis, index) => {
      const [lo, hi] = ranges[index === 0 ? 0 : 1];
      const value = onPixelGrid(
        Math.max(lo, Math.min(hi, at[index === 0 ? 0 : 1])),
        (hi - lo) / side,
      );
      useBackflow
        .getState()
        .setNumber(addressOf(document, axis, sample), value, gesture.current?.id ?? "map");
    });
  }

  const { present } = map;
  const [first, second] = figure.axes;
  const crossings = lines.filter(({ segment }) => segment !== null).length;
  return (
    <div
      className={styles.figure}
      data-figure={figure.id}
      data-kind="map"
      data-point={JSON.stringify(present ? [...present.at, present.value] : [])}
      data-slope=""
      data-joints="[]"
      data-slopes="[]"
    >
      <p className={styles.caption}>
        <span>
          {readText(graph, figure.read)} over {axisText(graph, first)} and {axisText(graph, second)}
        </span>
        {crossings > 0 && (
          <span>
            {crossings === 1 ? "1 switching line" : `${crossings} switching lines`} in view
          </span>
        )}
        {figure.marks.includes("contours") && (
          <span>thick: {readText(graph, figure.read)} = 0</span>
        )}
        <span className={styles.scale} title="The colours of the map">
          {formatNumber(-largest)}
          <span className={styles.ramp} />
          {formatNumber(largest)}
        </span>
      </p>
      <div ref={plot} className={styles.plot}>
        <canvas
          ref={canvas}
          className={styles.map}
          style={{ left: MARGIN.left, top: MARGIN.top, width: side, height: side }}
        />
        <div
          className={styles.mapGestures}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            gesture.current = beginGesture("drag");
            event.currentTarget.setPointerCapture(event.pointerId);
            move(event);
          }}
          onPointerMove={(event) => {
            if (gesture.current) move(event);
          }}
          onPointerUp={() => {
            gesture.current = null;
          }}
          onPointerCancel={() => {
            gesture.current = null;
          }}
        >
          <svg
            data-drawing=""
            className={styles.drawing}
            width={width}
            height={height}
            aria-hidden="true"
          >
            <VerticalAxis scale={y} from={MARGIN.left} to={MARGIN.left} />
            <HorizontalAxis scale={x} y={MARGIN.top + side} />
            {lines.map(({ node, unit, segment }) =>
              segment ? (
                <SegmentMark
                  key={`${node} ${unit}`}
                  from={[x(segment[0][0]), y(segment[0][1])]}
                  to={[x(segment[1][0]), y(segment[1][1])]}
                  meaning="switching"
                />
              ) : null,
            )}
            {figure.marks.includes("contours") && present && (
              <ContourMark
                map={map}
                level={0}
                left={MARGIN.left}
                top={MARGIN.top}
                width={side}
                height={side}
              />
            )}
            {figure.marks.includes("rows") && <MapRows {...{ subject, figure, sample, x, y }} />}
            {present && (
              <g className={styles.cross}>
                <line
                  x1={x(present.at[0])}
                  x2={x(present.at[0])}
                  y1={MARGIN.top}
                  y2={MARGIN.top + side}
                />
                <line
                  x1={MARGIN.left}
                  x2={MARGIN.left + side}
                  y1={y(present.at[1])}
                  y2={y(present.at[1])}
                />
                <circle cx={x(present.at[0])} cy={y(present.at[1])} r={8} />
              </g>
            )}
          </svg>
        </div>
        <span
          className={styles.axisName}
          data-text={axisText(graph, first)}
          style={{ left: MARGIN.left + side, top: MARGIN.top + side + 18 }}
        >
          <Tex latex={axisLatex(graph, first)} />
        </span>
        <span
          className={styles.valueName}
          data-text={axisText(graph, second)}
          style={{ left: 6, top: MARGIN.top }}
        >
          <Tex latex={axisLatex(graph, second)} />
        </span>
        {present && (
          <span
            className={styles.slopeChip}
            style={{
              left: Math.min(x(present.at[0]) + 14, MARGIN.left + side - 100),
              top: Math.max(MARGIN.top, y(present.at[1]) - 42),
            }}
          >
            <Tex latex={`${readLatex(graph, figure.read)}=${numberLatex(present.value)}`} />
          </span>
        )}
      </div>
      {!present && (
        <div className={styles.remarks} role="status">
          <p>
            One of the nodes of this map is gone, or not completely wired. Choose another, or undo.
          </p>
        </div>
      )}
      <table className={styles.hiddenTable}>
        <caption>The map in numbers</caption>
        <tbody>
          <tr>
            <th scope="row">{readText(graph, figure.read)} now</th>
            <td>{present ? numberData(present.value) : "none"}</td>
          </tr>
          <tr>
            <th scope="row">Largest |value| shown</th>
            <td>{formatNumber(largest)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
