import { useBackflow } from "@/store";
import { Button, ErrorBoundary, Notice, Prose } from "@/ui";

/** What the page has to tell, in a sentence, until it is closed, and what can be done about it. */
export function NoticeStrip() {
  const notice = useBackflow((state) => state.notice);
  const notify = useBackflow((state) => state.notify);
  if (notice === null) return null;
  const { action } = notice;
  return (
    <ErrorBoundary what="The message">
      <Notice
        kind={notice.tone === "error" ? "alert" : "status"}
        onClose={() => notify(null)}
        action={
          action && (
            <Button
              variant="primary"
              onClick={() => {
                notify(null);
                action.perform();
              }}
            >
              {action.label}
            </Button>
          )
        }
      >
        <Prose text={notice.text} />
      </Notice>
    </ErrorBoundary>
  );
}
