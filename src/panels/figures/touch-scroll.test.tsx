// @vitest-environment happy-dom

import { act, useRef } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useTouchHold } from "./touch-scroll";

let root: Root;
let page: HTMLElement;
let plane: Element;

/** Something is held up to 50 pixels from the left. */
function Plane() {
  const element = useRef<HTMLDivElement>(null);
  useTouchHold(element, (x) => x < 50);
  return (
    <div ref={element}>
      <span />
    </div>
  );
}

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  await act(async () => root.render(<Plane />));
  plane = page.querySelector("span") ?? page;
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const finger = (clientX: number, target: Element = plane) => ({ clientX, clientY: 0, target });

/** Is the event kept from the browser? */
function send(type: string, touches: readonly ReturnType<typeof finger>[], cancelable = true) {
  const event = Object.assign(new Event(type, { bubbles: true, cancelable }), { touches });
  plane.dispatchEvent(event);
  return event.defaultPrevented;
}

/** Are the moves of fingers on the plane kept from the browser, so that it does not scroll? */
function isHolding(touches: readonly ReturnType<typeof finger>[]): boolean {
  // A touch that is kept from the browser would be no click.
  expect(send("touchstart", touches)).toBe(false);
  return send("touchmove", touches);
}

test("a finger that holds something does not scroll, and one beside it does", () => {
  expect(isHolding([finger(30)])).toBe(true);
  expect(isHolding([finger(80)])).toBe(false);
});

test("two fingers on the figure do not scroll; one that rests elsewhere does not count, and is not the one that holds", () => {
  expect(isHolding([finger(80), finger(120)])).toBe(true);
  expect(isHolding([finger(30, document.body), finger(80)])).toBe(false);
  expect(isHolding([finger(80, document.body), finger(30)])).toBe(true);
});

test("what scrolls already is let go on", () => {
  send("touchstart", [finger(30)]);
  expect(send("touchmove", [finger(30)], false)).toBe(false);
});
