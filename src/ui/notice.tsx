import type { ReactNode } from "react";
import { IconButton } from "./button";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";
import styles from "./notice.module.css";

export interface NoticeProps {
  children: ReactNode;
  /** status (default) waits for a pause in speech; alert interrupts, for what went wrong. */
  kind?: "status" | "alert" | undefined;
  icon?: IconName | undefined;
  /** A button or link beside the sentence. */
  action?: ReactNode;
  /** Without it the notice cannot be closed. */
  onClose?: (() => void) | undefined;
  className?: string | undefined;
}

/** A strip with a sentence; where it stands is its parent's business. */
export function Notice({
  children,
  kind = "status",
  icon = kind === "alert" ? "warning" : "info",
  action,
  onClose,
  className,
}: NoticeProps) {
  return (
    <div role={kind} className={classes(styles.notice, styles[kind], className)}>
      <Icon name={icon} className={styles.icon} />
      <div className={styles.words}>{children}</div>
      {action}
      {onClose !== undefined && (
        <IconButton icon="close" label="Close this message" onClick={onClose} />
      )}
    </div>
  );
}
