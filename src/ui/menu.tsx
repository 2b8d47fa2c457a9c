import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { type Anchor, Floating } from "./floating";
import { Icon, type IconName } from "./icon";
import { Kbd } from "./kbd";
import styles from "./menu.module.css";
import { useReturnFocus } from "./return-focus";

/** One line of a menu. */
export interface MenuItem {
  readonly id: string;
  readonly name: string;
  readonly icon: IconName;
  /** The keys that do the same. */
  readonly kbd?: string | undefined;
  readonly disabled: boolean;
}

export interface MenuProps {
  /** What the menu is about. */
  readonly label: string;
  readonly anchor: Anchor;
  /** Items that belong together; a line parts the sections. */
  readonly sections: readonly (readonly MenuItem[])[];
  /** Called when the menu has given the focus back. */
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
  /** Takes the focus when the menu closes and nothing had it before. */
  readonly onFocusLost?: (() => void) | undefined;
}

/** Letters that are typed within this time of each other look for one name, in milliseconds. */
const TYPING = 700;

/** A menu at a place of the window: arrow keys, Home, End, letters, Enter and Escape. A sheet on a narrow page. */
export function Menu({ label, anchor, sections, onChoose, onClose, onFocusLost }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const returnFocus = useReturnFocus(onFocusLost);

  const items = () => [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  const focusAt = (position: number) => {
    const all = items();
    all[(position + all.length) % all.length]?.focus();
  };
  useLayoutEffect(() => {
    list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, []);

  const leave = () => {
    returnFocus();
    onClose();
  };
  const choose = (item: MenuItem) => {
    if (item.disabled) return;
    leave();
    onChoose(item.id);
  };

  function onKeyDown(event: KeyboardEvent) {
    const { activeElement } = document;
    const now = activeElement instanceof HTMLElement ? items().indexOf(activeElement) : -1;
    // Keys of the page are not for one who is in a menu.
    event.stopPropagation();
    switch (event.key) {
      case "ArrowDown":
        focusAt(now + 1);
        break;
      case "ArrowUp":
        focusAt(now < 0 ? -1 : now - 1);
        break;
      case "Home":
        focusAt(0);
        break;
      case "End":
        focusAt(-1);
        break;
      case "Escape":
      case "Tab":
        leave();
        break;
      default:
        if (!isLetter(event)) return;
        findByName(event.key, event.timeStamp, now);
    }
    event.preventDefault();
  }

  function findByName(key: string, at: number, now: number) {
    const letters = (at - typed.current.at < TYPING ? typed.current.text : "") + key.toLowerCase();
    typed.current = { text: letters, at };
    // One letter, again and again, goes from name to name; several narrow the one that is there.
    const text = new Set(letters).size === 1 ? letters.slice(0, 1) : letters;
    const all = items();
    const start = text.length === 1 ? now + 1 : Math.max(0, now);
    const order = all.map((_, position) => (start + position) % all.length);
    const found = order.find((each) => itemText(all[each]).startsWith(text));
    if (found !== undefined) focusAt(found);
  }

  return (
    <Floating anchor={anchor} sheet="foot" onPressOutside={onClose} onKeyDown={onKeyDown}>
      <div ref={list} role="menu" aria-label={label} className={styles.menu} tabIndex={-1}>
        {sections
          .filter((section) => section.length > 0)
          .map((section, index) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu.
            <div
              key={section[0]?.id}
              role="group"
              className={styles.section}
              data-first={index === 0}
            >
              {section.map((item) => (
                <button
                  key={item.id}
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  aria-disabled={item.disabled ? true : undefined}
                  className={styles.item}
                  onClick={() => choose(item)}
                  onPointerMove={({ currentTarget, pointerType }) => {
                    if (pointerType === "mouse") currentTarget.focus({ preventScroll: true });
                  }}
                >
                  <Icon name={item.icon} />
                  <span className={styles.name}>{item.name}</span>
                  {item.kbd !== undefined && (
                    <span className={styles.keys} aria-hidden="true">
                      <Kbd>{item.kbd}</Kbd>
                    </span>
                  )}
                </button>
              ))}
            </div>
          ))}
      </div>
    </Floating>
  );
}

function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
}

function itemText(item: HTMLElement | undefined): string {
  return (item?.querySelector("span")?.textContent ?? "").toLowerCase();
}
