import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from "react";
import { IconButton } from "./button";
import { classes } from "./classes";
import styles from "./dialog.module.css";

export interface DialogProps {
  open: boolean;
  /** Escape, the close button and a click beside the dialog all ask for this. */
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons at its foot, the main one last. */
  footer?: ReactNode;
  className?: string | undefined;
}

/** The browser's own modal dialog: it holds the focus, and gives it back where it came from. */
export function Dialog({ open, ...props }: DialogProps) {
  return open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ onClose, title, children, footer, className }: Omit<DialogProps, "open">) {
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedBeside = useRef(false);

  // In the layout phase, so that close() still finds the element in the page and returns the focus.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);

  // A press that began inside, such as selecting text, is no click beside the dialog.
  const beside = (event: SyntheticEvent<HTMLDialogElement>) => event.target === event.currentTarget;

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a dialog has Escape by itself.
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      className={classes(styles.dialog, className)}
      onCancel={(event) => {
        // A file chooser inside sends a cancel of its own up here.
        if (!beside(event)) return;
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => {
        // Closed by the browser; a late event of a dialog that is open again does not count.
        if (beside(event) && !event.currentTarget.open) onClose();
      }}
      onPointerDown={(event) => {
        pressedBeside.current = beside(event);
      }}
      onClick={(event) => {
        if (pressedBeside.current && beside(event)) onClose();
      }}
    >
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h2 id={heading}>{title}</h2>
          <IconButton icon="close" label="Close" onClick={onClose} />
        </header>
        <div className={styles.body}>{children}</div>
        {footer !== undefined && <footer className={styles.foot}>{footer}</footer>}
      </div>
    </dialog>
  );
}
