import { type Notice as ToldNotice, useBackflow } from "@/store";
import { Button, ErrorBoundary, Notice, Prose } from "@/ui";
import styles from "./notice-strip.module.css";

/** What the page has to tell: what was just done or refused, and, for as long as it holds, that work is not kept. */
export function NoticeStrip() {
  const notice = useBackflow((state) => state.notice);
  const warning = useBackflow((state) => state.warning);
  const { notify, warn } = useBackflow.getState();
  if (notice === null && warning === null) return null;
  return (
    <ErrorBoundary what="The message">
      <div className={styles.strip}>
        {notice !== null && <ToldStrip told={notice} close={() => notify(null)} />}
        {warning !== null && <ToldStrip told={warning} close={() => warn(null)} />}
      </div>
    </ErrorBoundary>
  );
}

/** A sentence until it is closed, and what can be done about it. */
function ToldStrip({ told, close }: { readonly told: ToldNotice; readonly close: () => void }) {
  const { action } = told;
  return (
    <Notice
      kind={told.tone === "error" ? "alert" : "status"}
      onClose={close}
      action={
        action && (
          <Button
            variant="primary"
            onClick={() => {
              close();
              action.perform();
            }}
          >
            {action.label}
          </Button>
        )
      }
    >
      <Prose text={told.text} />
    </Notice>
  );
}
