import { withCheck } from "./graph/codec/link";
import { type Random, seededRandom } from "./graph/document.test-support";
import { type Json, lineOfJson } from "./graph/json";

/*
 * What may happen to a link on its way, or in the hands of somebody who wants to see it break. Every change depends on
 * its arguments alone.
 */

const LINK_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const STRANGE_CHARACTERS = [..."#&=%+/ .,!?'\"<>()[]{}\\\u0000\n\u00a0\u200b\u202eäé🦊", "\ud800"];

/** A draw from a seeded generator. */
export class Draw {
  private readonly random: Random;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  below(count: number): number {
    return Math.floor(this.random() * count);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  pick<Item>(items: ArrayLike<Item>): Item {
    return items[this.below(items.length)] as Item;
  }

  /** Two places in order, at most `length` each: mostly a few characters apart. */
  range(length: number): [from: number, to: number] {
    const from = this.below(length + 1);
    return [from, Math.min(length, from + 1 + this.below(this.chance(0.8) ? 4 : length))];
  }
}

/** Characters substituted, deleted, inserted, swapped, repeated, moved, cut off, spliced with another link's. */
export function mutateCharacters(link: string, other: string, draw: Draw): string {
  let text = link;
  const rounds = draw.chance(0.6) ? 1 : 2 + draw.below(4);
  for (let round = 0; round < rounds; round++) text = mutateOnce(text, other, draw);
  return text;
}

function mutateOnce(text: string, other: string, draw: Draw): string {
  const [from, to] = draw.range(text.length);
  const [before, part, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  const character = draw.pick<string>(draw.chance(0.8) ? LINK_CHARACTERS : STRANGE_CHARACTERS);
  switch (draw.below(12)) {
    case 0:
    case 1:
      return before + character + text.slice(from + 1);
    case 2:
      return before + after;
    case 3:
      return before + character.repeat(1 + draw.below(3)) + text.slice(from);
    case 4:
      return before + Array.from(part).reverse().join("") + after;
    case 5:
      return before + part + part + after;
    case 6:
      return draw.chance(0.5) ? before + part : part + after;
    case 7: {
      const index = draw.below(before.length + after.length + 1);
      const rest = before + after;
      return rest.slice(0, index) + part + rest.slice(index);
    }
    case 8:
      return (
        before + (part === part.toLowerCase() ? part.toUpperCase() : part.toLowerCase()) + after
      );
    case 9:
      return draw.chance(0.5) ? before + other.slice(from) : before + other;
    case 10:
      return text + (draw.chance(0.5) ? text : character);
    default:
      return before + encodeURIComponent(part.replace(/[\ud800-\udfff]/g, "")) + after;
  }
}

/** The same for the bytes behind the characters: flipped bits, bytes swapped, zeroed, cut out. */
export function mutateBytes(payload: string, draw: Draw): string {
  const binary = atob(payload.slice(3).replaceAll("-", "+").replaceAll("_", "/"));
  let bytes = Array.from(binary, (character) => character.charCodeAt(0));
  const rounds = draw.chance(0.6) ? 1 : 2 + draw.below(7);
  for (let round = 0; round < rounds; round++) {
    const [from, to] = draw.range(bytes.length);
    const value = bytes[from] ?? 0;
    switch (draw.below(6)) {
      case 0:
      case 1:
      case 2:
        bytes[from] = value ^ (1 << draw.below(8));
        break;
      case 3: {
        const other = draw.below(bytes.length);
        bytes[from] = bytes[other] ?? 0;
        bytes[other] = value;
        break;
      }
      case 4:
        bytes = bytes.fill(draw.below(256), from, to);
        break;
      default:
        bytes.splice(from, to - from);
    }
  }
  const mutated = btoa(String.fromCharCode(...bytes));
  return `g1=${mutated.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** The JSON inside a link, altered; in half of all cases with a check that fits. */
export function forgeList(list: string, draw: Draw): string {
  const altered = mutateJson(list.replace(/,\d+\]$/, "]"), draw);
  return draw.chance(0.5) ? withCheck(altered) : altered;
}

const NUMBERS = [
  ...[0, -0, 1, -1, 2, 3, 7, 24, 40, 0.5, 1e-7, 5e-324, 1e21, 1e308, -1e308, 2 ** 31, -(2 ** 31)],
  ...[2 ** 32, 2 ** 53, 2 ** 53 + 2, 2000, 2001, 8000, 8001, 2 ** 20, Infinity, -Infinity],
];
const TEXTS = [
  ...[
    "",
    " ",
    "x",
    "f0",
    "x y",
    "x  y",
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "length",
  ],
  ...[
    "1",
    "null",
    "\u0000",
    "\ud800",
    "\u202e",
    "ä",
    "<img src=x onerror=alert(1)>",
    "\\href{a}{b}",
  ],
  ...[
    "\\omega_{",
    "a".repeat(40),
    "a".repeat(41),
    "s".repeat(200),
    "s".repeat(201),
    "s".repeat(5000),
  ],
];
const NAMES = [
  ...["t", "b", "o", "h", "d", "k", "u", "s", "w", "r"],
  ...["__proto__", "constructor", "toString", "length", "then", "0", ""],
];
const SCRAPS = [
  ...["0", "-", "9", ".", "e9", "1e999", "null", "[", "]", ",", '""', "{}", "true", " ", '"', "\\"],
  ...["\\u0000", "\ud800", '{"__proto__":{"t":"x"}}', '"__proto__":1,', "[1,[2,[3]]]"],
];

/** JSON that somebody altered and packed again, with a checksum that fits: now the reader has to notice. */
export function mutateJson(text: string, draw: Draw): string {
  if (draw.chance(0.01)) return nestDeeply(text, draw);
  if (draw.chance(0.2)) return mutateText(text, draw);
  let value = JSON.parse(text) as Json;
  const rounds = 1 + draw.below(draw.chance(0.7) ? 1 : 4);
  for (let round = 0; round < rounds; round++) value = mutateValue(value, draw);
  return lineOfJson(value);
}

/** Lists in lists, in the place of a number: readers that call themselves run out of stack there. */
function nestDeeply(text: string, draw: Draw): string {
  const depth = draw.pick([10, 1000, 20_000, 100_000]);
  const nested = draw.chance(0.5)
    ? "[".repeat(depth) + "]".repeat(depth)
    : `${'{"t":'.repeat(depth)}0${"}".repeat(depth)}`;
  const numbers = [...text.matchAll(/\d+/g)];
  const number = draw.pick(numbers);
  return text.slice(0, number.index) + nested + text.slice(number.index + number[0].length);
}

function mutateText(text: string, draw: Draw): string {
  const index = draw.below(text.length);
  return text.slice(0, index) + draw.pick(SCRAPS) + text.slice(index + draw.below(3));
}

/** A copy that is another in one place, the deeper the rarer. */
function mutateValue(value: Json, draw: Draw): Json {
  if (isList(value)) {
    if (value.length === 0 || draw.chance(0.15)) return mutateList([...value], draw);
    const at = draw.below(value.length);
    return value.map((item, index) => (index === at ? mutateValue(item, draw) : item));
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value);
    if (members.length === 0 || draw.chance(0.4)) return mutateMembers(members, draw);
    const at = draw.below(members.length);
    return objectOf(
      members.map(([key, item = null], index) => [
        key,
        index === at ? mutateValue(item, draw) : item,
      ]),
    );
  }
  if (draw.chance(0.25)) return anything(draw);
  if (typeof value === "number") return mutateNumber(value, draw);
  if (typeof value !== "string") return anything(draw);
  const at = draw.below(value.length + 1);
  return draw.chance(0.3)
    ? draw.pick(TEXTS)
    : value.slice(0, at) +
        draw.pick<string>([" ", "_", "-", "0", "x", ...TEXTS]) +
        value.slice(at + draw.below(2));
}

function mutateNumber(value: number, draw: Draw): number {
  const changes = [value + 1, value - 1, -value, value * 2, value / 3, value + 0.5, value * 1e6];
  return draw.chance(0.3) ? draw.pick(NUMBERS) : draw.pick(changes);
}

function mutateList(list: Json[], draw: Draw): Json {
  const [from, to] = draw.range(list.length);
  switch (draw.below(6)) {
    case 0:
      list.splice(from, to - from);
      return list;
    case 1:
      list.splice(from, 0, ...list.slice(from, to));
      return list;
    case 2:
      list.splice(from, 0, anything(draw));
      return list;
    case 3:
      return [...list.slice(0, from), ...list.slice(from, to).reverse(), ...list.slice(to)];
    case 4:
      return Array.from({ length: draw.pick([1, 2, 10, 3000]) }, () => list)
        .flat()
        .slice(0, 20_000);
    default:
      return anything(draw);
  }
}

function mutateMembers(members: [string, Json | undefined][], draw: Draw): Json {
  if (members.length > 0 && draw.chance(0.4)) members.splice(draw.below(members.length), 1);
  else members.push([draw.pick(NAMES), anything(draw)]);
  return objectOf(members);
}

/** With own members of any name: an assignment to __proto__ would make none. */
function objectOf(members: readonly (readonly [string, Json | undefined])[]): Json {
  return Object.fromEntries(members);
}

function anything(draw: Draw): Json {
  switch (draw.below(8)) {
    case 0:
    case 1:
      return draw.pick(NUMBERS);
    case 2:
      return draw.pick(TEXTS);
    case 3:
      return draw.pick([null, true, false]);
    case 4:
      return Array.from({ length: draw.below(5) }, () => draw.pick(NUMBERS));
    case 5:
      return [draw.below(9), draw.pick(TEXTS), draw.below(9), draw.pick(TEXTS)];
    case 6:
      return objectOf([[draw.pick(NAMES), draw.pick(NUMBERS)]]);
    default:
      return draw.pick<Json>([
        [],
        {},
        [[]],
        [null],
        [[1], [2, 3]],
        [{}],
        objectOf([["__proto__", { t: "x" }]]),
      ]);
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
