import { type KeyboardEvent, useState } from "react";
import { type Draft, useDraft } from "./draft";
import { beginGesture, type Gesture, stepRun } from "./gesture";
import { isWithin, type NumberRange, readNumberWithin } from "./number-range";
import { addDecimal } from "./number-text";

interface TypedNumber {
  readonly value: number;
  readonly range: NumberRange;
  readonly format: (value: number) => string;
  /** All changes of one run of arrow keys come with the same gesture. */
  readonly onChange: (value: number, gesture: Gesture) => void;
  /** Enter has ended the typing, and the field has let the focus go. */
  readonly onEnter: (() => void) | undefined;
  /** Escape has taken back what was typed. */
  readonly onTakenBack: () => void;
}

interface NumberTyping {
  readonly draft: Draft;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** To be called when the focus has left: commits what is typed, or says why it is not taken. */
  readonly onLeave: () => void;
}

/**
 * Changes a number by keys: what is typed is committed by Enter and taken back by Escape, and the arrow keys step it,
 * from what is typed if that is a number.
 */
export function useNumberTyping(typed: TypedNumber): NumberTyping {
  const { value, range, format, onChange, onEnter, onTakenBack } = typed;
  const draft = useDraft(value);
  const [steps] = useState(stepRun);
  const read = (text: string) => readNumberWithin(text, range, format);

  function change(next: number, gesture: () => Gesture): void {
    draft.drop();
    if (!Object.is(next, value)) onChange(next, gesture());
  }

  function commit(): void {
    if (draft.text === null) return;
    const result = read(draft.text);
    if (result.ok) change(result.value, () => beginGesture("typed"));
    else draft.refuse(result.sentence);
  }

  function step(sign: 1 | -1, { shiftKey, altKey }: KeyboardEvent): void {
    const result = draft.text === null ? null : read(draft.text);
    const base = result?.ok ? result.value : value;
    const next = addDecimal(base, sign * (shiftKey ? 1 : altKey ? 0.01 : 0.1));
    if (isWithin(next, range)) change(next, () => steps.next(performance.now()));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    switch (event.key) {
      case "Enter":
        // Leaving the field commits what is typed: here as well, it would be two undos.
        if (draft.text === null || read(draft.text).ok) {
          event.currentTarget.blur();
          onEnter?.();
        } else commit();
        break;
      case "Escape":
        // With nothing to take back, Escape leaves the field and belongs to whatever is around it.
        if (draft.text === null) {
          event.currentTarget.blur();
          return;
        }
        draft.drop();
        onTakenBack();
        break;
      case "ArrowUp":
        step(1, event);
        break;
      case "ArrowDown":
        step(-1, event);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function onLeave(): void {
    commit();
    steps.end();
  }

  return { draft, onKeyDown, onLeave };
}
