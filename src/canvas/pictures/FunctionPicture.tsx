import { useCallback, useMemo, useRef } from "react";
import type { GraphNode, NodeIndex } from "@/graph";
import { frameOf, useBackflow } from "@/store";
import { usePainter } from "../painting/painter";
import { type PictureColours, pictureColours } from "./picture-colours";
import { drawCurves, drawMap, drawTiles } from "./picture-drawing";
import { type PictureValues, pictureValues } from "./picture-values";
import styles from "./pictures.module.css";

interface FunctionPictureProps {
  readonly node: GraphNode;
  readonly index: NodeIndex;
}

/** Pixels of the page, and of the picture to each of them: sharp also where the canvas is zoomed in. */
const WIDTH = 108;
const HEIGHT = 62;
const SCALE = 2;

/** The value of a node against a number of the document, or over two, as small as fits into the node. */
export function FunctionPicture({ node, index }: FunctionPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const present = useRef<HTMLSpanElement>(null);
  // The picture follows what is chosen for the document, and the theme, at the next frame that is painted.
  const makePainter = useCallback(() => {
    const pen = canvas.current?.getContext("2d");
    const dot = present.current;
    if (!pen || !dot) return null;
    let drawn: Drawn | null = null;
    return () => {
      const frame = frameOf(useBackflow.getState());
      const values = pictureValues(frame);
      const units = frame.evaluation.plan.topology.widths[index] ?? 0;
      const numbers = values?.sweep.valuesOf(index) ?? null;
      pen.canvas.hidden = !values || !numbers || units === 0;
      if (!values || !numbers || units === 0) {
        drawn = null;
        dot.hidden = true;
        return;
      }
      const colours = pictureColours();
      if (drawn && isDrawn(drawn, values, numbers.numbers, colours)) return;
      drawn = { values, numbers: numbers.numbers.slice(), colours };
      const isMap = values.ranges.length > 1;
      pen.canvas.dataset.picture = isMap ? "map" : "curve";
      if (!isMap) drawCurves(pen, values, numbers, units, colours, SCALE);
      else if (units === 1) drawMap(pen, values, numbers, colours);
      else drawTiles(pen, values, numbers, units, colours, SCALE);
      placeDot(dot, isMap && units === 1 ? values : null);
    };
  }, [index]);
  usePainter(
    makePainter,
    useMemo(() => [node.id], [node.id]),
  );
  return (
    <span className={styles.frame}>
      <canvas
        ref={canvas}
        className={styles.picture}
        width={WIDTH * SCALE}
        height={HEIGHT * SCALE}
      />
      <span ref={present} className={styles.present} hidden />
    </span>
  );
}

/** What a canvas shows: where a dragged number leaves a node as it was, its picture stays. */
interface Drawn {
  readonly values: PictureValues;
  readonly numbers: Float64Array;
  readonly colours: PictureColours;
}

function isDrawn(
  { values, numbers, colours }: Drawn,
  now: PictureValues,
  numbersNow: Float64Array,
  coloursNow: PictureColours,
): boolean {
  if (colours !== coloursNow || numbers.length !== numbersNow.length) return false;
  if (String(values.ranges) !== String(now.ranges)) return false;
  if (String(values.sweep.present) !== String(now.sweep.present)) return false;
  if (values.sweep.columns !== now.sweep.columns) return false;
  // No callback: many numbers are looked through at every change of a dragged one.
  for (let at = 0; at < numbers.length; at++) {
    if (!Object.is(numbers[at], numbersNow[at])) return false;
  }
  return true;
}

/** The present point of a map: an element of its own, for a picture of few pixels has none to draw it sharply. */
function placeDot(dot: HTMLElement, values: PictureValues | null): void {
  const [x = Number.NaN, y = Number.NaN] = (values?.sweep.present ?? []).map((value, at) => {
    const [lo, hi] = values?.ranges[at] ?? [0, 1];
    return (value - lo) / (hi - lo);
  });
  dot.hidden = !(x >= 0 && x <= 1 && y >= 0 && y <= 1);
  if (dot.hidden) return;
  dot.style.left = `${100 * x}%`;
  dot.style.top = `${100 * (1 - y)}%`;
}
