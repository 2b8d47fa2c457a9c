import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { classes } from "./classes";
import { useDraft } from "./draft";
import styles from "./text-field.module.css";

export interface TextFieldProps {
  /** Stands beside the field and names it. */
  readonly label: ReactNode;
  /** The accessible name, where the label is more than words. */
  readonly name: string;
  readonly value: string;
  /** Takes what was typed; a sentence where it cannot be taken, which then stands at the field. */
  readonly onCommit: (text: string) => string | null;
  /** What stands below while something is typed: a preview, or a quiet sentence. */
  readonly hint?: ((text: string) => ReactNode) | undefined;
  readonly placeholder?: string | undefined;
  readonly inputMode?: "text" | "numeric" | undefined;
  /** For what is code rather than words. */
  readonly isCode?: boolean | undefined;
  /** True takes the focus, with all of the text selected. */
  readonly takesFocus?: boolean | undefined;
  /** Enter has taken what was typed, and the field has let the focus go; without it, the field keeps the focus. */
  readonly onEnter?: (() => void) | undefined;
  /** Called when the focus has left. */
  readonly onLeave?: (() => void) | undefined;
  readonly className?: string | undefined;
}

/** A line of text: Enter and leaving it commit, Escape takes back what was typed. What is refused stays, with a reason. */
export function TextField({
  label,
  name,
  value,
  onCommit,
  hint,
  placeholder,
  inputMode = "text",
  isCode = false,
  takesFocus = false,
  onEnter,
  onLeave,
  className,
}: TextFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const draft = useDraft(value);
  const { sentence } = draft;
  const text = draft.text ?? value;
  const hinted = draft.isFocused || draft.text !== null ? hint?.(text) : undefined;

  useEffect(() => {
    if (!takesFocus) return;
    input.current?.focus();
    input.current?.select();
  }, [takesFocus]);

  /** True when nothing typed is left open. */
  function commit(): boolean {
    if (draft.text === null) return true;
    const refused = draft.text === value ? null : onCommit(draft.text);
    if (refused === null) draft.drop();
    else draft.refuse(refused);
    return refused === null;
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter") {
      const isTaken = commit();
      if (isTaken && onEnter) {
        event.currentTarget.blur();
        onEnter();
      } else event.currentTarget.select();
    } else if (event.key === "Escape") {
      // With nothing to take back, Escape leaves the field and belongs to whatever is around it.
      if (draft.text === null) {
        event.currentTarget.blur();
        return;
      }
      draft.drop();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={classes(styles.root, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        className={classes(styles.input, isCode && styles.code)}
        type="text"
        inputMode={inputMode}
        data-commits=""
        data-draft={draft.text === null ? undefined : true}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="done"
        aria-label={name}
        aria-invalid={sentence === null ? undefined : true}
        aria-describedby={sentence !== null || hinted ? `${id}-below` : undefined}
        placeholder={placeholder}
        value={text}
        onChange={(event) => draft.type(event.currentTarget.value)}
        onFocus={() => draft.setFocused(true)}
        onBlur={() => {
          draft.setFocused(false);
          commit();
          onLeave?.();
        }}
        onKeyDown={onKeyDown}
      />
      {(sentence !== null || hinted) && (
        <div className={styles.below} id={`${id}-below`}>
          {sentence !== null ? (
            <p className={styles.sentence} role="alert">
              {sentence}
            </p>
          ) : (
            hinted
          )}
        </div>
      )}
    </div>
  );
}
