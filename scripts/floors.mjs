// @ts-check
/*
 * Makes Biome's rules about imports, biome.floors.json, of the table of the house. `npm run format` runs it.
 *
 * A rule is a list of patterns as in .gitignore: later ones count, ! lets through. Biome takes the last override that
 * matches a file, so that a floor comes first, then its rooms, which bring along all that their floor says.
 */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { BELOW_THEIR_ROOMS, FLOORS, PURE, ROOMS, SIDE_DOORS, WITHOUT } from "./house.mjs";

/** Tests may import all of their floor, which its own override says. */
const NO_TESTS = ["!**/*.test.ts", "!**/*.test.tsx", "!**/*.test-support.ts"];
/** What tests need; scripts/test-tools.grit keeps it from all other files. */
const TEST_TOOLS = ["!vitest", "!vitest/**", "!fast-check", "!node:*", "!node:*/**"];
/** No way out by detours. */
const OUT_OF_THE_FLOOR = ["./**/../**"];
const OUT_OF_THE_ROOM = ["../../**", ...OUT_OF_THE_FLOOR, "../**/../**", "../..", ".."];

/** @param {readonly string[]} names */
const doors = (names) => names.map((name) => `@/${name}`);

/**
 * One override: files of a floor, or of a room of it, that may import of their floor what `own` says.
 * @param {string} floor
 * @param {string} place "graph" or "graph/codec"
 * @param {{ who?: string, includes: readonly string[], own?: readonly string[], never: readonly string[], ownWords: string }} files
 */
function override(floor, place, { who, includes, own = [], never, ownWords }) {
  const below = FLOORS[floor] ?? [];
  const pure = PURE[floor];
  const without = WITHOUT[floor] ?? [];
  const sideDoors = new Set([...(SIDE_DOORS[floor] ?? []), ...(SIDE_DOORS[place] ?? [])]);
  const allowed = doors([...below, ...sideDoors]);
  const libraries = pure ?? [];
  const words = [
    below.length === 0 ? "no other floor" : `${doors(below).join(", ")} (front doors only)`,
    ...(sideDoors.size === 0 ? [] : [`the side doors ${doors([...sideDoors]).join(", ")}`]),
    ...libraries,
    ...(without.length === 0 ? [] : [`nothing of ${without.join(", ")}`]),
    ownWords,
    ...(pure ? ["nothing else"] : []),
  ];
  const group = [
    ...(pure
      ? ["**", "!./**", ...TEST_TOOLS]
      : ["@/**", "..", "../**", "/**", "src/**", ...without]),
    ...[...own, ...libraries, ...allowed].map((path) => `!${path}`),
    ...below.map((other) => `!@/${other}/*.test-support`),
    ...never,
  ];
  const message = `${who ?? `src/${place}`} may import ${words.join("; ")}.`;
  const options = { patterns: [{ group, message }] };
  return {
    includes,
    linter: { rules: { style: { noRestrictedImports: { level: "error", options } } } },
  };
}

/** @param {string} floor */
function overridesOf(floor) {
  const rooms = ROOMS[floor] ?? {};
  const whole = override(floor, floor, {
    includes: [`src/${floor}/**`],
    never: OUT_OF_THE_FLOOR,
    ownWords: 'its own files as "./x"',
  });
  const anyRoom = override(floor, floor, {
    who: `A room of src/${floor}`,
    includes: [`src/${floor}/*/*.ts`, `src/${floor}/*/*.tsx`],
    own: ["../*", "../*/*"],
    never: OUT_OF_THE_ROOM,
    ownWords: 'files of its floor as "./x", "../x" or "../room/x"',
  });
  const ground = override(floor, floor, {
    who: `What the rooms of src/${floor} stand on`,
    includes: [`src/${floor}/*.ts`, `!src/${floor}/index.ts`, ...NO_TESTS],
    never: [...Object.keys(rooms).map((room) => `./${room}/**`), ...OUT_OF_THE_FLOOR],
    ownWords: 'its own files as "./x", but no room',
  });
  const each = Object.entries(rooms).map(([room, known]) =>
    override(floor, `${floor}/${room}`, {
      includes: [`src/${floor}/${room}/**`, ...NO_TESTS],
      own: known.map((other) => (other === "." ? "../*" : `../${other}/*`)),
      never: [...OUT_OF_THE_ROOM, "../index"],
      ownWords: ownWords(known),
    }),
  );
  return [whole, anyRoom, ...(BELOW_THEIR_ROOMS.includes(floor) ? [ground] : []), ...each];
}

/** @param {readonly string[]} known */
function ownWords(known) {
  const rooms = known.filter((room) => room !== ".").map((room) => `${room}/`);
  const parts = [...(known.includes(".") ? ["the files of the floor itself"] : []), ...rooms];
  return `of its floor ${parts.length === 0 ? "no other room" : parts.join(", ")} and its own files as "./x"`;
}

/** The text of biome.floors.json: a line for each override. */
export function floorsConfiguration() {
  const lines = Object.keys(FLOORS)
    .flatMap(overridesOf)
    .map((each) => JSON.stringify(each));
  return `{"overrides":[\n${lines.join(",\n")}\n]}\n`;
}

const file = fileURLToPath(import.meta.url);
if (process.argv[1] !== undefined && resolve(process.argv[1]) === file) {
  writeFileSync(join(file, "../../biome.floors.json"), floorsConfiguration());
}
