import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFile } from "./codec/file";
import { decodeLink } from "./codec/link";
import { type Json, lineOfJson } from "./json";

interface Golden {
  readonly name: string;
  readonly link: string;
  /** The same document as a file. */
  readonly document: Json;
}

const folder = new URL("./golden/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

/**
 * Links that were out in the world must open for ever, so goldens are only ever added: a failure here is mended in
 * the decoder.
 */
describe("golden links", () => {
  it("are there", () => {
    expect(names.length).toBeGreaterThanOrEqual(9);
  });

  it.each(names)("%s", async (name) => {
    const golden = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Golden;
    expect(`${golden.name}.json`).toBe(name);
    // lineOfJson and not JSON.stringify, which turns −0 into 0.
    const file = readFile(lineOfJson(golden.document));
    expect(file.ok).toBe(true);
    expect(await decodeLink(golden.link)).toEqual(file);
  });
});
