import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { IconButton } from "./button";
import { classes } from "./classes";
import { declareCover } from "./cover";
import styles from "./drawer.module.css";

export interface DrawerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  footer?: ReactNode;
  /** Moves the focus into the drawer when it opens; leave it out where opening is a side effect. */
  takeFocus?: boolean | undefined;
  className?: string | undefined;
}

/**
 * A panel beside the work, which goes on: at the right edge of the nearest positioned ancestor, or a
 * sheet at the foot of a narrow page. Escape inside it closes it.
 */
export function Drawer({ open, ...props }: DrawerProps) {
  return open ? <OpenDrawer {...props} /> : null;
}

function OpenDrawer({
  onClose,
  title,
  children,
  footer,
  takeFocus = false,
  className,
}: Omit<DrawerProps, "open">) {
  const heading = useId();
  const drawer = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    return declareCover(drawer.current);
  }, []);
  const takes = useRef(takeFocus);
  const escaped = useRef(false);

  useLayoutEffect(() => {
    const element = drawer.current;
    const opener = document.activeElement;
    if (takes.current) element?.focus();
    return () => {
      const inside = escaped.current || element?.contains(document.activeElement);
      if (inside && opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return (
    <aside
      ref={drawer}
      tabIndex={-1}
      aria-labelledby={heading}
      className={classes(styles.drawer, className)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        // A field inside may have let the focus go at the same key.
        escaped.current = true;
        onClose();
      }}
    >
      <header className={styles.head}>
        <h2 id={heading}>{title}</h2>
        <IconButton icon="close" label={`Close ${title}`} onClick={onClose} />
      </header>
      <div className={styles.body} data-drawer-body="">
        {children}
      </div>
      {footer !== undefined && <footer className={styles.foot}>{footer}</footer>}
    </aside>
  );
}
