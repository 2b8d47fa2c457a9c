import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { floorsConfiguration } from "../scripts/floors.mjs";
import { BELOW_THEIR_ROOMS, FLOORS, PURE, ROOMS, SIDE_DOORS } from "../scripts/house.mjs";

/*
 * The house rule of src/: which floor may import which, and which room of a floor which other. scripts/house.mjs says it, and
 * the rules that Biome enforces are made of that; this test plants bad imports, in every way of writing one, to prove that
 * they bite.
 */
/** Folders that hold data alone. */
const DATA_FOLDERS = ["golden", "reference"];
/** What the pure floors do without. */
const LIBRARIES = ["react", "react-dom/client", "zustand", "@xyflow/react", "katex", "zod"];

/** Every way to write an import that the rule reads. # stands for a number, so that no name is there twice. */
const plainImports = (module: string) => [
  `import { thing# } from "${module}";\nexport const own# = [thing#];`,
  `import * as all# from "${module}";\nexport const own# = [all#];`,
  `import "${module}";`,
  `import type { Thing# } from "${module}";\nexport type Own# = Thing#[];`,
  `export { thing# } from "${module}";`,
  `export * from "${module}";`,
  `export type { Thing# } from "${module}";`,
  `export const later# = import("${module}");`,
];

/** Ways to import that it cannot read, and that are therefore forbidden as such. */
const hiddenImports = (module: string) => [
  `export const later# = import(\`${module}\`);`,
  `export const later# = import("${module}" + "");`,
  `export type Own# = import("${module}").Thing;`,
  `export type Own# = typeof import("${module}");`,
  `export const own# = require("${module}");`,
  `export const all# = import.meta.glob("${module}/*.ts");`,
  `export const address# = new URL("../${module}/worker.ts", import.meta.url);`,
];

const exportsFrom = (...modules: readonly string[]) =>
  modules.map((module) => `export { thing# } from "${module}";`);

const roundTheDoor = (floor: string) =>
  exportsFrom(
    `@/${floor}/thing`,
    `@/${floor}/index`,
    `../${floor}`,
    `./../${floor}`,
    `./below/../../${floor}`,
    `/src/${floor}`,
    `src/${floor}`,
  );

/** What no file of a room may import, whatever its room may. */
const outOfTheRoom = (floor: string) =>
  exportsFrom(
    `@/${floor}`,
    `@/${floor}/thing`,
    `../../${floor === "ui" ? "ops" : "ui"}`,
    "../../ui/thing",
    "../room/../../ui/thing",
    "./below/../../../ui/thing",
    "..",
    "../..",
  );

const IMPURE = [
  "document.title",
  "window.innerWidth",
  "globalThis.document",
  "localStorage.length",
  "Date.now()",
  "new Date()",
  "performance.now()",
  "navigator.language",
  'fetch("/")',
  "setTimeout(() => {}, 1)",
  "process.env.HOME",
].map((expression) => `export const own# = () => ${expression};`);

interface Plant {
  readonly isGood: boolean;
  readonly path: string;
  readonly code: string;
  /** Its lines in the file, from 1. */
  readonly first: number;
  readonly last: number;
}

const house = realpathSync(mkdtempSync(join(tmpdir(), "backflow-floors-")));
const plants: Plant[] = [];
/** The lines of each planted file. */
const files = new Map<string, string[]>();
let findings: ReadonlyMap<string, readonly Finding[]>;

/** Adds statements to a file; each is judged by itself. */
function plant(verdict: "good" | "bad", path: string, codes: readonly string[]) {
  const lines = files.get(path) ?? [];
  files.set(path, lines);
  for (const template of codes) {
    const code = template.replaceAll("#", String(lines.length));
    const first = lines.length + 1;
    lines.push(...code.split("\n"));
    plants.push({ isGood: verdict === "good", path, code, first, last: lines.length });
  }
}

