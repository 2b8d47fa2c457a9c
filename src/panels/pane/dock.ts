/** Where the pane stands: beside the canvas or below it. On a narrow page it takes the place of the stage's words. */
export type Dock = "beside" | "below" | "stage";

/** Pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** From this width on there is room for a pane that is not a face of the stage. */
const NARROW = 701;
/** What the pane takes: of the width beside the canvas, of the height below it. */
const SHARES = {
  plain: { beside: 0.4, below: 0.5 },
  enlarged: { beside: 0.5, below: 0.66 },
};
/** A pane is no smaller than this, in pixels, where the page is large enough for the canvas to keep as much. */
const LEAST = { width: 380, height: 240 };
/** Beyond this width a pane beside the canvas has more room than a table or a figure needs. */
const MOST_WIDTH = 720;
/** What a fitted graph leaves free around itself. */
const SPARE: Extent = { width: 56, height: 112 };

/** A column of the table and the numbers of its rows, in pixels. */
const COLUMN_WIDTH = 90;
const ROW_NUMBERS = 64;

/** The width that a table of so many columns needs: beside it the graph has the rest. */
export function tableWidth(columns: number): number {
  return ROW_NUMBERS + COLUMN_WIDTH * columns;
}

/** What the pane takes of a page's work area when it stands there; beside the canvas no more than what stands in it needs. */
export function paneExtent(
  work: Extent,
  dock: Dock,
  enlarged: boolean,
  needed = Number.POSITIVE_INFINITY,
): Extent {
  const share = enlarged ? SHARES.enlarged : SHARES.plain;
  if (dock === "beside") {
    const most = enlarged ? work.width : Math.min(MOST_WIDTH, Math.max(LEAST.width, needed));
    const wanted = Math.max(LEAST.width, work.width * share.beside);
    return { width: Math.round(Math.min(wanted, most, work.width / 2)), height: work.height };
  }
  const wanted = Math.max(LEAST.height, work.height * share.below);
  const most = work.height * (enlarged ? 0.75 : 0.6);
  return { width: work.width, height: Math.round(Math.min(wanted, most)) };
}

/**
 * The dock that draws a graph of this size, in canvas units, larger; beside where there is no difference. On a page that
 * `isLow`, such as that of a phone that lies, there is no room below.
 */
export function dockFor(
  work: Extent,
  graph: Extent | null,
  enlarged: boolean,
  needed = Number.POSITIVE_INFINITY,
  isLow = false,
): Dock {
  if (isLow) return "beside";
  if (work.width < NARROW) return "stage";
  if (graph === null) return "beside";
  const beside = zoomOf(graph, {
    width: work.width - paneExtent(work, "beside", enlarged, needed).width,
    height: work.height,
  });
  const below = zoomOf(graph, {
    width: work.width,
    height: work.height - paneExtent(work, "below", enlarged).height,
  });
  return below > beside ? "below" : "beside";
}

function zoomOf(graph: Extent, room: Extent): number {
  return Math.min(
    (room.width - SPARE.width) / graph.width,
    (room.height - SPARE.height) / graph.height,
  );
}
