import { commands, useBackflow } from "@/store";
import { Dialog, laterPart } from "@/ui";
import { LaterBoundary } from "./LaterBoundary";
import styles from "./shortcut-sheet.module.css";

const ShortcutSheet = laterPart(async () => (await import("./ShortcutSheet")).ShortcutSheet);

/** The dialog of all keys and gestures. */
export function ShortcutsDialog() {
  const open = useBackflow((state) => state.dialog === "shortcuts");
  const close = () => useBackflow.getState().setDialog(null);
  return (
    <Dialog open={open} onClose={close} title={commands.shortcuts.name} className={styles.dialog}>
      <LaterBoundary what="The sheet of keys">
        <ShortcutSheet />
      </LaterBoundary>
    </Dialog>
  );
}
