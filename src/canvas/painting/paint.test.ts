// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { Paint } from "./paint";

it("two properties of one element are both kept, and what stands there is not written again", () => {
  const element = document.createElement("div");
  const paint = new Paint<never>(null);
  paint.property(element, "--stroke", "2px");
  paint.property(element, "--characters", "2px");
  expect(element.style.getPropertyValue("--stroke")).toBe("2px");
  expect(element.style.getPropertyValue("--characters")).toBe("2px");
  // Written by somebody else: the paint believes that it stands as it has painted it.
  element.style.setProperty("--stroke", "3px");
  paint.property(element, "--stroke", "2px");
  expect(element.style.getPropertyValue("--stroke")).toBe("3px");
  paint.property(element, "--stroke", "4px");
  expect(element.style.getPropertyValue("--stroke")).toBe("4px");
});
