import { describe, expect, it } from "vitest";
import { lineOfJson, prettyJson, Written } from "./json";

describe("lineOfJson", () => {
  const value = { a: [1, "b", null, true], left: undefined, c: { d: new Written("[2]") }, e: {} };

  it("puts the gap behind commas and colons, and leaves out what is undefined", () => {
    expect(lineOfJson(value)).toBe('{"a":[1,"b",null,true],"c":{"d":[2]},"e":{}}');
    expect(lineOfJson(value, " ")).toBe(
      '{ "a": [1, "b", null, true], "c": { "d": [2] }, "e": {} }',
    );
  });

  it("keeps −0, and leaves a number that JSON cannot hold recognisable", () => {
    expect(lineOfJson([0, -0, 1e21, -5e-324])).toBe("[0,-0,1e+21,-5e-324]");
    expect(lineOfJson([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])).toBe(
      "[1e999,-1e999,null]",
    );
  });
});

describe("prettyJson", () => {
  it("writes what is empty on one line, however little room there is", () => {
    expect(prettyJson([])).toBe("[]");
    expect(prettyJson({})).toBe("{}");
    expect(prettyJson({ left: undefined })).toBe("{}");
    expect(prettyJson([], "", 200)).toBe("[]");
    expect(prettyJson({}, "", 200)).toBe("{}");
  });

  it("breaks what would need 100 columns without the comma that may follow, and nothing shorter", () => {
    // `[1, "…"]` is 7 characters around the text.
    const list = (length: number) => prettyJson([1, "x".repeat(length)]);
    expect(list(92)).toBe(`[1, "${"x".repeat(92)}"]`);
    expect(list(93)).toBe(`[\n  1,\n  "${"x".repeat(93)}"\n]`);
    // `{ "a": "…" }` is 11 characters around it.
    const object = (length: number) => prettyJson({ a: "x".repeat(length) });
    expect(object(88)).toBe(`{ "a": "${"x".repeat(88)}" }`);
    expect(object(89)).toBe(`{\n  "a": "${"x".repeat(89)}"\n}`);
  });

  it("counts the indent, and what stands before it on its line", () => {
    const text = "x".repeat(80);
    expect(prettyJson([text], " ".repeat(15))).toBe(`["${text}"]`);
    expect(prettyJson([text], " ".repeat(16))).toContain("\n");
    expect(prettyJson([text], "", 15)).toBe(`["${text}"]`);
    expect(prettyJson([text], "", 16)).toContain("\n");
  });

  it("breaks what holds something broken", () => {
    const long = ["x".repeat(60), "y".repeat(60)];
    expect(prettyJson({ a: [long], b: [1, 2] })).toBe(
      [
        "{",
        '  "a": [',
        "    [",
        `      "${long[0]}",`,
        `      "${long[1]}"`,
        "    ]",
        "  ],",
        '  "b": [1, 2]',
        "}",
      ].join("\n"),
    );
  });
});
