import { type KeyboardEventHandler, useLayoutEffect, useRef } from "react";
import { Icon } from "./icon";
import styles from "./search-list.module.css";

export interface SearchFieldProps {
  /** Says what is chosen. */
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onKeyDown: KeyboardEventHandler;
  /** The list below it, with the id of the option that Enter takes; left out while there is none. */
  readonly list?: { readonly id: string; readonly active: string | undefined };
}

/** The field of a search. It takes the focus when it appears, with the caret after what was typed before. */
export function SearchField({
  label,
  placeholder,
  query,
  onQuery,
  onKeyDown,
  list,
}: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  // In the layout phase: a key that follows at once must not go elsewhere.
  useLayoutEffect(() => {
    const input = field.current;
    // A dialog that opens with it gives the focus to what says so, else to its first button.
    input?.setAttribute("autofocus", "");
    input?.focus({ preventScroll: true });
    input?.setSelectionRange(input.value.length, input.value.length);
  }, []);
  return (
    <div className={styles.search}>
      <Icon name="search" />
      <input
        ref={field}
        className={styles.field}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={list !== undefined}
        aria-controls={list?.id}
        aria-autocomplete="list"
        aria-activedescendant={list?.active}
        placeholder={placeholder}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
