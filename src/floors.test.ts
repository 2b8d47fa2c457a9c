import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/*
 * The house rule of src/: which floor may import which. biome.json enforces it; this test states it a
 * second time and plants bad imports, in every way of writing one, to prove that the rule bites.
 */
const BELOW_STORE = [
  ...["ops", "data", "optimizers", "graph", "layout"],
  ...["engine", "training", "explain", "presets"],
];
const FLOORS: Record<string, string[]> = {
  ops: [],
  data: [],
  optimizers: [],
  graph: ["ops", "data", "optimizers"],
  layout: ["ops", "data", "graph"],
  engine: ["ops", "data", "graph"],
  training: ["ops", "data", "optimizers", "graph", "engine"],
  explain: ["ops", "data", "optimizers", "graph", "engine", "training"],
  presets: ["data", "optimizers", "graph"],
  store: BELOW_STORE,
  ui: [],
  canvas: [...BELOW_STORE, "store", "ui"],
  panels: [...BELOW_STORE, "store", "ui"],
  app: [...BELOW_STORE, "store", "ui", "canvas", "panels"],
};
const PURE = BELOW_STORE;

/** Every way to write an import that the rule reads. */
const plainImports = (module: string) => [
  `import { thing } from "${module}";\nexport const own = [thing];`,
  `import * as all from "${module}";\nexport const own = [all];`,
  `import "${module}";`,
  `import type { Thing } from "${module}";\nexport type Own = Thing[];`,
  `export { thing } from "${module}";`,
  `export * from "${module}";`,
  `export type { Thing } from "${module}";`,
  `export const later = import("${module}");`,
];

/** Ways to import that it cannot read, and that are therefore forbidden as such. */
const hiddenImports = (module: string) => [
  `export const later = import(\`${module}\`);`,
  `export const later = import("${module}" + "");`,
  `export type Own = import("${module}").Thing;`,
  `export type Own = typeof import("${module}");`,
  `export const own = require("${module}");`,
  `export const all = import.meta.glob("${module}/*.ts");`,
  `export const address = new URL("../${module}/worker.ts", import.meta.url);`,
];

const roundTheDoor = (floor: string) => [
  `export { thing } from "@/${floor}/thing";`,
  `export { thing } from "@/${floor}/index";`,
  `export { thing } from "../${floor}";`,
  `export { thing } from "./../${floor}";`,
  `export { thing } from "./below/../../${floor}";`,
  `export { thing } from "/src/${floor}";`,
  `export { thing } from "src/${floor}";`,
];

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
].map((expression) => `export const own = () => ${expression};`);

const house = realpathSync(mkdtempSync(join(tmpdir(), "backflow-floors-")));
const planted = new Map<string, string>();
let bitten: Map<string, string[]>;

function plant(path: string, code: string) {
  planted.set(path, code);
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), `${code}\n`);
}

function plantAll(folder: string, codes: string[], ending = ".ts") {
  for (const [index, code] of codes.entries()) plant(`${folder}-${index}${ending}`, code);
}

