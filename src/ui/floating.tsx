import {
  type CSSProperties,
  type KeyboardEventHandler,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { classes } from "./classes";
import styles from "./floating.module.css";

/** A point or a box of the window, in pixels. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
}

export interface FloatingProps {
  /** What it stands at: below it, or above where there is no room. */
  readonly anchor: Anchor;
  /** The edge of a narrow page at which it is a sheet. */
  readonly sheet: "head" | "foot";
  /** A press outside asks for this. */
  readonly onPressOutside: () => void;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly onKeyDown?: KeyboardEventHandler | undefined;
}

/** Pixels between the box and what it stands at, and between the box and the edge of the window. */
const GAP = 6;
const MARGIN = 8;

/** A box that floats over the page, wholly inside the window; on a narrow page a sheet over its whole width. */
export function Floating({
  anchor,
  sheet,
  onPressOutside,
  children,
  className,
  onKeyDown,
}: FloatingProps) {
  const box = useRef<HTMLDivElement>(null);
  const [corner, setCorner] = useState({ x: anchor.x, y: anchor.y });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const settle = () => {
      const { offsetWidth: width, offsetHeight: height } = element;
      const { clientWidth, clientHeight } = document.documentElement;
      const below = anchor.y + (anchor.height ?? 0) + GAP;
      const above = anchor.y - GAP - height;
      const fitsBelow = below + height <= clientHeight - MARGIN;
      const y = fitsBelow || above < MARGIN ? below : above;
      setCorner({
        x: Math.max(MARGIN, Math.min(anchor.x, clientWidth - width - MARGIN)),
        y: Math.max(MARGIN, Math.min(y, clientHeight - height - MARGIN)),
      });
    };
    settle();
    // Its size changes as a search narrows.
    const watch = new ResizeObserver(settle);
    watch.observe(element);
    window.addEventListener("resize", settle);
    return () => {
      watch.disconnect();
      window.removeEventListener("resize", settle);
    };
  }, [anchor.x, anchor.y, anchor.height]);

  const pressedOutside = useRef(onPressOutside);
  pressedOutside.current = onPressOutside;
  useEffect(() => {
    const press = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) {
        pressedOutside.current();
      }
    };
    document.addEventListener("pointerdown", press, true);
    return () => document.removeEventListener("pointerdown", press, true);
  }, []);

  return (
    <>
      {/* A finger that is lifted where it has opened the box leaves the focus inside. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is only looked at; a press on it is one outside. */}
      <div className={styles.backdrop} onMouseDown={(event) => event.preventDefault()} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys that pass through from what is inside. */}
      <div
        ref={box}
        className={classes(styles.box, sheet === "head" ? styles.head : styles.foot, className)}
        style={{ "--x": `${corner.x}px`, "--y": `${corner.y}px` } as CSSProperties}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
    </>
  );
}
