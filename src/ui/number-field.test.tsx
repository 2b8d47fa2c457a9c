// @vitest-environment happy-dom
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Gesture } from "./gesture";
import { NumberField } from "./number-field";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let root: Root;
let host: HTMLElement;
let changes: { value: number; gesture: Gesture }[];

beforeEach(() => {
  vi.useFakeTimers();
  host = document.createElement("div");
  document.body.append(host);
  root = createRoot(host);
  changes = [];
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.useRealTimers();
});

const format = (value: number) => `≈ ${value.toPrecision(4)}`;

function Held({ start, min }: { start: number; min: number | undefined }) {
  const [value, setValue] = useState(start);
  return (
    <NumberField
      label="β₂"
      value={value}
      min={min}
      format={format}
      onChange={(next, gesture) => {
        changes.push({ value: next, gesture });
        setValue(next);
      }}
    />
  );
}

function show(start: number, min?: number): HTMLInputElement {
  act(() => root.render(<Held start={start} min={min} />));
  const input = host.querySelector("input");
  if (!input) throw new Error("no field");
  return input;
}

const values = () => changes.map(({ value }) => value);
const sentence = () => host.querySelector('[role="alert"]');

function type(input: HTMLInputElement, text: string) {
  act(() => {
    // React listens for changes behind its own back: the prototype's setter is the user's.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const press = (input: HTMLInputElement, key: string, held: KeyboardEventInit = {}) =>
  act(() => {
    const event = { key, bubbles: true, cancelable: true, ...held };
    input.dispatchEvent(new KeyboardEvent("keydown", event));
  });

const point = (
  input: HTMLInputElement,
  kind: string,
  clientX: number,
  held: PointerEventInit = {},
) =>
  act(() => {
    const event = { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, button: 0 };
    input.dispatchEvent(new PointerEvent(kind, { ...event, clientX, ...held }));
  });

function click(input: HTMLInputElement) {
  point(input, "pointerdown", 0);
  act(() => {
    input.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
  });
  point(input, "pointerup", 0);
  act(() => input.click());
}

test("reads as text, and says its name and value", () => {
  const input = show(-0.4);
  expect(input.value).toBe("≈ -0.4000");
  expect(input.getAttribute("role")).toBe("spinbutton");
  expect(input.getAttribute("aria-label")).toBe("β₂");
  expect(input.getAttribute("aria-valuenow")).toBe("-0.4");
  expect([...input.classList]).toEqual(expect.arrayContaining(["nodrag", "nopan"]));
});

test("a click shows all digits, selected", () => {
  const input = show(0.123456789012345);
  click(input);
  expect(document.activeElement).toBe(input);
  expect(input.value).toBe("0.123456789012345");
  expect([input.selectionStart, input.selectionEnd]).toEqual([0, input.value.length]);
});

test("every click selects the number whole; what is typed next takes its place", () => {
  const input = show(2);
  for (const typed of ["5", "7", null]) {
    click(input);
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, input.value.length]);
    input.setSelectionRange(input.value.length, input.value.length);
    if (typed !== null) type(input, typed);
  }
});

test("a part that was selected by dragging stays selected", () => {
  const input = show(12.5);
  click(input);
  input.setSelectionRange(1, 1);
  act(() => {
    input.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
  });
  input.setSelectionRange(0, 2);
  act(() => input.click());
  expect([input.selectionStart, input.selectionEnd]).toEqual([0, 2]);
});

test("Enter ends the typing and lets the focus go; what is refused keeps it", () => {
  const input = show(2);
  act(() => input.focus());
  press(input, "Enter");
  expect(document.activeElement).not.toBe(input);
  act(() => input.focus());
  type(input, "abc");
  press(input, "Enter");
  expect(document.activeElement).toBe(input);
  type(input, "4");
  press(input, "Enter");
  expect(document.activeElement).not.toBe(input);
  expect(values()).toEqual([4]);
});

test.each([
  ["Enter", (input: HTMLInputElement) => press(input, "Enter")],
  ["leaving", (input: HTMLInputElement) => act(() => input.blur())],
])("%s commits what was typed, once", (_, leave) => {
  const input = show(2);
  act(() => input.focus());
  type(input, "−1,35·10⁻⁴");
  expect(changes).toEqual([]);
  leave(input);
  act(() => input.blur());
  expect(values()).toEqual([-1.35e-4]);
  expect(changes[0]?.gesture.kind).toBe("typed");
  expect(input.value).toBe(format(-1.35e-4));
});

test("leaving without typing changes nothing", () => {
  const input = show(1 / 3);
  act(() => input.focus());
  act(() => input.blur());
  expect(changes).toEqual([]);
});

test("Escape restores", () => {
  const input = show(2);
  act(() => input.focus());
  type(input, "77");
  press(input, "Escape");
  expect(input.value).toBe("2");
  expect(document.activeElement).toBe(input);
  press(input, "Escape");
  expect(document.activeElement).not.toBe(input);
  expect(changes).toEqual([]);
});

test.each(["abc", "1e999", ""])("%j is refused in words, and nothing is lost", (text) => {
  const input = show(2);
  act(() => input.focus());
  type(input, text);
  press(input, "Enter");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(sentence()?.id).toBe(input.getAttribute("aria-describedby"));
  expect(sentence()?.textContent).toMatch(/such as/);
  expect(input.value).toBe(text);

  act(() => input.blur());
  expect(input.value).toBe(text);
  expect(input.getAttribute("aria-valuenow")).toBe("2");

  act(() => input.focus());
  type(input, "3");
  expect(sentence()).toBe(null);
  press(input, "Enter");
  expect(values()).toEqual([3]);
});

test("the minimum is exclusive", () => {
  const input = show(0.1, 0);
  act(() => input.focus());
  type(input, "0");
  press(input, "Enter");
  expect(sentence()?.textContent).toMatch(/greater than/);
  press(input, "Escape");
  press(input, "ArrowDown");
  expect(changes).toEqual([]);
});

test("arrow keys step, one run one gesture", () => {
  const input = show(0.1);
  act(() => input.focus());
  press(input, "ArrowUp");
  press(input, "ArrowUp");
  press(input, "ArrowUp", { shiftKey: true });
  press(input, "ArrowDown", { altKey: true });
  expect(values()).toEqual([0.2, 0.3, 1.3, 1.29]);
  vi.advanceTimersByTime(1500);
  press(input, "ArrowUp");
  act(() => input.blur());
  act(() => input.focus());
  press(input, "ArrowUp");
  const ids = changes.map(({ gesture }) => gesture.id);
  expect(new Set(ids.slice(0, 4)).size).toBe(1);
  expect(new Set(ids).size).toBe(3);
  expect(changes.every(({ gesture }) => gesture.kind === "step")).toBe(true);
});

test("a step starts from what is being typed", () => {
  const input = show(2);
  act(() => input.focus());
  type(input, "5");
  press(input, "ArrowUp");
  expect(values()).toEqual([5.1]);
  expect(input.value).toBe("5.1");
});

test("a drag changes the number in one gesture and does not focus", () => {
  const input = show(2.3);
  point(input, "pointerdown", 100);
  point(input, "pointermove", 102);
  expect(changes).toEqual([]);
  point(input, "pointermove", 103);
  point(input, "pointermove", 112);
  point(input, "pointermove", 113, { shiftKey: true });
  point(input, "pointermove", 108, { altKey: true });
  point(input, "pointerup", 108);
  act(() => input.click());
  point(input, "pointermove", 300);
  expect(values()).toEqual([2.31, 2.4, 2.5, 2.495]);
  expect(new Set(changes.map(({ gesture }) => gesture.id)).size).toBe(1);
  expect(changes[0]?.gesture.kind).toBe("drag");
  expect(document.activeElement).not.toBe(input);

  point(input, "pointerdown", 0);
  point(input, "pointermove", -10);
  expect(changes.at(-1)?.gesture.id).not.toBe(changes[0]?.gesture.id);
});

test("a drag stands still at the minimum and turns around at once", () => {
  const input = show(0.03, 0);
  point(input, "pointerdown", 0);
  point(input, "pointermove", -12);
  point(input, "pointermove", -5000);
  point(input, "pointermove", -4990);
  expect(values()).toEqual([0.029, 0.03]);
});

test("pressing a field commits what is typed in another place", () => {
  const other = document.createElement("input");
  document.body.append(other);
  const input = show(1);
  other.focus();
  point(input, "pointerdown", 0);
  expect(document.activeElement).not.toBe(other);
  other.remove();
});

test("the keypad of a phone has a minus wherever the number may be below zero", () => {
  // That of numbers has none on many phones.
  expect(show(2).inputMode).toBe("text");
  expect(show(2, -1).inputMode).toBe("text");
  expect(show(2, 0).inputMode).toBe("decimal");
});
