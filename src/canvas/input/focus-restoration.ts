import { type RefObject, useEffect } from "react";
import type { Graph } from "@/graph";

const LAYERS = ".react-flow__nodes, .react-flow__edgelabel-renderer";

/**
 * Keeps the keyboard's focus on the canvas when what had it is gone: a node that was deleted or undone, or the graph
 * before this one. `inside`: was the focus on the canvas when it was last seen? It outlives the graph.
 */
export function useFocusRestoration(
  canvas: RefObject<HTMLElement | null>,
  graph: Graph,
  inside: RefObject<boolean>,
): void {
  useEffect(() => {
    // An element that is removed while it has the focus tells nobody: where the focus was last is what is remembered.
    const follow = ({ target }: FocusEvent): void => {
      inside.current = target instanceof Node && canvas.current?.contains(target) === true;
    };
    window.addEventListener("focusin", follow);
    return () => window.removeEventListener("focusin", follow);
  }, [canvas, inside]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew whenever the graph is another one.
  useEffect(() => {
    const root = canvas.current;
    if (!root) return;
    const keep = (): void => {
      if (inside.current && document.activeElement === document.body) {
        root.focus({ preventScroll: true });
      }
    };
    keep();
    // React Flow takes nodes and wires off the page some time after the graph has changed.
    const watch = new MutationObserver(keep);
    for (const layer of root.querySelectorAll(LAYERS)) watch.observe(layer, { childList: true });
    return () => watch.disconnect();
  }, [canvas, inside, graph]);
}
