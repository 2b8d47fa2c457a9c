import { lazy, Suspense } from "react";
import { useBackflow } from "@/store";
import { Drawer, ErrorBoundary } from "@/ui";

const NodeDetails = lazy(async () => ({ default: (await import("./NodeDetails")).NodeDetails }));

/** The drawer with everything about the selected node: all digits, its wires, its numbers to edit. */
export function NodePanel() {
  const open = useBackflow((state) => state.panel === "node");
  const setPanel = useBackflow((state) => state.setPanel);
  return (
    <Drawer open={open} onClose={() => setPanel(null)} title="Details">
      <ErrorBoundary what="The details">
        <Suspense>
          <NodeDetails />
        </Suspense>
      </ErrorBoundary>
    </Drawer>
  );
}