/** Everything is planted first and linted in one run: starting Biome is what takes time, and opening files. */
beforeAll(() => {
  const root = join(import.meta.dirname, "..");
  for (const file of [
    "biome.json",
    "biome.floors.json",
    "tsconfig.json",
    "package.json",
    "scripts",
  ]) {
    cpSync(join(root, file), join(house, file), { recursive: true });
  }
  for (const floor of Object.keys(FLOORS)) {
    plantFloor(floor);
    plantRooms(floor);
  }
  for (const floor of Object.keys(PURE)) plantImpure(floor);
  plant("bad", "src/engine/file.ts", plainImports("zod/mini"));
  plant("good", "src/graph/streams.ts", [
    'export const own# = () => new Blob(["x"]).stream().pipeThrough(new CompressionStream("deflate"));',
    "export const own# = () => new TextDecoder().decode(new TextEncoder().encode(structuredClone('')));",
  ]);
  plant("bad", "src/ui/file.ts", [...plainImports("@xyflow/react"), ...plainImports("zustand")]);
  plant("good", "src/ui/file.ts", [...plainImports("react"), ...plainImports("katex")]);
  for (const floor of ["ui", "canvas", "panels", "app"]) {
    plant("good", `src/${floor}/file.ts`, ['export { default } from "./part.module.css";']);
  }
  plant("bad", "src/ops/ring-a.ts", ['import type { B } from "./ring-b";\nexport type A = B[];']);
  plant("bad", "src/ops/ring-b.ts", ['import type { A } from "./ring-a";\nexport type B = A | 1;']);

  for (const [path, lines] of files) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), `${lines.join("\n")}\n`);
  }
  findings = lint(join(root, "node_modules/@biomejs/biome/bin/biome"));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

/** What the files of a floor may import of other floors, of their own and of tools. */
function plantFloor(floor: string) {
  const [file, testFile] = [`src/${floor}/file.ts`, `src/${floor}/file.test.ts`];
  const allowed = FLOORS[floor] ?? [];
  for (const other of Object.keys(FLOORS)) {
    // Its own front door is bad as well: inside a floor, files know each other by relative paths.
    const verdict = allowed.includes(other) ? "good" : "bad";
    plant(verdict, file, plainImports(`@/${other}`));
    plant(verdict, testFile, plainImports(`@/${other}`));
    plant("bad", file, roundTheDoor(other));
    plant("bad", file, hiddenImports(`@/${other}`));
    // What supports the tests of a floor below supports those of this one too.
    plant(verdict, testFile, exportsFrom(`@/${other}/thing.test-support`));
    plant("bad", file, exportsFrom(`@/${other}/thing.test-support`));
  }
  plant("good", file, plainImports("./neighbour"));
  plant("bad", file, exportsFrom("./neighbour.test-support"));
  plant("good", testFile, [...plainImports("vitest"), ...plainImports("node:fs")]);
  plant("bad", file, [...plainImports("vitest"), ...plainImports("node:fs")]);
  plant("good", `src/${floor}/data.ts`, ['export { default } from "./reference/data.json";']);
}

/** What the files of its rooms may import: no more than the floor, and of that in one direction. */
function plantRooms(floor: string) {
  const rooms = ROOMS[floor] ?? {};
  const allowed = FLOORS[floor] ?? [];
  // A room that no row is about may know all of its floor.
  const any = `src/${floor}/room/file.ts`;
  plant("good", any, ["./neighbour", "../thing", "../other/thing"].flatMap(plainImports));
  for (const room of ["room", ...Object.keys(rooms)]) {
    const [file, testFile] = [`src/${floor}/${room}/file.ts`, `src/${floor}/${room}/file.test.ts`];
    plant("good", file, exportsFrom("./neighbour"));
    plant("good", testFile, exportsFrom("./neighbour", "../thing", "../other/thing"));
    plant("bad", file, outOfTheRoom(floor));
    plant("bad", testFile, outOfTheRoom(floor));
    for (const other of Object.keys(FLOORS)) {
      const verdict = allowed.includes(other) ? "good" : "bad";
      plant(verdict, file, exportsFrom(`@/${other}`));
      plant(verdict, testFile, exportsFrom(`@/${other}`));
      plant("bad", file, hiddenImports(`@/${other}`));
    }
  }
  for (const [room, known] of Object.entries(rooms)) {
    const file = `src/${floor}/${room}/file.ts`;
    plant(known.includes(".") ? "good" : "bad", file, plainImports("../thing"));
    plant("bad", file, exportsFrom("../index"));
    for (const other of Object.keys(rooms)) {
      if (other === room) continue;
      plant(known.includes(other) ? "good" : "bad", file, plainImports(`../${other}/thing`));
    }
    for (const door of [...(SIDE_DOORS[floor] ?? []), ...(SIDE_DOORS[`${floor}/${room}`] ?? [])]) {
      plant("good", file, exportsFrom(`@/${door}`));
    }
    const upward = BELOW_THEIR_ROOMS.includes(floor) ? "bad" : "good";
    plant(upward, `src/${floor}/file.ts`, plainImports(`./${room}/thing`));
    plant("good", `src/${floor}/index.ts`, exportsFrom(`./${room}/thing`));
    plant("good", `src/${floor}/file.test.ts`, exportsFrom(`./${room}/thing`));
  }
}

