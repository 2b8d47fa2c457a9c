import { describe, expect, it } from "vitest";
import { linkIn } from "./clipboard";

describe("a text that is pasted", () => {
  it.each([
    ["https://example.org/backflow/#g1=eJx-_9&step=3", "#g1=eJx-_9&step=3"],
    ["  https://example.org/#preset=toy-network\n", "#preset=toy-network"],
    ["#g2=eJx", "#g2=eJx"],
    ["https://example.org/#g99=eJx", "#g99=eJx"],
  ])("is the link %s", (text, fragment) => {
    expect(linkIn(text)).toBe(fragment);
  });

  it.each([
    '{ "format": "backflow", "title": "#g1=x" }',
    "https://example.org/#about",
    "https://example.org/",
    "two words #g1=x",
    "",
  ])("is no link: %s", (text) => {
    expect(linkIn(text)).toBeNull();
  });
});
