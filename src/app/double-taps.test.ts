// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { startDoubleTaps } from "./double-taps";

startDoubleTaps();

const heard = vi.fn();
document.addEventListener("dblclick", heard);
afterEach(() => heard.mockClear());

function click(clientX: number, clientY: number, type = "click"): void {
  document.body.dispatchEvent(new MouseEvent(type, { clientX, clientY, bubbles: true }));
}

it("hears a double click of one place", () => {
  click(26, 464);
  click(200, 100);
  click(206, 97);
  click(206, 97, "dblclick");
  expect(heard).toHaveBeenCalledOnce();
});

it("does not hear taps of two places as a double click", () => {
  click(26, 464);
  click(195, 256);
  click(195, 256, "dblclick");
  expect(heard).not.toHaveBeenCalled();
});
