import {
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { IconButton } from "./button";
import { classes } from "./classes";
import type { IconName } from "./icon";
import styles from "./popover-menu.module.css";

interface PopoverMenuProps {
  readonly icon: IconName;
  readonly label: string;
  readonly children: ReactNode;
  /** Where it opens; below unless told. */
  readonly side?: "above" | "below";
  /** Does a click on something in it close it? */
  readonly closesOnClick?: boolean;
  readonly className?: string | undefined;
}

/** Between the box and its button, between it and the edge of the window, and the least height that it is given. Pixels. */
const GAP = 4;
const EDGE = 8;
const LEAST_ROOM = 120;

/** A button that opens a small box of further controls. Escape, a press outside and leaving it by Tab close it. */
export function PopoverMenu({
  icon,
  label,
  children,
  side = "below",
  closesOnClick = false,
  className,
}: PopoverMenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const box = useId();
  const shown = useRef<HTMLDivElement>(null);

  // On the top layer no pane cuts it off. It is as high as there is room above or below its button, and scrolls; its right
  // edge is that of the button, unless it would leave the window on the left.
  useLayoutEffect(() => {
    const element = shown.current;
    if (!open || !element) return;
    element.showPopover?.();
    const settle = () => {
      const button = root.current?.getBoundingClientRect();
      if (!button) return;
      const { clientWidth, clientHeight } = document.documentElement;
      const room = side === "above" ? button.top : clientHeight - button.bottom;
      const left = Math.min(button.right, clientWidth - EDGE) - element.offsetWidth;
      const top = side === "above" ? "auto" : `${button.bottom + GAP}px`;
      const bottom = side === "above" ? `${clientHeight - button.top + GAP}px` : "auto";
      element.style.setProperty("--room", `${Math.max(LEAST_ROOM, room - GAP - EDGE)}px`);
      element.style.inset = `${top} auto ${bottom} ${Math.max(EDGE, left)}px`;
    };
    settle();
    // Its size changes as what is in it arrives; a pane moves under it as it scrolls.
    const watch = new ResizeObserver(settle);
    watch.observe(element);
    window.addEventListener("resize", settle);
    document.addEventListener("scroll", settle, true);
    return () => {
      watch.disconnect();
      window.removeEventListener("resize", settle);
      document.removeEventListener("scroll", settle, true);
    };
  }, [open, side]);

  const close = useCallback(() => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  }, []);
  useEffect(() => {
    if (!open) return;
    const press = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    // What was pressed in it may be gone, and the focus with it: nothing in the box hears the key then.
    const leave = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape" || document.activeElement !== document.body) return;
      event.stopPropagation();
      close();
    };
    document.addEventListener("pointerdown", press, true);
    document.addEventListener("keydown", leave, true);
    return () => {
      document.removeEventListener("pointerdown", press, true);
      document.removeEventListener("keydown", leave, true);
    };
  }, [open, close]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only Escape and focus that pass through from what is inside.
    <div
      ref={root}
      className={classes(styles.root, className)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        close();
      }}
      onBlur={(event) => {
        const next = event.relatedTarget;
        if (next instanceof Node && !event.currentTarget.contains(next)) setOpen(false);
      }}
    >
      <IconButton
        icon={icon}
        label={label}
        aria-expanded={open}
        aria-controls={open ? box : undefined}
        onClick={() => setOpen(!open)}
      />
      {open && (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the buttons inside have keys; their clicks bubble.
        <div
          id={box}
          ref={shown}
          popover="manual"
          data-popover=""
          className={styles.box}
          onClick={(event) => {
            if (!closesOnClick) return;
            // What was clicked goes with the box; unless it has passed the focus on, the button takes it back.
            if (event.currentTarget.contains(document.activeElement)) {
              root.current?.querySelector("button")?.focus();
            }
            setOpen(false);
          }}
        >
          {children}
        </div>
      )}
    </div>
  );
}
