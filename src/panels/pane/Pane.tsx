import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef } from "react";
import { type PaneTab, useBackflow } from "@/store";
import { IconButton, isFocusTaken } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import { LaterBoundary } from "../page/LaterBoundary";
import { PaneDivider, type PaneDividerProps } from "./PaneDivider";
import styles from "./pane.module.css";
import { PANE_FACES } from "./pane-faces";

interface PaneProps {
  readonly shown: PaneTab;
  /** What had the focus when the pane was asked for; null where it is drawn at once. */
  readonly opener: RefObject<Element | null>;
  /** How the edge to the canvas is moved; null where it is not. */
  readonly divider: PaneDividerProps | null;
}

/** What stands beside the canvas: one face at a time, chosen by tabs. It takes the focus when it opens. */
export function Pane({ shown, opener: asked, divider }: PaneProps) {
  const setPane = useBackflow((state) => state.setPane);
  const enlarged = useBackflow((state) => state.paneEnlarged);
  const pane = useRef<HTMLElement>(null);
  const id = useId();
  const face = PANE_FACES.find(({ tab }) => tab === shown);

  useLayoutEffect(() => {
    const element = pane.current;
    const opener = asked.current ?? document.activeElement;
    // With a document that was opened it comes by itself, and takes nothing from anybody.
    if (opener !== document.body && !isFocusTaken(opener)) element?.focus({ preventScroll: true });
    return () => {
      const hadFocus = element?.contains(document.activeElement);
      if (hadFocus && opener instanceof HTMLElement) opener.focus();
    };
  }, [asked]);

  function onKeyDown(event: KeyboardEvent) {
    // What is enlarged is taken back first, by the command of that key.
    if (event.key !== "Escape" || event.defaultPrevented || enlarged) return;
    event.stopPropagation();
    setPane(null);
  }

  if (!face) return null;
  const { Content } = face;
  return (
    <aside
      ref={pane}
      tabIndex={-1}
      className={styles.pane}
      aria-label={face.name}
      data-pane={shown}
      onKeyDown={onKeyDown}
    >
      {divider && <PaneDivider {...divider} />}
      <header className={styles.head}>
        <div role="tablist" aria-label="What stands beside the graph" className={styles.tabs}>
          {PANE_FACES.map(({ tab, name }) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`${id}-${tab}`}
              aria-selected={tab === shown}
              aria-controls={`${id}-face`}
              tabIndex={tab === shown ? 0 : -1}
              className={styles.tab}
              onClick={() => setPane(tab)}
              onKeyDown={(event) => moveAmongTabs(event, tab)}
            >
              {name}
            </button>
          ))}
        </div>
        <span className={styles.roomy}>
          <CommandButton id="enlargePane" pressed={enlarged} />
        </span>
        <IconButton icon="close" label={`Close ${face.name}`} onClick={() => setPane(null)} />
      </header>
      <div
        role="tabpanel"
        id={`${id}-face`}
        aria-labelledby={`${id}-${shown}`}
        className={styles.face}
      >
        <LaterBoundary key={shown} what={`The part "${face.name}"`}>
          <Content />
        </LaterBoundary>
      </div>
    </aside>
  );
}

function moveAmongTabs(event: KeyboardEvent<HTMLButtonElement>, tab: PaneTab): void {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (by === 0) return;
  event.preventDefault();
  event.stopPropagation();
  const index = PANE_FACES.findIndex((face) => face.tab === tab);
  const next = PANE_FACES[(index + by + PANE_FACES.length) % PANE_FACES.length];
  if (!next) return;
  useBackflow.getState().setPane(next.tab);
  const tabs = event.currentTarget.parentElement?.children;
  const button = tabs?.[PANE_FACES.indexOf(next)];
  if (button instanceof HTMLElement) button.focus();
}
