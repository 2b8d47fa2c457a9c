// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { suppressClick } from "./suppress-click";

const clicked = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  clicked.mockClear();
  document.body.addEventListener("click", clicked);
});

afterEach(() => {
  document.body.removeEventListener("click", clicked);
  vi.useRealTimers();
});

const send = (kind: string) => document.body.dispatchEvent(new Event(kind, { bubbles: true }));

it("swallows the click of the gesture that ends, however slow the page is, and that one only", () => {
  suppressClick();
  vi.advanceTimersByTime(700);
  send("click");
  expect(clicked).not.toHaveBeenCalled();
  send("click");
  expect(clicked).toHaveBeenCalledTimes(1);
});

it.each(["pointerdown", "keydown"])("leaves the click that belongs to a %s of its own", (press) => {
  suppressClick();
  send(press);
  send("click");
  expect(clicked).toHaveBeenCalledTimes(1);
});
