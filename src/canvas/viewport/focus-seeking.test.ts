// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFocusSeeking } from "./focus-seeking";

let frames: FrameRequestCallback[] = [];

function passFrame(): void {
  const due = frames;
  frames = [];
  for (const frame of due) frame(0);
}

/** Something on the page that can have the focus. */
function draw(tag: string, id: string): HTMLElement {
  const element = document.createElement(tag);
  element.id = id;
  element.tabIndex = 0;
  document.body.append(element);
  return element;
}

const find = (id: string): HTMLElement | null => document.getElementById(id);

describe("the focus of what is drawn later", () => {
  beforeEach(() => {
    document.body.replaceChildren();
    frames = [];
    vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
  });
  afterEach(() => vi.unstubAllGlobals());

  it("comes with it", () => {
    const seeking = createFocusSeeking(3);
    seeking.seek("h1", find);
    passFrame();
    expect(seeking.sought()).toBe("h1");
    const node = draw("div", "h1");
    passFrame();
    expect(document.activeElement).toBe(node);
    expect(seeking.sought()).toBeNull();
  });

  it("is not taken from a search that has opened since, nor ever after", () => {
    const seeking = createFocusSeeking(3);
    seeking.seek("h1", find);
    const field = draw("input", "search");
    field.focus();
    draw("div", "h1");
    passFrame();
    expect(document.activeElement).toBe(field);
    expect(seeking.sought()).toBeNull();
    field.blur();
    passFrame();
    expect(document.activeElement).toBe(document.body);
  });

  it("is taken from the field in which it was asked for, and from a button", () => {
    const seeking = createFocusSeeking(3);
    const field = draw("input", "search");
    field.focus();
    seeking.seek("h1", find);
    passFrame();
    const node = draw("div", "h1");
    passFrame();
    expect(document.activeElement).toBe(node);
    node.remove();
    seeking.seek("h1", find);
    draw("button", "undo").focus();
    const again = draw("div", "h1");
    passFrame();
    expect(document.activeElement).toBe(again);
  });

  it("is given up after a few frames, and for another that is asked for", () => {
    const seeking = createFocusSeeking(2);
    seeking.seek("h1", find);
    for (let frame = 0; frame < 3; frame++) passFrame();
    expect(seeking.sought()).toBeNull();
    seeking.seek("h1", find);
    seeking.end();
    draw("div", "h1");
    passFrame();
    expect(document.activeElement).toBe(document.body);
  });
});
