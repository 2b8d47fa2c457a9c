import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useMemo } from "react";
import { useBackflow } from "@/store";
import { prefersReducedMotion } from "@/ui";

const ZOOM_TIME = 160;
/** How far, in pixels, the middle may stray of a view that glides about it: rounding. */
const STRAY = 0.5;

/** A zoom on its way from one factor to another, about the point in the middle of the view. */
interface Glide {
  readonly from: number;
  readonly to: number;
  readonly middle: { readonly x: number; readonly y: number };
  /** How often the whole graph had been asked for: that may lead back to where a glide began. */
  readonly fitRequests: number;
}

/**
 * Zooms about the middle of the view. A step asked for while the step before is still gliding goes on
 * from where that one leads, so that none is lost however fast a key is pressed.
 */
export function useZooming(): (factor: number) => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => {
    let glide: Glide | null = null;
    return (factor) => {
      const { width, height, minZoom, maxZoom } = store.getState();
      const { x, y, zoom } = flow.getViewport();
      const middle = { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom };
      // A glide that something else has ended, such as a wheel or a fit, does not count any more.
      const { fitRequests } = useBackflow.getState();
      const onItsWay =
        glide !== null &&
        glide.fitRequests === fitRequests &&
        (zoom - glide.from) * (zoom - glide.to) <= 0 &&
        Math.abs(middle.x - glide.middle.x) * zoom < STRAY &&
        Math.abs(middle.y - glide.middle.y) * zoom < STRAY;
      const start = onItsWay && glide ? glide.to : zoom;
      const to = Math.min(Math.max(start * factor, minZoom), maxZoom);
      const begun: Glide = { from: zoom, to, middle, fitRequests };
      glide = begun;
      void flow.zoomTo(to, { duration: prefersReducedMotion() ? 0 : ZOOM_TIME }).then(() => {
        if (glide === begun) glide = null;
      });
    };
  }, [flow, store]);
}
