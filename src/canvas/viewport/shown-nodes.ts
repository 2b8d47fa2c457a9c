import { useEffect, useSyncExternalStore } from "react";
import type { NodeId } from "@/graph";
import { useBackflow } from "@/store";

/** What a finding speaks of that was chosen in a panel: it counts until the panel closes. */
let shown: readonly NodeId[] | null = null;
const listeners = new Set<() => void>();

/** Brings nodes into view, the most important first. */
export function showNodes(nodes: readonly NodeId[] | null): void {
  shown = nodes;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The nodes that the health panel speaks of, the most important first; null where none are shown. They are forgotten
 * when it closes.
 */
export function useShownNodes(): readonly NodeId[] | null {
  const panel = useBackflow((state) => state.panel);
  useEffect(() => {
    if (panel !== "health") showNodes(null);
  }, [panel]);
  return useSyncExternalStore(subscribe, () => shown);
}
