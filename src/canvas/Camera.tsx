import { useStore as useFlowStore, useReactFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { documentOf, traceOfState, useBackflow } from "@/store";
import { noteZoom } from "./live";
import { sizeOf } from "./size";
import { prefersStill } from "./still";

/** Below this zoom, a whole graph is too small to read: the camera shows the part where something happens. */
const READABLE_ZOOM = 0.55;
const CLOSE_ZOOM = 0.85;
const LARGEST_FIT_ZOOM = 1.15;
/** From this width on the open legend is a strip along the top, this high. */
const LEGEND_STRIP_FROM = 1100;
const LEGEND_STRIP = 64;
/** Room around the followed node, in pixels. */
const MARGIN = 90;

/** Shows the whole graph when asked, and follows the playhead until the user moves the view. */
export function Camera() {
  const flow = useReactFlow();
  const width = useFlowStore((state) => state.width);
  const height = useFlowStore((state) => state.height);
  const fitRequests = useBackflow((state) => state.fitRequests);
  const place = useBackflow((state) => state.place);
  const follows = useBackflow((state) => state.cameraFollows);
  const legendOpen = useBackflow((state) => state.legendOpen);
  /** What the view was last fitted to. */
  const fitted = useRef<{ requests: number; width: number } | null>(null);
  const zoom = useFlowStore((state) => state.transform[2]);
  useEffect(() => noteZoom(zoom), [zoom]);

  useEffect(() => {
    if (width === 0 || height === 0) return;
    const last = fitted.current;
    const asked = last !== null && last.requests !== fitRequests;
    // A panel that opens beside the canvas makes it narrower: a view that was not moved by hand is fitted anew.
    const resized = last !== null && last.width !== width && follows;
    if (last && !asked && !resized) return;
    const first = last === null;
    fitted.current = { requests: fitRequests, width };
    const document = documentOf(useBackflow.getState());
    const boxes = document.graph.nodes.map((node) => {
      const { x, y } = document.layout.get(node.id) ?? { x: 0, y: 0 };
      return { x, y, ...sizeOf(node) };
    });
    if (boxes.length === 0) return;
    const left = Math.min(...boxes.map((box) => box.x));
    const top = Math.min(...boxes.map((box) => box.y));
    const right = Math.max(...boxes.map((box) => box.x + box.width));
    const bottom = Math.max(...boxes.map((box) => box.y + box.height));
    // Room for what stands out of the nodes, flags above and words below, and for the legend's strip on a wide page.
    const strip = legendOpen && width >= LEGEND_STRIP_FROM ? LEGEND_STRIP : 0;
    const spare = { x: 28, top: 72 + strip, bottom: 40 };
    const zoom = Math.min(
      LARGEST_FIT_ZOOM,
      (width - 2 * spare.x) / (right - left),
      (height - spare.top - spare.bottom) / (bottom - top),
    );
    const duration = first || prefersStill() ? 0 : 300;
    if (zoom >= READABLE_ZOOM || asked) {
      const x = (width - (right + left) * zoom) / 2;
      const y =
        spare.top + (height - spare.top - spare.bottom - (bottom - top) * zoom) / 2 - top * zoom;
      void flow.setViewport({ x, y, zoom }, { duration });
      return;
    }
    const state = useBackflow.getState();
    const step = traceOfState(state).steps[state.place - 1];
    const focus = boxes[step?.nodeIndex ?? 0] ?? boxes[0];
    if (!focus) return;
    const close = CLOSE_ZOOM;
    // At rest the reader starts at the first node; during a run, where it happens.
    const x = step ? width / 2 - (focus.x + focus.width / 2) * close : spare.x - focus.x * close;
    const y = height / 2 - (focus.y + focus.height / 2) * close;
    void flow.setViewport({ x, y, zoom: close }, { duration });
  }, [flow, width, height, fitRequests, follows, legendOpen]);

  useEffect(() => {
    if (!follows || place === 0 || width === 0) return;
    const state = useBackflow.getState();
    const document = documentOf(state);
    const step = traceOfState(state).steps[place - 1];
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
  }, [flow, follows, place, width, height]);

  return null;
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
