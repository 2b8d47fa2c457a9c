import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { classes } from "./classes";
import { beginGesture, type Gesture, stepRun } from "./gesture";
import { keepInView } from "./keep-in-view";
import styles from "./number-field.module.css";
import { addDecimal, allDigits, dragUnit, onGrid, readNumber } from "./number-text";

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
  /** Width in digits; 8 unless told. */
  size?: number | undefined;
  disabled?: boolean | undefined;
}

/** Pixels that a pointer moves before a press becomes a drag. */
const THRESHOLD = 3;

interface Draft {
  text: string;
  /** The value it was typed over: when that changes elsewhere, a refused draft is out of date. */
  over: number;
  sentence: string | null;
}

interface Drag {
  /** Ends what listens for as long as it lasts. */
  over: AbortController;
  pointer: number;
  x: number;
  /** Where the drag has come to, before it is put on the grid. */
  position: number;
  last: number;
  unit: number;
  gesture: Gesture | null;
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
  const drag = useRef<Drag | null>(null);
  const dragged = useRef(false);
  const pressedOnSelection = useRef(false);
  const [steps] = useState(stepRun);
  const [focused, setFocused] = useState(false);
  const [selects, setSelects] = useState(0);
  const [kept, setDraft] = useState<Draft | null>(null);

  const draft = kept !== null && (focused || Object.is(kept.over, value)) ? kept : null;
  const text = draft?.text ?? (focused ? allDigits(value) : format(value));
  const sentence = draft?.sentence ?? null;
  const allowed = (next: number) => next > min && next < max;

  // The digits are in the field only once React has put them there.
  useEffect(() => {
    if (selects > 0) input.current?.select();
  }, [selects]);

  function read(typed: string) {
    const result = readNumber(typed);
    if (result.ok && !allowed(result.value)) {
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
    if (draft === null) return true;
    const result = read(draft.text);
    if (!result.ok) {
      setDraft({ ...draft, over: value, sentence: result.sentence });
      return false;
    }
    setDraft(null);
    if (!Object.is(result.value, value)) onChange(result.value, beginGesture("typed"));
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    switch (event.key) {
      case "Enter":
        // What is left is committed by that: twice would be two undos.
        if (draft === null || read(draft.text).ok) {
          event.currentTarget.blur();
          onEnter?.();
        } else commit();
        break;
      case "Escape":
        // With nothing to take back, Escape leaves the field and belongs to whatever is around it.
        if (draft === null) {
          event.currentTarget.blur();
          return;
        }
        setDraft(null);
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
    const typed = draft === null ? null : read(draft.text);
    const base = typed?.ok ? typed.value : value;
    const next = addDecimal(base, sign * (shiftKey ? 1 : altKey ? 0.01 : 0.1));
    if (!allowed(next)) return;
    setDraft(null);
    if (!Object.is(next, value)) onChange(next, steps.next(performance.now()));
  }

  function onPointerDown(event: PointerEvent<HTMLInputElement>) {
    dragged.current = false;
    if (focused || disabled || event.button !== 0 || !event.isPrimary) return;
    // What is being typed elsewhere is committed first, as by any other click.
    const active = document.activeElement;
    if (active instanceof HTMLElement && active !== document.body) active.blur();
    event.currentTarget.setPointerCapture(event.pointerId);
    const over = new AbortController();
    drag.current = {
      over,
      pointer: event.pointerId,
      x: event.clientX,
      position: value,
      last: value,
      unit: dragUnit(value, Number.isFinite(min)),
      gesture: null,
    };
    // A second finger makes it a pinch of what is around.
    const cancel = (): void => {
      over.abort();
      drag.current = null;
      dragged.current = true;
    };
    window.addEventListener("pointerdown", cancel, { capture: true, signal: over.signal });
  }

  function onPointerMove(event: PointerEvent<HTMLInputElement>) {
    const held = drag.current;
    if (held === null || event.pointerId !== held.pointer) return;
    if (held.gesture === null) {
      const way = event.clientX - held.x;
      if (Math.abs(way) < THRESHOLD) return;
      held.x += Math.sign(way) * (THRESHOLD - 1);
      held.gesture = beginGesture("drag");
      dragged.current = true;
      setDraft(null);
    }
    const factor = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
    const position = held.position + (event.clientX - held.x) * held.unit * factor;
    held.x = event.clientX;
    const next = onGrid(position, held.unit * Math.min(1, factor));
    // Against a limit the drag stands still, and turns around at once.
    if (!allowed(next)) return;
    held.position = position;
    if (Object.is(next, held.last)) return;
    held.last = next;
    onChange(next, held.gesture);
  }

  function endDrag(event: PointerEvent<HTMLInputElement>) {
    if (drag.current?.pointer !== event.pointerId) return;
    drag.current.over.abort();
    drag.current = null;
  }

  /** What a press finds selected, it leaves so: a browser would undo that only after the click. */
  function onMouseDown(event: MouseEvent<HTMLInputElement>) {
    const { button, shiftKey, currentTarget } = event;
    if (button !== 0 || shiftKey) return;
    // The focus comes with the click, once it is known that the press was no drag.
    if (!focused || isSelected(currentTarget)) event.preventDefault();
    pressedOnSelection.current = focused && isSelected(currentTarget);
  }

  // Each click selects the number whole, so that what is typed next takes its place; some of it is selected by dragging.
  function onClick({ currentTarget }: MouseEvent<HTMLInputElement>) {
    if (!focused) {
      if (!dragged.current) currentTarget.focus();
    } else if (pressedOnSelection.current || !isSelected(currentTarget)) currentTarget.select();
  }

  return (
    <span className={classes(styles.field, className)}>
      <input
        ref={input}
        className={classes(styles.input, "nodrag", "nopan")}
        // A draft may be longer than what is shown at rest.
        style={
          {
            "--width": `${focused ? Math.max(size, Math.min(text.length + 1, 20)) : size}ch`,
          } as CSSProperties
        }
        type="text"
        // The keypad of numbers of many phones has no minus, and none has what an expression is made of.
        inputMode={min >= 0 ? "decimal" : "text"}
        data-draft={draft === null ? undefined : true}
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
        title={focused ? undefined : allDigits(value)}
        disabled={disabled}
        value={text}
        onChange={(event) =>
          setDraft({ text: event.currentTarget.value, over: value, sentence: null })
        }
        onFocus={() => {
          setFocused(true);
          setSelects((count) => count + 1);
        }}
        onBlur={() => {
          commit();
          steps.end();
          setFocused(false);
        }}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={endDrag}
        onPointerCancel={endDrag}
        onLostPointerCapture={endDrag}
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
