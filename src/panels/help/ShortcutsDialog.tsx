import { commands } from "@/store";
import { laterPart } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";
import { PageDialog } from "../page/PageDialog";
import styles from "./shortcut-sheet.module.css";

const ShortcutSheet = laterPart(async () => (await import("./ShortcutSheet")).ShortcutSheet);

/** The dialog of all keys and gestures. */
export function ShortcutsDialog() {
  return (
    <PageDialog name="shortcuts" title={commands.shortcuts.name} className={styles.dialog}>
      <LaterBoundary what="The sheet of keys">
        <ShortcutSheet />
      </LaterBoundary>
    </PageDialog>
  );
}
