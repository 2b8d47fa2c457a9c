import { useCallback, useMemo, useRef } from "react";
import type { GraphNode } from "@/graph";
import { frameOf, useBackflow } from "@/store";
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

let known: { readonly theme: string; readonly colours: PictureColours } | null = null;

/** Read once for each theme: asking for a style while others are written costs a layout each time. */
function coloursNow(): PictureColours {
  const root = document.documentElement;
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = `${root.dataset.theme ?? ""} ${isDark}`;
  if (known?.theme !== theme) {
    const style = getComputedStyle(root);
    const of = (name: string) => style.getPropertyValue(name).trim();
    known = {
      theme,
      colours: {
        ink: of("--ink"),
        soft: of("--ink-soft"),
        line: of("--line-strong"),
        paper: of("--paper"),
        positive: of("--positive-wire"),
        negative: of("--negative-wire"),
      },
    };
  }
  return known.colours;
}
