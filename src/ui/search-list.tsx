import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { SearchField } from "./search-field";
import styles from "./search-list.module.css";

/** One thing to choose. */
export interface Choice {
  readonly id: string;
  /** What a screen reader says. */
  readonly name: string;
  readonly content: ReactNode;
  /** It can be chosen only to be told why it cannot be had. */
  readonly isRefused?: boolean;
}

/** Choices under one heading. */
export interface ChoiceGroup {
  readonly name: string;
  readonly choices: readonly Choice[];
}

export interface SearchListProps {
  /** Says what is chosen. */
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** What the search has left. */
  readonly groups: readonly ChoiceGroup[];
  /** The choice that the walk begins at; the first unless told. */
  readonly start?: string | undefined;
  readonly onChoose: (id: string) => void;
  /** Escape and Tab ask for this. */
  readonly onClose: () => void;
  /** A sentence where nothing is left. */
  readonly empty: string;
  /** A sentence about what was searched for, whether or not something is left. */
  readonly note?: string | null | undefined;
}

/** A search field over a list of what it finds: the focus stays in the field, arrow keys walk through the list. */
export function SearchList({
  label,
  placeholder,
  query,
  onQuery,
  groups,
  start,
  onChoose,
  onClose,
  empty,
  note = null,
}: SearchListProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [walked, setWalked] = useState<number | null>(null);
  const choices = groups.flatMap((group) => group.choices);
  const told = note ?? (choices.length === 0 ? empty : null);
  const begin = Math.max(
    0,
    choices.findIndex((choice) => choice.id === start),
  );
  const active = Math.min(walked ?? begin, choices.length - 1);

  const activeId = choices[active]?.id;
  useEffect(() => {
    if (activeId === undefined) return;
    const option = list.current?.querySelector('[aria-selected="true"]');
    option?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  // Where the walk begins, what lies before and after it is seen as well.
  useEffect(() => {
    const option = list.current?.querySelector('[aria-selected="true"]');
    if (start === undefined || !list.current || !option) return;
    list.current.scrollTop += middleOf(option) - middleOf(list.current);
  }, [start]);

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    const count = choices.length;
    switch (event.key) {
      case "ArrowDown":
        setWalked(count === 0 ? 0 : (active + 1) % count);
        break;
      case "ArrowUp":
        setWalked(count === 0 ? 0 : (active - 1 + count) % count);
        break;
      case "Enter":
        if (activeId !== undefined) onChoose(activeId);
        break;
      case "Escape":
      case "Tab":
        onClose();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <>
      <SearchField
        label={label}
        placeholder={placeholder}
        query={query}
        onQuery={(typed) => {
          onQuery(typed);
          setWalked(null);
        }}
        onKeyDown={onKeyDown}
        list={{ id, active: active < 0 ? undefined : `${id}-${active}` }}
      />
      <div ref={list} id={id} role="listbox" aria-label={label} className={styles.list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list box.
          <div key={group.name} role="group" aria-label={group.name} className={styles.group}>
            <div className={styles.heading} aria-hidden="true">
              {group.name}
            </div>
            {group.choices.map((choice) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, and names the active option.
              <div
                key={choice.id}
                id={`${id}-${choices.indexOf(choice)}`}
                role="option"
                tabIndex={-1}
                aria-selected={choice.id === activeId}
                aria-disabled={choice.isRefused === true}
                aria-label={choice.name}
                className={styles.choice}
                // Keeps the focus in the field.
                onMouseDown={(event) => event.preventDefault()}
                onPointerMove={(event) => {
                  if (event.pointerType === "mouse") {
                    setWalked(choices.findIndex((each) => each.id === choice.id));
                  }
                }}
                onClick={() => onChoose(choice.id)}
              >
                {choice.content}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={told === null ? "visually-hidden" : styles.empty}>
        {told ?? `${choices.length} to choose from`}
      </p>
    </>
  );
}

/** Of an element, from the upper edge of the window. */
function middleOf(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
