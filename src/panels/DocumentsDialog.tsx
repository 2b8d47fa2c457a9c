import { lazy, Suspense } from "react";
import { useBackflow } from "@/store";
import { Dialog, ErrorBoundary } from "@/ui";
import styles from "./documents-dialog.module.css";
import { NoticeStrip } from "./NoticeStrip";

const DocumentList = lazy(() => import("./DocumentList"));

/** The dialog of one's own graphs. */
export function DocumentsDialog() {
  const open = useBackflow((state) => state.dialog === "documents");
  const close = () => useBackflow.getState().setDialog(null);
  return (
    <Dialog open={open} onClose={close} title="My graphs" className={styles.dialog}>
      <ErrorBoundary what="The list of graphs">
        <div className={styles.notice}>
          <NoticeStrip />
        </div>
        <Suspense fallback={<p role="status">The list is being read …</p>}>
          <DocumentList />
        </Suspense>
      </ErrorBoundary>
    </Dialog>
  );
}
