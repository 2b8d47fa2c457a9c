import { useBackflow } from "@/store";
import { laterPart } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";
import { PageDialog } from "../page/PageDialog";
import styles from "./preset-gallery.module.css";

const PresetCards = laterPart(async () => (await import("./PresetCards")).PresetCards);

/** The dialog of ready-made graphs. */
export function PresetGallery() {
  const close = () => useBackflow.getState().setDialog(null);
  return (
    <PageDialog name="presets" title="Presets" className={styles.dialog}>
      <LaterBoundary what="The gallery">
        <PresetCards onOpen={close} />
      </LaterBoundary>
    </PageDialog>
  );
}
