import { useBackflow } from "@/store";
import { Dialog, laterPart } from "@/ui";
import styles from "./documents-dialog.module.css";
import { LaterBoundary } from "./LaterBoundary";
import { NoticeStrip } from "./NoticeStrip";

const DocumentList = laterPart(async () => (await import("./DocumentList")).DocumentList);

/** The dialog of one's own graphs. */
export function DocumentsDialog() {
  const open = useBackflow((state) => state.dialog === "documents");
  const close = () => useBackflow.getState().setDialog(null);
  return (
    <Dialog open={open} onClose={close} title="My graphs" className={styles.dialog}>
      <div className={styles.notice}>
        <NoticeStrip />
      </div>
      <LaterBoundary
        what="The list of graphs"
        waiting={<p role="status">The list is being read …</p>}
      >
        <DocumentList />
      </LaterBoundary>
    </Dialog>
  );
}