/** Everything is planted first and linted in one run: starting Biome is what takes time. */
beforeAll(() => {
  const root = join(import.meta.dirname, "..");
  for (const file of ["biome.json", "tsconfig.json", "package.json", "scripts"]) {
    cpSync(join(root, file), join(house, file), { recursive: true });
  }

  for (const [floor, allowed] of Object.entries(FLOORS)) {
    const here = `src/${floor}`;
    for (const other of Object.keys(FLOORS)) {
      const verdict = allowed.includes(other) ? "good" : "bad";
      // Its own front door is bad as well: inside a floor, files know each other as "./x".
      plantAll(`${here}/${verdict}-${other}`, plainImports(`@/${other}`));
      plantAll(`${here}/${verdict}-in-test-${other}`, plainImports(`@/${other}`), ".test.ts");
      plantAll(`${here}/bad-round-${other}`, roundTheDoor(other));
      plantAll(`${here}/bad-hidden-${other}`, hiddenImports(`@/${other}`));
    }
    plantAll(`${here}/good-own`, plainImports("./neighbour"));
    plantAll(`${here}/good-test-tool`, plainImports("vitest"), ".test.ts");
    plantAll(`${here}/good-test-node`, plainImports("node:fs"), ".test.ts");
    plantAll(`${here}/bad-test-tool`, plainImports("vitest"));
    plantAll(`${here}/bad-node`, plainImports("node:fs"));
    plant(`${here}/good-data.ts`, 'export { default } from "./reference/data.json";');
  }

  for (const floor of PURE) {
    for (const library of [
      "react",
      "react-dom/client",
      "zustand",
      "@xyflow/react",
      "katex",
      "zod",
    ]) {
      const name = library.replaceAll("/", "-");
      plantAll(`src/${floor}/bad-library-${name}`, plainImports(library));
      plantAll(`src/${floor}/bad-library-in-test-${name}`, plainImports(library), ".test.ts");
    }
    plantAll(`src/${floor}/bad-impure`, IMPURE);
  }
  plantAll("src/engine/bad-library-mini", plainImports("zod/mini"));
  plantAll("src/graph/good-stream", [
    'export const own = () => new Blob(["x"]).stream().pipeThrough(new CompressionStream("deflate"));',
    "export const own = () => new TextDecoder().decode(new TextEncoder().encode(structuredClone('')));",
  ]);
  plantAll("src/ui/bad-library", [...plainImports("@xyflow/react"), ...plainImports("zustand")]);
  plantAll("src/ui/good-library", [...plainImports("react"), ...plainImports("katex")]);
  for (const floor of ["ui", "canvas", "panels", "app"]) {
    plantAll(`src/${floor}/good-style`, ['export { default } from "./part.module.css";']);
  }

  plant("src/ops/bad-ring-a.ts", 'import type { B } from "./bad-ring-b";\nexport type A = B[];');
  plant("src/ops/bad-ring-b.ts", 'import type { A } from "./bad-ring-a";\nexport type B = A | 1;');

  bitten = lint(join(root, "node_modules/@biomejs/biome/bin/biome"));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

/** The files with at least one error, and the rules that found it. */
function lint(biome: string) {
  const { stdout } = spawnSync(
    process.execPath,
    [biome, "lint", "--reporter=json", "--max-diagnostics=none", "--colors=off", "src"],
    { cwd: house, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const report: {
    diagnostics: { category: string; severity: string; location: { path: string } }[];
  } = JSON.parse(stdout);
  const found = new Map<string, string[]>();
  for (const { category, severity, location } of report.diagnostics) {
    if (severity !== "error" || location.path === "") continue;
    const path = location.path.replaceAll("\\", "/");
    found.set(path, [...(found.get(path) ?? []), category]);
  }
  return found;
}

const plantsOf = (floor: string, verdict: "good" | "bad") =>
  [...planted].filter(([path]) => path.startsWith(`src/${floor}/${verdict}-`));

test("the table names every floor there is", () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(Object.keys(FLOORS)).toEqual(expect.arrayContaining(folders));
});

test.each(Object.keys(FLOORS))("what %s may not import is refused", (floor) => {
  const plants = plantsOf(floor, "bad");
  expect(plants.length).toBeGreaterThan(100);
  expect(plants.filter(([path]) => !bitten.has(path))).toEqual([]);
});

test.each(Object.keys(FLOORS))("what %s may import is let through", (floor) => {
  const plants = plantsOf(floor, "good");
  expect(plants.length).toBeGreaterThan(10);
  const refused = plants.filter(([path]) => bitten.has(path));
  expect(refused.map(([path, code]) => ({ path, code, by: bitten.get(path) }))).toEqual([]);
});

test("a ring of imports is refused, even of types alone", () => {
  for (const file of ["a", "b"]) {
    expect(bitten.get(`src/ops/bad-ring-${file}.ts`)).toEqual(["lint/suspicious/noImportCycles"]);
  }
});
