import { useStore as useFlowStore, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";

/** Thickness of the ring around what has the focus, and its distance from it, in pixels of the screen. */
const RING = 3;

/** Keeps the ring around the node in focus as thick on the screen where the graph is seen from afar. */
export function useFocusRing(): void {
  const store = useStoreApi();
  const root = useFlowStore((state) => state.domNode);
  useEffect(() => {
    if (!root) return;
    // On the one node only: a property of the canvas would restyle all of them at each change of the zoom.
    const scale = (): void => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLElement) || !focused.matches(".react-flow__node")) return;
      const [, , zoom] = store.getState().transform;
      focused.style.setProperty("--ring", `${RING / Math.min(1, zoom)}px`);
    };
    root.addEventListener("focusin", scale);
    const stop = store.subscribe((state, previous) => {
      if (state.transform[2] !== previous.transform[2]) scale();
    });
    return () => {
      root.removeEventListener("focusin", scale);
      stop();
    };
  }, [store, root]);
}
