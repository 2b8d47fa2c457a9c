import { useStoreApi } from "@xyflow/react";
import { useState } from "react";

const measureNothing = (): void => undefined;

/**
 * React Flow measures every node and its handles once they are drawn, by the page's layout. Here sizes and ports follow
 * from the graph, and a measurement would only replace them: it is left out. Called above `ReactFlow`, which keeps the
 * function from its first rendering on.
 */
export function useNoMeasuring(): void {
  const store = useStoreApi();
  useState(() => store.setState({ updateNodeInternals: measureNothing }));
}
