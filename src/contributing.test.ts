import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** CONTRIBUTING.md without its examples in blocks, which are files to be. */
const text = readFileSync("CONTRIBUTING.md", "utf8").replace(/^ *```[\s\S]*?^ *```$/gm, "");
const code = Array.from(text.matchAll(/`([^`\n]+)`/g), ([, quoted]) => quoted ?? "");

/** What the recipes have one write: "Write `src/ops/softsign.ts`". */
const toBeWritten = new Set(
  Array.from(text.matchAll(/Write `([^`]+)`/g), ([, path]) => path ?? ""),
);

/** Where code, tests and tools are. */
const FOLDERS = ["bench", "e2e", "scripts", "src", ".github"];

test("CONTRIBUTING.md names files and folders that are there", () => {
  const inside = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`);
  const here = [...readdirSync("."), ...FOLDERS.flatMap(inside)];
  const ends = (path: string) => here.some((one) => one === path || one.endsWith(`/${path}`));
  const isPath = (quoted: string) =>
    /^[\w.-]+(\/[\w.-]+)*\/?$/.test(quoted) &&
    (quoted.includes("/") || /\.(ts|tsx|mjs|md)$/.test(quoted));
  const paths = code.filter((quoted) => isPath(quoted) && !toBeWritten.has(quoted));
  expect(paths.length).toBeGreaterThan(80);
  expect(paths.filter((path) => !ends(path.replace(/\/$/, "")))).toEqual([]);
});

test("CONTRIBUTING.md names commands that there are", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
    scripts: Record<string, string>;
  };
  const named = Array.from(text.matchAll(/npm run ([\w:]+)/g), ([, name]) => name ?? "");
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