function plantImpure(floor: string) {
  for (const file of [`src/${floor}/file.ts`, `src/${floor}/room/file.ts`]) {
    for (const library of LIBRARIES) plant("bad", file, plainImports(library));
    plant("bad", file, IMPURE);
  }
  for (const library of LIBRARIES) {
    plant("bad", `src/${floor}/file.test.ts`, plainImports(library));
  }
}

interface Finding {
  readonly line: number;
  readonly rule: string;
}

/** The errors of each file. */
function lint(biome: string): Map<string, Finding[]> {
  const { stdout } = spawnSync(
    process.execPath,
    [biome, "lint", "--reporter=json", "--max-diagnostics=none", "--colors=off", "src"],
    { cwd: house, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const report: {
    diagnostics: {
      category: string;
      severity: string;
      location: { path: string; start: { line: number } };
    }[];
  } = JSON.parse(stdout);
  const found = new Map<string, Finding[]>();
  for (const { category, severity, location } of report.diagnostics) {
    if (severity !== "error" || location.path === "") continue;
    const path = location.path.replaceAll("\\", "/");
    const finding = { line: location.start.line, rule: category };
    found.set(path, [...(found.get(path) ?? []), finding]);
  }
  return found;
}

/** The rules that refuse a plant. */
const refusals = ({ path, first, last }: Plant): string[] =>
  (findings.get(path) ?? []).flatMap(({ line, rule }) =>
    first <= line && line <= last ? [rule] : [],
  );

const plantsOf = (floor: string, isGood: boolean) =>
  plants.filter((each) => each.path.startsWith(`src/${floor}/`) && each.isGood === isGood);

const foldersOf = (path: string) =>
  readdirSync(join(import.meta.dirname, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !DATA_FOLDERS.includes(entry.name))
    .map((entry) => entry.name);

test("the rules of Biome are those of the table", () => {
  const rules = readFileSync(join(import.meta.dirname, "../biome.floors.json"), "utf8");
  expect(rules, "Run npm run format").toBe(floorsConfiguration());
});

test("the table names every floor there is", () => {
  expect(Object.keys(FLOORS)).toEqual(expect.arrayContaining(foldersOf(".")));
});

test.each(Object.keys(ROOMS))("the table names every room of %s", (floor) => {
  expect(Object.keys(ROOMS[floor] ?? {})).toEqual(expect.arrayContaining(foldersOf(floor)));
});

test.each(Object.keys(FLOORS))("what %s may not import is refused", (floor) => {
  const bad = plantsOf(floor, false);
  expect(bad.length).toBeGreaterThan(100);
  expect(bad.filter((each) => refusals(each).length === 0)).toEqual([]);
});

test.each(Object.keys(FLOORS))("what %s may import is let through", (floor) => {
  const good = plantsOf(floor, true);
  expect(good.length).toBeGreaterThan(10);
  const refused = good.filter((each) => refusals(each).length > 0);
  expect(refused.map((each) => ({ ...each, by: refusals(each) }))).toEqual([]);
});

test("a ring of imports is refused, even of types alone", () => {
  for (const file of ["a", "b"]) {
    const rules = (findings.get(`src/ops/ring-${file}.ts`) ?? []).map(({ rule }) => rule);
    expect(rules).toEqual(["lint/suspicious/noImportCycles"]);
  }
});
