import { useEffect } from "react";
import { type Bounds, boundsOf } from "@/layout";
import { documentOf, useBackflow } from "@/store";

/** The room for the graph on a landscape page of A4 or Letter, in CSS pixels; canvas.module.css gives the canvas this size. */
const ROOM = { width: 960, height: 400 };
/** Around the graph, for flags above and words below its nodes. */
const MARGIN = { side: 16, top: 40, bottom: 36 };
const LARGEST_ZOOM = 1.15;

/** On paper the whole graph is seen, wherever the view on the screen is. */
export function PrintedView() {
  useEffect(() => {
    const print = matchMedia("print");
    const showWhole = (): void => {
      const { graph, layout } = documentOf(useBackflow.getState());
      const bounds = boundsOf(graph, layout);
      if (bounds) document.body.style.setProperty("--printed-view", transformFor(bounds));
    };
    const showOnPaper = (): void => {
      if (print.matches) showWhole();
    };
    addEventListener("beforeprint", showWhole);
    print.addEventListener("change", showOnPaper);
    return () => {
      removeEventListener("beforeprint", showWhole);
      print.removeEventListener("change", showOnPaper);
    };
  }, []);
  return null;
}

/** The CSS transform that puts a part of the canvas into the middle of the printed room. */
export function transformFor({ left, top, right, bottom }: Bounds): string {
  const width = ROOM.width - 2 * MARGIN.side;
  const height = ROOM.height - MARGIN.top - MARGIN.bottom;
  const zoom = Math.min(width / (right - left), height / (bottom - top), LARGEST_ZOOM);
  const x = MARGIN.side + (width - (right - left) * zoom) / 2 - left * zoom;
  const y = MARGIN.top + (height - (bottom - top) * zoom) / 2 - top * zoom;
  return `translate(${x}px, ${y}px) scale(${zoom})`;
}
