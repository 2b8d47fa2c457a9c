import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { classes } from "./classes";
import { useDraft } from "./draft";
import { beginGesture, type Gesture, stepRun } from "./gesture";
import { keepInView } from "./keep-in-view";
import { useNumberDrag } from "./number-drag";
import styles from "./number-field.module.css";
import { addDecimal, allDigits, readNumber } from "./number-text";

export interface NumberFieldProps {
  value: number;
  /** All changes of one drag, or of one run of arrow keys, come with the same gesture id. */
  onChange: (value: number, gesture: Gesture) => void;
  /** Enter has ended the typing, and the field has let the focus go. Escape leaves it to what is around the field. */
  onEnter?: (() => void) | undefined;
  /** The accessible name. */
  label: string;
  /** How the number is printed while it is not being typed. */
  format: (value: number) => string;
  className?: string | undefined;
  /** Exclusive: the value stays above it. */
  min?: number | undefined;
  /** Exclusive: the value stays below it. */
  max?: number | undefined;
  /** Width in digits, 8 unless told; style sheets that fit the font to its room read it as `--characters`. */
  size?: number | undefined;
  disabled?: boolean | undefined;
}

function isSelected({ selectionStart, selectionEnd }: HTMLInputElement): boolean {
  return selectionStart !== selectionEnd;
}

/**
 * A number that reads as text until it is touched: dragged sideways it changes (Shift faster, Alt
 * finer), clicked it is typed, focused the arrow keys step it.
 */
export function NumberField({
  value,
  onChange,
  onEnter,
  label,
  format,
  className,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
  size = 8,
  disabled = false,
}: NumberFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const pressedOnSelection = useRef(false);
  const [steps] = useState(stepRun);
  const [selects, setSelects] = useState(0);
  const draft = useDraft(value);
  const { isFocused, sentence } = draft;
  const text = draft.text ?? (isFocused ? allDigits(value) : format(value));
  const allows = (next: number) => next > min && next < max;
  const { wasDragged, handlers } = useNumberDrag({
    value,
    isDraggable: !isFocused && !disabled,
    isBounded: Number.isFinite(min),
    allows,
    onBegin: draft.drop,
    onChange,
  });

  // The digits are in the field only once React has put them there.
  useEffect(() => {
    if (selects > 0) input.current?.select();
  }, [selects]);

  function read(typed: string) {
    const result = readNumber(typed);
    if (result.ok && !allows(result.value)) {
      return { ok: false as const, sentence: `Type a number ${rangeWords()}.` };
    }
    return result;
  }

  function rangeWords(): string {
    if (max === Number.POSITIVE_INFINITY) return `greater than ${format(min)}`;
    return min === Number.NEGATIVE_INFINITY
      ? `less than ${format(max)}`
      : `between ${format(min)} and ${format(max)}`;
  }

  /** True when nothing typed is left open. */
  function commit(): boolean {
    if (draft.text === null) return true;
    const result = read(draft.text);
    if (!result.ok) {
      draft.refuse(result.sentence);
      return false;
    }
    draft.drop();
    if (!Object.is(result.value, value)) onChange(result.value, beginGesture("typed"));
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    switch (event.key) {
      case "Enter":
        // What is left is committed by that: twice would be two undos.
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
        setSelects((count) => count + 1);
        break;
      case "ArrowUp":
      case "ArrowDown":
        step(event.key === "ArrowUp" ? 1 : -1, event);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function step(sign: 1 | -1, { shiftKey, altKey }: { shiftKey: boolean; altKey: boolean }) {
    const typed = draft.text === null ? null : read(draft.text);
    const base = typed?.ok ? typed.value : value;
    const next = addDecimal(base, sign * (shiftKey ? 1 : altKey ? 0.01 : 0.1));
    if (!allows(next)) return;
    draft.drop();
    if (!Object.is(next, value)) onChange(next, steps.next(performance.now()));
  }

  /** What a press finds selected, it leaves so: a browser would undo that only after the click. */
  function onMouseDown(event: MouseEvent<HTMLInputElement>) {
    const { button, shiftKey, currentTarget } = event;
    if (button !== 0 || shiftKey) return;
    // The focus comes with the click, once it is known that the press was no drag.
    if (!isFocused || isSelected(currentTarget)) event.preventDefault();
    pressedOnSelection.current = isFocused && isSelected(currentTarget);
  }

  // Each click selects the number whole, so that what is typed next takes its place; some of it is selected by dragging.
  function onClick({ currentTarget }: MouseEvent<HTMLInputElement>) {
    if (!isFocused) {
      if (!wasDragged()) currentTarget.focus();
    } else if (pressedOnSelection.current || !isSelected(currentTarget)) currentTarget.select();
  }

  return (
    <span
      className={classes(styles.field, className)}
      style={{ "--characters": size } as CSSProperties}
    >
      <input
        ref={input}
        className={classes(styles.input, "nodrag", "nopan")}
        // A draft may be longer than what is shown at rest.
        style={
          {
            "--width": `${isFocused ? Math.max(size, Math.min(text.length + 1, 20)) : size}ch`,
          } as CSSProperties
        }
        type="text"
        // The keypad of numbers of many phones has no minus, and none has what an expression is made of.
        inputMode={min >= 0 ? "decimal" : "text"}
        data-draft={draft.text === null ? undefined : true}
        role="spinbutton"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="done"
        aria-label={label}
        aria-valuenow={Number.isFinite(value) ? value : undefined}
        aria-valuetext={format(value)}
        aria-invalid={sentence === null ? undefined : true}
        aria-describedby={sentence === null ? undefined : id}
        title={isFocused ? undefined : allDigits(value)}
        disabled={disabled}
        value={text}
        onChange={(event) => draft.type(event.currentTarget.value)}
        onFocus={() => {
          draft.setFocused(true);
          setSelects((count) => count + 1);
        }}
        onBlur={() => {
          commit();
          steps.end();
          draft.setFocused(false);
        }}
        onKeyDown={onKeyDown}
        {...handlers}
        onMouseDown={onMouseDown}
        onClick={onClick}
      />
      {sentence !== null && (
        <span className={styles.sentence} id={id} role="alert" ref={keepInView}>
          {sentence}
        </span>
      )}
    </span>
  );
}
