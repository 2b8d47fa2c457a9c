import { useMemo, useRef } from "react";
import { fittingRange, presentOf, type SweptMap, subjectOf } from "@/engine/sweep";
import { equalTo, numberLatex } from "@/explain";
import { axisLatex, axisText, readLatex, readText } from "@/explain/figures";
import type { BackflowDocument, MapFigure, Range } from "@/graph";
import { type Frame, useBackflow } from "@/store";
import { Tex, useExtent, useMediaQuery } from "@/ui";
import { linearScale, type Scale } from "@/ui/plot";
import { largestShown } from "../maps/map-scale";
import { usePaintedMap } from "../maps/painted-map";
import { useFigureLetters } from "./figure-letters";
import styles from "./figures.module.css";
import { MapAxisSlider } from "./MapAxisSlider";
import { MapDrawing } from "./MapDrawing";
import { MapGestures, type MapRanges } from "./MapGestures";
import { MapCaption, MapLegend, MapTable } from "./MapWords";
import { type MapModel, mapModel } from "./map-model";
import { useMovedView } from "./moved-view";
import { readsOf } from "./new-figures";
import { MOST_SQUARES, Pattern } from "./Pattern";
import { useMapSweep } from "./use-map-sweep";

interface MapFigureViewProps {
  readonly figure: MapFigure;
  readonly frame: Frame;
}

/** With so many pixels before it, the number of the axis upwards stands beside the map and not on it. */
const OUTSIDE = 120;
/** … with letters of the ordinary size: what holds a text grows with them. */
const MARGIN = { left: 62, right: 16, top: 10, bottom: 44 };
/** A chip of the present value, likewise. */
const CHIP = { width: 110, height: 34 };

/** One node, or L, over two numbers. */
export function MapFigureView({ figure: own, frame }: MapFigureViewProps) {
  const { document, sample } = frame;
  const figure = usePointedFigure(own, document);
  const { graph } = document;
  const plot = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useExtent(plot);
  // A view of other axes, or from before other ranges were typed, is no view of this map.
  const [view, setView] = useMovedView<MapRanges>(JSON.stringify([figure.axes, figure.ranges]));
  const ranges = useShownRanges(figure, frame, view);
  const kept = useMapSweep(document, figure, sample, ranges);
  const model = mapModel(document, figure, sample, kept);
  const { map: swept } = kept.sweep;
  const { middle } = model;
  const map = useMemo(() => fromMiddle(swept, middle), [swept, middle]);
  const largest = useMemo(() => largestShown(map.values), [map]);
  const letters = useFigureLetters();
  const across = width - MARGIN.left * letters - MARGIN.right;
  const side = Math.max(40, Math.min(across, height - MARGIN.top - MARGIN.bottom * letters));
  const left = MARGIN.left * letters + Math.max(0, (across - side) / 2);
  const x = linearScale(ranges[0], [left, left + side]);
  const y = linearScale(ranges[1], [MARGIN.top + side, MARGIN.top]);
  const [first, second] = figure.axes;
  const { present } = model;
  const words = { graph, figure, kept, model };

  // A coarse map has no edges that are worth a pixel: it is there sooner with a quarter of them.
  const pixels = kept.sweep.isWhole ? side : side / 2;
  usePaintedMap(canvas, map, largest, pixels, pixels);

  return (
    <div
      className={styles.figure}
      data-figure={figure.id}
      data-kind="map"
      data-point={JSON.stringify(present ? [...present.at, present.value] : [])}
      data-slope=""
      data-joints="[]"
      data-slopes="[]"
      data-cells={map.columns}
      data-regions={model.regions?.length ?? ""}
    >
      <MapCaption {...words} largest={largest} />
      <div ref={plot} className={styles.plot}>
        <canvas
          ref={canvas}
          className={styles.map}
          style={{ left, top: MARGIN.top, width: side, height: side }}
        />
        <MapGestures {...{ figure, frame, model, x, y }} isMoved={view !== null} onView={setView}>
          {width > 0 && (
            <MapDrawing {...{ figure, kept, model, x, y, width, height, largest, letters }} />
          )}
          <RegionPatterns model={model} x={x} y={y} />
          <span
            className={styles.axisName}
            data-text={axisText(graph, first)}
            style={{ left: left + side, top: MARGIN.top + side + 18 * letters }}
          >
            <Tex latex={axisLatex(graph, first)} />
          </span>
          <span
            className={styles.valueName}
            data-text={axisText(graph, second)}
            style={{ left: left - 56 * letters, top: MARGIN.top - 8 }}
          >
            <Tex latex={axisLatex(graph, second)} />
          </span>
          {present && (
            <span
              className={styles.valueChip}
              data-text={`${readText(graph, figure.read)} ${equalTo(present.value)}`}
              style={{
                left: Math.max(
                  left,
                  Math.min(x(present.at[0]) + 14, left + side - CHIP.width * letters),
                ),
                top: Math.max(
                  MARGIN.top,
                  Math.min(
                    y(present.at[1]) - CHIP.height * letters - 8,
                    MARGIN.top + side - CHIP.height * letters,
                  ),
                ),
              }}
            >
              <Tex latex={`${readLatex(graph, figure.read)}=${numberLatex(present.value)}`} />
            </span>
          )}
        </MapGestures>
        {present && (
          <>
            <MapAxisSlider
              {...{ frame, axis: first, range: ranges[0], value: present.at[0], side: "across" }}
              left={within(x(present.at[0]), x.range)}
              top={MARGIN.top + side + 6}
            />
            <MapAxisSlider
              {...{ frame, axis: second, range: ranges[1], value: present.at[1], side: "up" }}
              isOutside={left > OUTSIDE * letters}
              left={left}
              top={within(y(present.at[1]), [MARGIN.top, MARGIN.top + side])}
            />
          </>
        )}
      </div>
      <MapLegend {...words} />
      {/* It stands there, empty, before there is something to say: else many readers do not speak it. */}
      <div className={styles.remarks} data-empty={present !== null} role="status">
        {!present && (
          <p>
            {readText(graph, figure.read)} over {axisText(graph, first)} and{" "}
            {axisText(graph, second)} cannot be drawn: one of these nodes is gone, or not completely
            wired. Choose another, or undo.
          </p>
        )}
      </div>
      <MapTable {...words} />
    </div>
  );
}

