import { useBackflow } from "@/store";
import { Dialog, laterPart } from "@/ui";
import { LaterBoundary } from "./LaterBoundary";
import styles from "./preset-gallery.module.css";

const PresetCards = laterPart(async () => (await import("./PresetCards")).PresetCards);

/** The dialog of ready-made graphs. */
export function PresetGallery() {
  const open = useBackflow((state) => state.dialog === "presets");
  const close = () => useBackflow.getState().setDialog(null);
  return (
    <Dialog open={open} onClose={close} title="Presets" className={styles.dialog}>
      <LaterBoundary what="The gallery">
        <PresetCards onOpen={close} />
      </LaterBoundary>
    </Dialog>
  );
}
