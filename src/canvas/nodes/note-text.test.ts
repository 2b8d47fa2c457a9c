import { expect, it } from "vitest";
import { splitNote } from "./note-text";

it("symbols stand between two $, and what is none stays as it was typed", () => {
  expect(splitNote("Look at $\\omega_0$ here")).toEqual([
    { kind: "words", part: "Look at " },
    { kind: "symbol", part: "\\omega_0" },
    { kind: "words", part: " here" },
  ]);
  for (const text of ["5 $ and 6 $", "$\\href{x}{y}$", "$<b>$", "$$", "$"]) {
    expect(splitNote(text).every(({ kind }) => kind === "words")).toBe(true);
    expect(
      splitNote(text)
        .map(({ part }) => part)
        .join(""),
    ).toBe(text);
  }
});
