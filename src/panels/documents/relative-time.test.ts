import { expect, it } from "vitest";
import { agoText } from "./relative-time";

const NOW = Date.UTC(2024, 4, 17, 12);

it.each([
  [0, "just now"],
  [59, "just now"],
  [60, "1 minute ago"],
  [150, "2 minutes ago"],
  [3 * 3600, "3 hours ago"],
  [86_400, "yesterday"],
  [5 * 86_400, "5 days ago"],
  [30 * 86_400, "Apr 17, 2024"],
  // The clock of the machine was set back.
  [-500, "just now"],
])("%d seconds ago is said as “%s”", (seconds, text) => {
  expect(agoText(NOW - seconds * 1000, NOW)).toBe(text);
});
