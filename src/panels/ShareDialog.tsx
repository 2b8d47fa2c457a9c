import { useBackflow } from "@/store";
import { Dialog, laterPart } from "@/ui";
import { LaterBoundary } from "./LaterBoundary";
import type { ShareLinkProps } from "./ShareLink";

const ShareLink = laterPart(async () => (await import("./ShareLink")).ShareLink);

/** The dialog with the link that holds the whole graph. */
export function ShareDialog(props: ShareLinkProps) {
  const open = useBackflow((state) => state.dialog === "share");
  const close = () => useBackflow.getState().setDialog(null);
  return (
    <Dialog open={open} onClose={close} title="Share">
      <LaterBoundary what="The share dialog">
        <ShareLink {...props} />
      </LaterBoundary>
    </Dialog>
  );
}
