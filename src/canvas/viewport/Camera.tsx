import { useStore as useFlowStore, useReactFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { Graph } from "@/graph";
import { type Bounds, boundsOf, sizeOf } from "@/layout";
import { documentOf, traceOfState, useBackflow } from "@/store";
import { prefersStill } from "@/ui";
import { hasMap } from "../flow/level-of-detail";
import { noteZoom } from "../painting/painter";
import { legendStrip } from "./legend-strip";

/** Below this zoom, a whole graph is too small to read: the camera shows the part where something happens. */
const READABLE_ZOOM = 0.55;
const CLOSE_ZOOM = 0.85;
const LARGEST_FIT_ZOOM = 1.15;
/** Pixels beside and below a fitted graph: for words below its nodes. */
const SIDE = 28;
const FOOT = 40;
/** What the map in the corner takes, and the width of the canvas from which on there is one. */
const MAP_ROOM = { width: 216, height: 156 };
const MAP_FROM = 700;
/** What the bars of a phone's browser take, in pixels. */
const BROWSER_BARS = 90;
/** Room around the followed node, in pixels. */
const MARGIN = 90;

/** Shows the whole graph when asked, and follows the playhead until the user moves the view. */
export function Camera() {
  const flow = useReactFlow();
  const width = useFlowStore((state) => state.width);
  const height = useFlowStore((state) => state.height);
  const fitRequests = useBackflow((state) => state.fitRequests);
  const playhead = useBackflow((state) => state.place);
  const follows = useBackflow((state) => state.cameraFollows);
  const legendOpen = useBackflow((state) => state.legendOpen);
  /** What the view was last fitted to. */
  const fitted = useRef<{ requests: number; width: number; height: number } | null>(null);
  const zoom = useFlowStore((state) => state.transform[2]);
  useEffect(() => noteZoom(zoom), [zoom]);

  useEffect(() => {
    if (width === 0 || height === 0) return;
    const last = fitted.current;
    const asked = last !== null && last.requests !== fitRequests;
    // A panel that opens beside the canvas, or a pane below it, makes it smaller: a view that was not moved by hand is
    // fitted anew. The bars of a phone's browser come and go with a few pixels of height, and are let be.
    const resized =
      last !== null &&
      follows &&
      (last.width !== width || Math.abs(last.height - height) > BROWSER_BARS);
    if (last && !asked && !resized) return;
    const first = last === null;
    fitted.current = { requests: fitRequests, width, height };
    const { viewport } = useBackflow.getState();
    if (first && viewport) {
      void flow.setViewport(viewport);
      return;
    }
    const opened = useBackflow.getState();
    const document = documentOf(opened);
    const bounds = boundsOf(document.graph, document.layout);
    if (!bounds) {
      // Whatever the graph before was seen at: a new one begins near enough to read.
      void flow.setViewport({ x: 0, y: 0, zoom: CLOSE_ZOOM });
      return;
    }
    const { left, top, right, bottom } = bounds;
    // Room for what stands out of the nodes, flags above and words below, and for the legend's strip on a wide page.
    const strip = legendStrip({ legendOpen, panel: opened.panel });
    const { spare, zoom } = roomiest(
      bounds,
      width,
      height,
      roomBeside(72 + strip, width, document.graph),
    );
    const duration = first || prefersStill() ? 0 : 300;
    if (zoom >= READABLE_ZOOM || asked) {
      const x = (width - spare.right + spare.left - (right + left) * zoom) / 2;
      const y =
        spare.top + (height - spare.top - spare.bottom - (bottom - top) * zoom) / 2 - top * zoom;
      void flow.setViewport({ x, y, zoom }, { duration });
      return;
    }
    const state = useBackflow.getState();
    const step = traceOfState(state).steps[state.place - 1];
    const node = document.graph.nodes[step?.nodeIndex ?? 0];
    if (!node) return;
    const focus = { ...(document.layout.get(node.id) ?? { x: 0, y: 0 }), ...sizeOf(node) };
    const close = CLOSE_ZOOM;
    // At rest the reader starts at the first node; during a run, where it happens.
    const x = step ? width / 2 - (focus.x + focus.width / 2) * close : spare.left - focus.x * close;
    const y = height / 2 - (focus.y + focus.height / 2) * close;
    void flow.setViewport({ x, y, zoom: close }, { duration });
  }, [flow, width, height, fitRequests, follows, legendOpen]);

  useEffect(() => {
    if (!follows || playhead === 0 || width === 0) return;
    const state = useBackflow.getState();
    const document = documentOf(state);
    const step = traceOfState(state).steps[playhead - 1];
    const node = step ? document.graph.nodes[step.nodeIndex] : undefined;
    const position = node ? document.layout.get(node.id) : undefined;
    if (!node || !position) return;
    const view = flow.getViewport();
    const size = sizeOf(node);
    const left = position.x * view.zoom + view.x;
    const top = position.y * view.zoom + view.y;
    const right = left + size.width * view.zoom;
    const bottom = top + size.height * view.zoom;
    const margin = Math.min(MARGIN, width / 8);
    const inside = left >= margin && right <= width - margin && top >= 24 && bottom <= height - 16;
    const whole = left >= 0 && right <= width && top >= 0 && bottom <= height;
    // A graph that fits stays put, even where a node stands near the edge.
    if (inside || (whole && everythingFits(document, view, width, height))) return;
    void flow.setCenter(position.x + size.width / 2, position.y + size.height / 2, {
      zoom: Math.max(view.zoom, READABLE_ZOOM),
      duration: prefersStill() ? 0 : 350,
    });
  }, [flow, follows, playhead, width, height]);

  return null;
}

/** Pixels that a fitted graph leaves free. */
interface Spare {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What has to stay free around a graph; beside or above its map, where it has one. */
function roomBeside(top: number, width: number, graph: Graph): readonly [Spare, ...Spare[]] {
  const spare = { left: SIDE, right: SIDE, top, bottom: FOOT };
  if (!hasMap(graph) || width < MAP_FROM) return [spare];
  return [
    { ...spare, right: MAP_ROOM.width },
    { ...spare, bottom: MAP_ROOM.height },
  ];
}

/** Of several ways to leave room, the one in which the graph is largest. */
function roomiest(
  { left, top, right, bottom }: Bounds,
  width: number,
  height: number,
  choices: readonly [Spare, ...Spare[]],
): { readonly spare: Spare; readonly zoom: number } {
  const zooms = choices.map((spare) =>
    Math.min(
      LARGEST_FIT_ZOOM,
      (width - spare.left - spare.right) / (right - left),
      (height - spare.top - spare.bottom) / (bottom - top),
    ),
  );
  const zoom = Math.max(...zooms);
  return { zoom, spare: choices[zooms.indexOf(zoom)] ?? choices[0] };
}

function everythingFits(
  document: ReturnType<typeof documentOf>,
  view: { x: number; y: number; zoom: number },
  width: number,
  height: number,
): boolean {
  return document.graph.nodes.every((node) => {
    const position = document.layout.get(node.id);
    if (!position) return true;
    const size = sizeOf(node);
    const left = position.x * view.zoom + view.x;
    const top = position.y * view.zoom + view.y;
    return (
      left >= 0 &&
      top >= 0 &&
      left + size.width * view.zoom <= width &&
      top + size.height * view.zoom <= height
    );
  });
}
