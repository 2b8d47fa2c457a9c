import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "theme.css"), "utf8");

const pairs = [...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\);/g)];
const light = Object.fromEntries(pairs.map(([, name, colour]) => [name, colour ?? ""]));
const dark = Object.fromEntries(pairs.map(([, name, , colour]) => [name, colour ?? ""]));

const channels = (hex: string) =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
const mix = (weights: number[], parts: number[]) =>
  weights.reduce((sum, weight, index) => sum + weight * (parts[index] ?? 0), 0);

/** WCAG's contrast of two colours. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [a, b]
    .map((hex) => mix([0.2126, 0.7152, 0.0722], channels(hex)))
    .sort((p, q) => p - q);
  return (high + 0.05) / (low + 0.05);
}

/** How far apart two colours look: their distance in Oklab. */
function distance(a: string, b: string): number {
  const oklab = (hex: string) => {
    const rgb = channels(hex);
    const cone = [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ].map((row) => Math.cbrt(mix(row, rgb)));
    return [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ].map((row) => mix(row, cone));
  };
  const other = oklab(b);
  return Math.hypot(...oklab(a).map((part, index) => part - (other[index] ?? 0)));
}

const FLOWS = ["vanishing", "blocked", "cancelled", "exploding", "not-finite", "cut-off"];
const SIGNS = ["positive", "negative"];
const GROUNDS = ["paper", "surface", "stage"];
/** Foregrounds, what they stand on, and the least contrast. */
const RULES: [string[], string[], number][] = [
  [["ink"], [...GROUNDS, "known", "left-behind", "culprit-paper"], 7],
  [["ink-soft"], [...GROUNDS, "known", "left-behind", "culprit-paper"], 4.5],
  [[...SIGNS], [...GROUNDS, "known", "left-behind", "culprit-paper"], 4.5],
  [[...FLOWS, "culprit"], [...GROUNDS, "culprit-paper"], 4.5],
  [["known-ink"], [...GROUNDS, "known"], 4.5],
  [["left-behind-ink"], [...GROUNDS, "left-behind"], 4.5],
  [["on-accent"], ["accent"], 4.5],
  [["on-culprit"], ["culprit"], 4.5],
  [["positive-wire", "negative-wire", "line-strong", "focus"], [...GROUNDS, "culprit-paper"], 3],
];

test("every colour has a light and a dark value", () => {
  const written = css.match(/#\w{6}\b|rgb\(/g) ?? [];
  const inPairs =
    css.match(/light-dark\((?:#\w{6}|rgb\([^)]+\)), (?:#\w{6}|rgb\([^)]+\))\)/g) ?? [];
  expect(written).toHaveLength(2 * inPairs.length);
  expect(pairs.length).toBeGreaterThan(25);
});

test.each([
  ["light", light],
  ["dark", dark],
] as const)("%s: text and lines can be read", (_, theme) => {
  const colour = (name: string) => theme[name] ?? expect.fail(`no --${name}`);
  const failing = RULES.flatMap(([fronts, grounds, least]) =>
    fronts.flatMap((front) =>
      grounds
        .map((ground) => ({ front, ground, ratio: contrast(colour(front), colour(ground)), least }))
        .filter(({ ratio }) => ratio < least),
    ),
  );
  expect(failing).toEqual([]);
});

test.each([
  ["light", light],
  ["dark", dark],
] as const)("%s: what means different things looks different", (_, theme) => {
  const names = [...SIGNS, ...FLOWS, "culprit"];
  const close = names.flatMap((a, index) =>
    names
      .slice(index + 1)
      .map((b) => ({ a, b, distance: distance(theme[a] ?? "", theme[b] ?? "") }))
      .filter((pair) => !(pair.distance > 0.09)),
  );
  expect(close).toEqual([]);
  // The flag must not be taken for a sign.
  for (const sign of SIGNS) {
    expect(distance(theme.culprit ?? "", theme[sign] ?? "")).toBeGreaterThan(0.17);
  }
  expect(distance(theme.known ?? "", theme["left-behind"] ?? "")).toBeGreaterThan(0.04);
});
