import { laterPart } from "@/ui";
import styles from "./documents-dialog.module.css";
import { LaterBoundary } from "./LaterBoundary";
import { PageDialog } from "./PageDialog";

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
