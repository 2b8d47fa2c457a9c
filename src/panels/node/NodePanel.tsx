import { nodeText } from "@/explain";
import { chosenNode, documentOf, useBackflow } from "@/store";
import { Drawer, laterPart } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";

const NodeDetails = laterPart(async () => (await import("./NodeDetails")).NodeDetails);

/** The drawer with everything about the selected node: all digits, its wires, its numbers to edit. */
export function NodePanel() {
  const open = useBackflow((state) => state.panel === "node");
  const setPanel = useBackflow((state) => state.setPanel);
  const title = useBackflow((state) => {
    const node = chosenNode(state);
    return node === null ? "Details" : `Details of ${nodeText(documentOf(state).graph, node)}`;
  });
  return (
    <Drawer open={open} onClose={() => setPanel(null)} title={title}>
      <LaterBoundary what="The details">
        <NodeDetails />
      </LaterBoundary>
    </Drawer>
  );
}
