import { keptKey, pageKey, passingKeyBy } from "./state-key";

/** Where the canvas is looked at: its offset in pixels and its zoom. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** What the canvas shows. */
export const cameraSlice = {
  /** False from the moment the user moves the camera until the next run from the start. */
  cameraFollows: passingKeyBy<boolean>(({ hasViewport }) => !hasViewport),
  /** The viewport that the user has moved to; null while the camera moves by itself: first the whole graph, then the run. */
  viewport: keptKey({
    name: "viewport",
    shared: false,
    write: (viewport: Viewport | null) => viewport,
    isKept: (found) => found === null || isViewport(found),
    read: (viewport = null) => viewport,
  }),
  /** Counts requests to show the whole graph. */
  fitRequests: pageKey<number>(0),
  /** How many nodes are not whole in view. */
  nodesBeyond: pageKey<number>(0),
};

function isViewport(found: unknown): boolean {
  if (typeof found !== "object" || found === null) return false;
  const { x, y, zoom } = found as { readonly [key: string]: unknown };
  return [x, y, zoom].every(Number.isFinite);
}
