import { useBackflow } from "@/store";
import { Drawer, laterPart } from "@/ui";
import { LaterBoundary } from "./LaterBoundary";

const NodeDetails = laterPart(async () => (await import("./NodeDetails")).NodeDetails);

/** The drawer with everything about the selected node: all digits, its wires, its numbers to edit. */
export function NodePanel() {
  const open = useBackflow((state) => state.panel === "node");
  const setPanel = useBackflow((state) => state.setPanel);
  return (
    <Drawer open={open} onClose={() => setPanel(null)} title="Details">
      <LaterBoundary what="The details">
        <NodeDetails />
      </LaterBoundary>
    </Drawer>
  );
}
