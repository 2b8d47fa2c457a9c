import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { classes } from "./classes";
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
  /** Called when the focus has left. */
  readonly onLeave?: (() => void) | undefined;
  readonly className?: string | undefined;
}

interface Draft {
  readonly text: string;
  /** The value it was typed over: when that changes elsewhere, the draft is out of date. */
  readonly over: string;
  readonly sentence: string | null;
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
  onLeave,
  className,
}: TextFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [kept, setDraft] = useState<Draft | null>(null);
  const [focused, setFocused] = useState(false);
  const draft = kept !== null && kept.over === value ? kept : null;
  const text = draft?.text ?? value;
  const sentence = draft?.sentence ?? null;
  const hinted = focused || draft !== null ? hint?.(text) : undefined;

  useEffect(() => {
    if (!takesFocus) return;
    input.current?.focus();
    input.current?.select();
  }, [takesFocus]);

  function commit() {
    if (draft === null) return;
    const refused = draft.text === value ? null : onCommit(draft.text);
    setDraft(refused === null ? null : { ...draft, sentence: refused });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter") {
      commit();
      event.currentTarget.select();
    } else if (event.key === "Escape") {
      // With nothing to take back, Escape leaves the field and belongs to whatever is around it.
      if (draft === null) {
        event.currentTarget.blur();
        return;
      }
      setDraft(null);
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
        data-draft={draft === null ? undefined : true}
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
        onChange={(event) =>
          setDraft({ text: event.currentTarget.value, over: value, sentence: null })
        }
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
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
