import { type CSSProperties, useId, useRef } from "react";
import { classes } from "./classes";
import type { Gesture } from "./gesture";
import { keepInView } from "./keep-in-view";
import { useNumberDrag } from "./number-drag";
import styles from "./number-field.module.css";
import { isWithin } from "./number-range";
import { allDigits } from "./number-text";
import { useNumberTyping } from "./number-typing";
import { useWholeSelection } from "./whole-selection";

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
  const range = { min, max };
  const { draft, onKeyDown, onLeave } = useNumberTyping({
    value,
    range,
    format,
    onChange,
    onEnter,
    onTakenBack: () => selectAll(),
  });
  const { isFocused, sentence } = draft;
  const { wasDragged, handlers } = useNumberDrag({
    value,
    isDraggable: !isFocused && !disabled,
    isBounded: Number.isFinite(min),
    allows: (next) => isWithin(next, range),
    onBegin: draft.drop,
    onChange,
  });
  const { selectAll, onMouseDown, onClick } = useWholeSelection(input, isFocused, wasDragged);
  const text = draft.text ?? (isFocused ? allDigits(value) : format(value));

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
          selectAll();
        }}
        onBlur={() => {
          onLeave();
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
