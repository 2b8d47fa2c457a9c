import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { readNumber } from "@/ui";
import type { Leave } from "./selection";
import styles from "./table.module.css";

export interface CellEditorProps {
  readonly label: string;
  /** What stands in the field at first. */
  readonly start: string;
  /** Was typing what opened it? Then it goes on at the end; else all is selected. */
  readonly isTyped: boolean;
  /** The text that was typed so far. */
  readonly onDraft: (text: string) => void;
  /** Is there no cell after it? Then Tab leaves the table. */
  readonly isLast: boolean;
  /** `leave`: where the focus goes; null where it has gone already. */
  readonly onCommit: (value: number, leave: Leave | null) => void;
  readonly onCancel: () => void;
}

const LEAVES: Readonly<Record<string, readonly [plain: Leave, shifted: Leave]>> = {
  Enter: ["down", "up"],
  Tab: ["right", "left"],
};

/** The field of a cell while its number is typed. Enter goes on below, Tab to the right, Escape takes back. */
export function CellEditor({
  label,
  start,
  isTyped,
  onDraft,
  isLast,
  onCommit,
  onCancel,
}: CellEditorProps) {
  const field = useRef<HTMLInputElement>(null);
  const [sentence, setSentence] = useState<string | null>(null);
  const isOver = useRef(false);

  useLayoutEffect(() => {
    const input = field.current;
    if (!input) return;
    input.focus({ preventScroll: true });
    if (isTyped) input.setSelectionRange(input.value.length, input.value.length);
    else input.select();
  }, [isTyped]);

  function commit(text: string, leave: Leave | null): void {
    if (isOver.current) return;
    const read = readNumber(text);
    if (!read.ok) {
      setSentence(read.sentence);
      return;
    }
    isOver.current = true;
    onCommit(read.value, leave);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    event.stopPropagation();
    const leave = LEAVES[event.key];
    // Where nothing comes after it the browser goes on, and the field is committed as the focus goes.
    const isGoing = isLast && event.key === "Tab" && !event.shiftKey;
    if (isGoing && readNumber(event.currentTarget.value).ok) return;
    if (leave) {
      event.preventDefault();
      commit(event.currentTarget.value, leave[event.shiftKey ? 1 : 0]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      isOver.current = true;
      onCancel();
    }
  }

  return (
    <>
      <input
        ref={field}
        className={styles.editor}
        // The keypad of numbers of many phones has no minus.
        inputMode="text"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="next"
        aria-label={label}
        aria-invalid={sentence === null ? undefined : true}
        data-commits=""
        data-draft=""
        defaultValue={start}
        onChange={(event) => {
          setSentence(null);
          onDraft(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          // What cannot be read when the focus goes is taken back: the number before is still there.
          if (readNumber(event.currentTarget.value).ok) commit(event.currentTarget.value, null);
          else if (!isOver.current) onCancel();
        }}
      />
      {sentence !== null && (
        <span role="alert" className={styles.sentence}>
          {sentence}
        </span>
      )}
    </>
  );
}
