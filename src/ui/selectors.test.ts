import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * A rule that ends in a bare tag, or in nothing but a place among siblings, makes the browser restyle whatever could be
 * meant each time something is put among siblings: on the canvas, every piece of every formula whenever a node comes
 * into view. So what stands beside something, or at a place, is named by a class.
 */

const root = join(import.meta.dirname, "..");
const sheets = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".module.css"),
);

function selectorsOf(sheet: string): string[] {
  const css = readFileSync(join(root, sheet), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [...css.matchAll(/([^{};]+)\{/g)]
    .map(([, selector = ""]) => selector.trim())
    .filter((selector) => !/^(@|from$|to$|\d)/.test(selector))
    .flatMap((list) => list.split(/,(?![^(]*\))/).map((selector) => selector.trim()));
}

const BARE_SIBLING = /[+~]\s*(?![.\s])/;
const BARE_PLACE = /(^|[\s>+~(])(?![.])[\w*]*:(nth|first|last|only)-/;

describe("the selectors of style sheets", () => {
  it("are found", () => {
    expect(sheets.length).toBeGreaterThan(20);
    expect(sheets.flatMap(selectorsOf).length).toBeGreaterThan(300);
  });

  it.each(sheets)("name what they mean by a class: %s", (sheet) => {
    const selectors = selectorsOf(sheet);
    expect(selectors.filter((selector) => BARE_SIBLING.test(selector))).toEqual([]);
    expect(selectors.filter((selector) => BARE_PLACE.test(selector))).toEqual([]);
    expect(selectors.filter((selector) => !/[.]|:root|:global/.test(selector))).toEqual([]);
  });

  it("would be noticed where they do not", () => {
    expect(".option input:checked + span").toMatch(BARE_SIBLING);
    expect(".words ~ *").toMatch(BARE_SIBLING);
    expect(".track:has(+ .playhead) .name").not.toMatch(BARE_SIBLING);
    expect(".result > :last-child").toMatch(BARE_PLACE);
    expect(".gestures td:nth-child(2)").toMatch(BARE_PLACE);
    expect(".row .cell:last-child").not.toMatch(BARE_PLACE);
  });
});
