import { useBackflow } from "@/store";
import { ErrorBoundary, Notice } from "@/ui";

/** What the page has to tell, in a sentence, until it is closed. */
export function NoticeStrip() {
  const notice = useBackflow((state) => state.notice);
  const notify = useBackflow((state) => state.notify);
  if (notice === null) return null;
  return (
    <ErrorBoundary what="The message">
      <Notice kind={notice.tone === "error" ? "alert" : "status"} onClose={() => notify(null)}>
        {notice.text}
      </Notice>
    </ErrorBoundary>
  );
}
