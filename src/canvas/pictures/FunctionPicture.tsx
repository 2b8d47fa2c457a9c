import { useCallback, useMemo, useRef } from "react";
import type { GraphNode } from "@/graph";
import { frameOf, useBackflow } from "@/store";
import { themeChannels, themeValue } from "@/ui";
import { usePainter } from "../painting/painter";
import { drawPicture, type PictureColours } from "./picture-drawing";
import { pictureValues } from "./picture-values";
import styles from "./pictures.module.css";

interface FunctionPictureProps {
  readonly node: GraphNode;
  readonly index: number;
}

/** Pixels of the page, and of the picture to each of them: sharp also where the canvas is zoomed in. */
const WIDTH = 108;
const HEIGHT = 62;
const SCALE = 2;

/** The value of a node against a number of the document, or over two, as small as fits into the node. */
export function FunctionPicture({ node, index }: FunctionPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // The picture follows what is chosen for the document, and the theme, at the next frame that is painted.
  const makePainter = useCallback(() => {
    const element = canvas.current;
    if (!element) return null;
    return () => {
      const frame = frameOf(useBackflow.getState());
      const values = pictureValues(frame);
      const units = frame.evaluation.plan.topology.widths[index] ?? 0;
      element.hidden = values === null || units === 0;
      element.dataset.picture = frame.document.pictures.kind;
      if (values && units > 0) drawPicture(element, values, index, units, coloursNow(), SCALE);
    };
  }, [index]);
  usePainter(
    makePainter,
    useMemo(() => [node.id], [node.id]),
  );
  return (
    <canvas ref={canvas} className={styles.picture} width={WIDTH * SCALE} height={HEIGHT * SCALE} />
  );
}

function coloursNow(): PictureColours {
  return {
    ink: themeValue("--ink"),
    soft: themeValue("--ink-soft"),
    line: themeValue("--line-strong"),
    paper: themeChannels("--paper"),
    positive: themeChannels("--positive-wire"),
    negative: themeChannels("--negative-wire"),
  };
}