/** The figure of the node that a mouse is on, over the same axes, as long as it is there: of what can be read. */
function usePointedFigure(own: MapFigure, document: BackflowDocument): MapFigure {
  const node = useBackflow(({ pointed }) => pointed);
  // A tap leaves what stands for the mouse of a phone where it was.
  const isFinger = useMediaQuery("(pointer: coarse)");
  return useMemo(() => {
    if (node === null || isFinger || own.read.kind !== "value" || own.read.node === node)
      return own;
    const read = readsOf(document).find((one) => one.kind === "value" && one.node === node);
    return read ? { ...own, read } : own;
  }, [own, document, node, isFinger]);
}

/** The pattern of each region, where there is room for it. */
function RegionPatterns({
  model: { regions, units },
  x,
  y,
}: {
  readonly model: MapModel;
  readonly x: Scale;
  readonly y: Scale;
}) {
  if (!regions || units.length === 0 || units.length > MOST_SQUARES) return null;
  const half = [units.length * 7 + 6, 11] as const;
  return regions.map(({ at, corners, active }) => {
    const place = [x(at[0]), y(at[1])] as const;
    const hasRoom = [-1, 1].every((over) =>
      [-1, 1].every((down) =>
        isInside(
          [place[0] + over * half[0], place[1] + down * half[1]],
          corners.map(([across, up]) => [x(across), y(up)]),
        ),
      ),
    );
    return hasRoom ? (
      <span
        key={at.join()}
        className={styles.regionPattern}
        style={{ left: place[0], top: place[1] }}
      >
        <Pattern active={active} />
      </span>
    ) : null;
  });
}

/** Is a place inside a convex polygon? */
function isInside(
  [x, y]: readonly [number, number],
  corners: readonly (readonly [number, number])[],
): boolean {
  const sides = corners.map((corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? corner;
    return (next[0] - corner[0]) * (y - corner[1]) - (next[1] - corner[1]) * (x - corner[0]);
  });
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0);
}

/** A map whose colours diverge from a number other than 0. */
function fromMiddle(map: SweptMap, middle: number): SweptMap {
  return middle === 0 ? map : { ...map, values: map.values.map((value) => value - middle) };
}

function within(pixel: number, [from, to]: readonly [number, number]): number {
  return Math.max(from, Math.min(to, pixel));
}

/** What the view was moved to, else what is typed, else what fits: that stays while numbers are dragged. */
function useShownRanges(figure: MapFigure, frame: Frame, view: MapRanges | null): MapRanges {
  const kept = useRef<{ readonly key: string; readonly ranges: MapRanges } | null>(null);
  if (view) return view;
  const key = `${figure.id} ${JSON.stringify(figure.axes)} ${JSON.stringify(figure.ranges)}`;
  if (kept.current?.key === key) return kept.current.ranges;
  const subject = subjectOf(frame.document);
  const rangeOf = (place: 0 | 1): Range => {
    const axis = figure.axes[place];
    const now = presentOf(subject, axis, frame.sample) ?? 0;
    return figure.ranges[place] ?? fittingRange(subject, axis, now);
  };
  const ranges = [rangeOf(0), rangeOf(1)] as const;
  kept.current = { key, ranges };
  return ranges;
}
