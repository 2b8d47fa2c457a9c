import { useBackflow } from "@/store";
import { Drawer, laterPart } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";

const HealthDetails = laterPart(async () => (await import("./HealthDetails")).HealthDetails);

/** The drawer that says how the gradient fares. */
export function HealthPanel() {
  const open = useBackflow((state) => state.panel === "health");
  const setPanel = useBackflow((state) => state.setPanel);
  return (
    <Drawer open={open} onClose={() => setPanel(null)} title="Gradient health">
      <LaterBoundary what="The health panel">
        <HealthDetails />
      </LaterBoundary>
    </Drawer>
  );
}
