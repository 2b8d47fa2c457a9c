import { describe, expect, it } from "vitest";
import { linksIn } from "./clipboard";

describe("a text that is pasted", () => {
  it.each([
    ["https://example.org/backflow/#g1=eJx-_9&step=3", "#g1=eJx-_9&step=3"],
    ["  https://example.org/#preset=toy-network\n", "#preset=toy-network"],
    ["#g2=eJx", "#g2=eJx"],
    ["https://example.org/#g99=eJx", "#g99=eJx"],
    ["look at this: https://example.org/#g1=eJx-_9&step=3 (step 3!)", "#g1=eJx-_9&step=3"],
    ["My graph\nhttps://example.org/#g1=eJx\nGreetings", "#g1=eJx"],
    ["[the graph](https://example.org/#g1=eJx) of today", "#g1=eJx"],
    ["<https://example.org/#g1=eJx>", "#g1=eJx"],
    ["See https://example.org/#about and https://example.org/#g1=eJx", "#g1=eJx"],
    ["https://example.org/#g1=eJx and again https://example.org/#g1=eJx", "#g1=eJx"],
  ])("holds the link %s", (text, fragment) => {
    expect(linksIn(text)).toEqual([fragment]);
  });

  it("holds several links", () => {
    const text = "https://example.org/#g1=eJx or https://example.org/#preset=xor";
    expect(linksIn(text)).toEqual(["#g1=eJx", "#preset=xor"]);
  });

  it.each([
    '{ "format": "backflow", "title": "#g1=x" }',
    '{ "format": "backflow", "title": "https://example.org/#g1=x" }',
    "https://example.org/#about",
    "https://example.org/",
    "two words #g1=x",
    "",
  ])("holds no link: %s", (text) => {
    expect(linksIn(text)).toEqual([]);
  });
});
