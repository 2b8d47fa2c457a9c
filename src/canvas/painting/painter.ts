import { createContext, useContext, useEffect, useState } from "react";
import type { NodeId } from "@/graph";
import type { Painter, PaintLoop } from "./paint-loop";

/** The loop of the canvas around; null outside of one: then nothing is painted. */
export const PaintLoopContext = createContext<PaintLoop | null>(null);

/**
 * Paints when the component has been drawn, and again whenever the frame changes, until it goes. `make` is called once
 * the elements are there, and makes the painter; both arguments must be stable.
 */
export function usePainter(make: () => Painter | null, nodes: readonly NodeId[]): void {
  const loop = useContext(PaintLoopContext);
  const [, fail] = useState<null>(null);
  useEffect(() => {
    const made = make();
    if (!loop || !made) return;
    const painter: Painter = (frame, settled) => {
      try {
        made(frame, settled);
      } catch (error) {
        // Thrown while React renders it, an error ends at this component's boundary, and the others go on painting.
        loop.remove(painter);
        fail(() => {
          throw error;
        });
      }
    };
    return loop.add(painter, nodes);
  }, [loop, make, nodes]);
}

/** Keeps account of whether a node is in view. */
export function useViewWatch(root: { readonly current: HTMLElement | null }, node: NodeId): void {
  const loop = useContext(PaintLoopContext);
  useEffect(() => {
    const element = root.current;
    return element && loop ? loop.watch(element, node) : undefined;
  }, [loop, root, node]);
}
