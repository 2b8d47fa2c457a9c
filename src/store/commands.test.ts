import { describe, expect, it } from "vitest";
import { type Command, isChord, type KeyChord } from "./command";
import { commands } from "./commands";

const table = Object.entries<Command>(commands);

/** A chord as the browser tells of it. */
function pressed({ key, mod = false, shift = false, alt = false }: KeyChord) {
  return { key, ctrlKey: mod, metaKey: false, shiftKey: shift, altKey: alt };
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
