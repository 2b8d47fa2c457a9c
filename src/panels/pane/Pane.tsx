import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef } from "react";
import { PANE_NAMES, PANE_TABS, type PaneTab, useBackflow } from "@/store";
import { IconButton, isFocusTaken, useMediaQuery } from "@/ui";
import { CommandButton } from "../page/CommandButton";
import { LaterBoundary } from "../page/LaterBoundary";
import { LOW_PAGE, PANE_FOR_STAGE } from "../page/stage-slot";
import { PaneDivider, type PaneDividerProps } from "./PaneDivider";
import { PaneStory } from "./PaneStory";
import styles from "./pane.module.css";
import { PANE_FACES } from "./pane-faces";

/** How the pane came to be open, which says where the focus goes. */
export interface PaneOpening {
  /** What had the focus when the pane was asked for; null where it is drawn at once. */
  readonly opener: Element | null;
  /** Did it come with a document, and not because somebody asked for it? */
  readonly isByDocument: boolean;
}

interface PaneProps {
  readonly shown: PaneTab;
  readonly opening: RefObject<PaneOpening>;
  /** How the edge to the canvas is moved; null where it is not. */
  readonly divider: PaneDividerProps | null;
}

/** What stands beside the canvas: one face at a time, chosen by tabs. It takes the focus when it opens. */
export function Pane({ shown, opening, divider }: PaneProps) {
  const setPane = useBackflow((state) => state.setPane);
  const enlarged = useBackflow((state) => state.paneEnlarged);
  const pane = useRef<HTMLElement>(null);
  const id = useId();
  const hasPlaceOfStage = useMediaQuery(PANE_FOR_STAGE);
  const isLow = useMediaQuery(LOW_PAGE);

  useLayoutEffect(() => {
    const element = pane.current;
    const opener = opening.current.opener ?? document.activeElement;
    // With a document that was opened it comes by itself, and takes nothing from anybody.
    const isAsked = opener !== document.body || !opening.current.isByDocument;
    if (isAsked && !isFocusTaken(opener)) element?.focus({ preventScroll: true });
    return () => {
      const hadFocus = element?.contains(document.activeElement);
      if (hadFocus && opener instanceof HTMLElement) opener.focus();
    };
  }, [opening]);

  function onKeyDown(event: KeyboardEvent) {
    // What is enlarged is taken back first, by the command of that key.
    if (event.key !== "Escape" || event.defaultPrevented || enlarged) return;
    event.stopPropagation();
    setPane(null);
  }

  const name = PANE_NAMES[shown];
  const Content = PANE_FACES[shown];
  const aside = (
    <aside
      ref={pane}
      tabIndex={-1}
      className={styles.pane}
      aria-label={name}
      data-pane={shown}
      onKeyDown={onKeyDown}
    >
      {divider && <PaneDivider {...divider} />}
      <header className={styles.head}>
        <div role="tablist" aria-label="What stands beside the graph" className={styles.tabs}>
          {PANE_TABS.map((tab) => (
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
              {PANE_NAMES[tab]}
            </button>
          ))}
        </div>
        <span className={styles.roomy}>
          <CommandButton id="enlargePane" pressed={enlarged} />
        </span>
        <IconButton icon="close" label={`Close ${name}`} onClick={() => setPane(null)} />
      </header>
      {hasPlaceOfStage && !isLow && <PaneStory />}
      <div
        role="tabpanel"
        id={`${id}-face`}
        aria-labelledby={`${id}-${shown}`}
        className={styles.face}
      >
        <LaterBoundary key={shown} what={`The part "${name}"`}>
          <Content />
        </LaterBoundary>
      </div>
    </aside>
  );
  if (!isLow) return aside;
  // There the pane needs all of its height, and the canvas has some to spare.
  return (
    <>
      {aside}
      <div className={styles.belowCanvas}>
        <PaneStory />
      </div>
    </>
  );
}

function moveAmongTabs(event: KeyboardEvent<HTMLButtonElement>, tab: PaneTab): void {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (by === 0) return;
  event.preventDefault();
  event.stopPropagation();
  const next = PANE_TABS[(PANE_TABS.indexOf(tab) + by + PANE_TABS.length) % PANE_TABS.length];
  if (!next) return;
  useBackflow.getState().setPane(next);
  const tabs = event.currentTarget.parentElement?.children;
  const button = tabs?.[PANE_TABS.indexOf(next)];
  if (button instanceof HTMLElement) button.focus();
}
