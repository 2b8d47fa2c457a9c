import { laterPart } from "@/ui";
import { LaterBoundary } from "../page/LaterBoundary";
import { PageDialog } from "../page/PageDialog";
import type { ShareLinkProps } from "./ShareLink";

const ShareLink = laterPart(async () => (await import("./ShareLink")).ShareLink);

/** The dialog with the link that holds the whole graph. */
export function ShareDialog(props: ShareLinkProps) {
  return (
    <PageDialog name="share" title="Share">
      <LaterBoundary what="The share dialog">
        <ShareLink {...props} />
      </LaterBoundary>
    </PageDialog>
  );
}
