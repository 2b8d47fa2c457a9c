import { describe, expect, it } from "vitest";
import { type Command, isChord, type KeyChord } from "./command";
import { commands } from "./commands";

const table = Object.entries<Command>(commands);

/** A chord as the browser tells of it. */
function pressed({ key, mod = false, shift = false, alt = false }: KeyChord) {
  return { key, code: "", ctrlKey: mod, metaKey: false, shiftKey: shift, altKey: alt };
}

describe("the table of commands", () => {
  it("gives every chord to one command", () => {
    for (const [id, { keys }] of table) {
      for (const chord of keys) {
        const answering = table.filter(([, command]) =>
          command.keys.some((other) => isChord(pressed(chord), other)),
        );
        expect(answering.map(([name]) => name)).toEqual([id]);
      }
    }
  });

  it("names every command, and no two alike", () => {
    const names = table.map(([, { name }]) => name);
    expect(names.filter((name) => name.trim() === "")).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("a chord on keyboards of other scripts", () => {
  const undo: KeyChord = { key: "z", mod: true };

  it.each([
    ["Russian", "я", "KeyZ"],
    ["Greek", "ζ", "KeyZ"],
    ["Arabic", "ئ", "KeyZ"],
    ["Persian", "ظ", "KeyZ"],
    ["Hebrew", "ז", "KeyZ"],
    ["Latin with Caps Lock", "Z", "KeyZ"],
    ["AZERTY", "z", "KeyW"],
    ["QWERTZ", "z", "KeyY"],
  ])("is known on %s", (_, key, code) => {
    expect(isChord({ ...pressed({ key, mod: true }), code }, undo)).toBe(true);
  });

  it("is what is printed on the key where that is Latin", () => {
    // Where Z lies on a US keyboard, QWERTZ has Y: that is redo, not undo.
    expect(isChord({ ...pressed({ key: "y", mod: true }), code: "KeyZ" }, undo)).toBe(false);
    expect(isChord({ ...pressed({ key: "w", mod: true }), code: "KeyZ" }, undo)).toBe(false);
  });

  it("counts digits of other scripts", () => {
    expect(isChord({ ...pressed({ key: "٣" }), code: "Digit3" }, { key: "3" })).toBe(true);
  });
});
