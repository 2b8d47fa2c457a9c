import { laterPart } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";
import { PageDialog } from "../page/PageDialog";
import styles from "./documents-dialog.module.css";

const DocumentList = laterPart(async () => (await import("./DocumentList")).DocumentList);

/** The dialog of one's own graphs. */
export function DocumentsDialog() {
  return (
    <PageDialog name="documents" title="My graphs" className={styles.dialog}>
      <LaterBoundary
        what="The list of graphs"
        waiting={<p role="status">The list is being read …</p>}
      >
        <DocumentList />
      </LaterBoundary>
    </PageDialog>
  );
}
