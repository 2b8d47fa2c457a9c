import type { Extent } from "@/ui";

/** Where the pane stands: beside the canvas or below it. On a narrow page it takes the place of the stage's words. */
export type Dock = "beside" | "below" | "stage";

/** From this width on there is room for a pane that is not a face of the stage. */
const NARROW = 701;
/** What the pane takes: of the width beside the canvas, of the height below it. On a phone a table or a figure has no other room. */
const SHARES = {
  plain: { beside: 0.4, below: 0.5, stage: 0.64 },
  enlarged: { beside: 0.5, below: 0.66, stage: 0.8 },
};
/** Where the edge was moved by hand, canvas and pane keep this much, in pixels. */
const LEAST_BY_HAND = { width: 240, height: 96 };
/** A pane is no smaller than this, in pixels, where the page is large enough for the canvas to keep as much. */
const LEAST = { width: 380, height: 240 };
/** On a phone a table of three rows takes this height, with what stands around it. */
const LEAST_ON_STAGE = 340;
/** Beyond this width a pane beside the canvas has more room than a table or a figure needs. */
const MOST_WIDTH = 720;
/** What a fitted graph leaves free around itself. */
const SPARE: Extent = { width: 56, height: 112 };

/** The width that a pane beside the canvas needs, in pixels: it takes no more than one bound, and no less than the other. */
export interface NeededWidth {
  readonly most?: number;
  readonly least?: number;
}

/** Networks that are compared stand side by side, each with its fit and its layers, beside the losses. */
export const COMPARISON: NeededWidth = { least: 620 };

/** A column of the table and the numbers of its rows, in pixels. */
const COLUMN_WIDTH = 82;
const ROW_NUMBERS = 56;

/** What a table of so many columns needs: beside it the graph has the rest. */
export function tableWidth(columns: number): NeededWidth {
  return { most: ROW_NUMBERS + COLUMN_WIDTH * columns };
}

/**
 * What the pane takes of a page's work area when it stands there: what was `asked` for by hand, a part of the width or of the
 * height; else beside the canvas what stands in it needs.
 */
export function paneExtent(
  work: Extent,
  dock: Dock,
  enlarged: boolean,
  needed: NeededWidth = {},
  asked: number | null = null,
): Extent {
  if (asked !== null) return extentByHand(work, dock, asked);
  const share = enlarged ? SHARES.enlarged : SHARES.plain;
  if (dock === "beside") {
    const { least = 0, most: needs = MOST_WIDTH } = needed;
    const most = enlarged ? work.width : Math.min(MOST_WIDTH, Math.max(LEAST.width, needs));
    const wanted = Math.max(LEAST.width, least, work.width * share.beside);
    return { width: Math.round(Math.min(wanted, most, work.width / 2)), height: work.height };
  }
  const isStage = dock === "stage";
  const wanted = Math.max(isStage ? LEAST_ON_STAGE : LEAST.height, work.height * share[dock]);
  const most = work.height * (enlarged ? 0.8 : isStage ? 0.7 : 0.6);
  return { width: work.width, height: Math.round(Math.min(wanted, most)) };
}

function extentByHand(work: Extent, dock: Dock, share: number): Extent {
  const side = dock === "beside" ? "width" : "height";
  const most = Math.max(work[side] / 2, work[side] - LEAST_BY_HAND[side]);
  const least = Math.min(work[side] / 2, LEAST_BY_HAND[side]);
  return { ...work, [side]: Math.round(Math.max(least, Math.min(most, share * work[side]))) };
}

/** The part of the work that a pane takes: of its width beside the canvas, else of its height. */
export function paneShare(work: Extent, dock: Dock, pane: Extent): number {
  const side = dock === "beside" ? "width" : "height";
  return work[side] > 0 ? pane[side] / work[side] : 0;
}

/**
 * The dock that draws a graph of this size, in canvas units, larger; beside where there is no difference. On a page that
 * `isLow`, such as that of a phone that lies, there is no room below.
 */
export function dockFor(
  work: Extent,
  graph: Extent | null,
  enlarged: boolean,
  needed: NeededWidth = {},
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
