import type { ReactNode } from "react";
import { type DialogName, useBackflow } from "@/store";
import { Dialog } from "@/ui";
import { NoticeStrip } from "./NoticeStrip";
import styles from "./page-dialog.module.css";

interface PageDialogProps {
  readonly name: DialogName;
  readonly title: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** One of the dialogs of the page. What is told meanwhile stands in it as well: the page is out of reach behind it. */
export function PageDialog({ name, title, className, children }: PageDialogProps) {
  const open = useBackflow((state) => state.dialog === name);
  const close = () => useBackflow.getState().setDialog(null);
  return (
    <Dialog open={open} onClose={close} title={title} className={className}>
      <div className={styles.notice}>
        <NoticeStrip />
      </div>
      {children}
    </Dialog>
  );
}
