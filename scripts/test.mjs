// @ts-check
// `npm test`: every check in order. It does not stop at the first failure, so that one run tells all
// there is to mend; the last line sums the tests of Vitest and Playwright, and a step that fails
// without a test to blame (format, lint, types, build, size) counts as one failed.
//
// `npm run test:long` is the same with `long` behind it: random tests, in Node and in the browser,
// then take many more turns. They read it from LONG, which is set here, so that it works in every shell.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

// Relative and with slashes: Vitest and Playwright take it as an option on every system.
const reports = "node_modules/.cache/backflow";
const unitReport = `${reports}/vitest.json`;
const browserReport = `${reports}/playwright.json`;
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
// A stale build must not be what gets tested when the new one fails.
rmSync("dist", { recursive: true, force: true });

let passed = 0;
let failed = 0;
/** @type {string[]} */
const broken = [];

step("format and lint", bin("@biomejs/biome", "biome"), ["ci", "--error-on-warnings", "."]);
step("types", bin("typescript", "tsc"), []);
step("dead code", bin("knip", "knip"), []);
step(
  "unit tests",
  bin("vitest", "vitest"),
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
  countUnitTests,
);
if (step("build", bin("vite", "vite"), ["build"])) {
  step("size", "scripts/check-size.mjs", []);
  step(
    "browser tests",
    bin("@playwright/test", "playwright"),
    ["test", "--reporter=list,json"],
    countBrowserTests,
  );
} else {
  failed += 2;
  broken.push("size (no build)", "browser tests (no build)");
}

console.log();
if (broken.length > 0) console.log(`Failed: ${broken.join(", ")}`);
const totals = `${passed} passed, ${failed} failed`;
writeFileSync(`${reports}/totals.txt`, `${totals}\n`);
console.log(totals);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * @param {string} name
 * @param {string} script
 * @param {string[]} args
 * @param {() => number} [count] adds up the tests that ran and returns how many of them failed
 */
function step(name, script, args, count) {
  console.log(`\n── ${name} ──`);
  const { status } = spawnSync(process.execPath, [script, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      CI: process.env.CI ?? "1",
      ...(process.argv.includes("long") && { LONG: "1" }),
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(root, browserReport),
    },
  });
  let failures = 0;
  try {
    failures = count?.() ?? 0;
  } catch {
    // No report was written: the step broke before any test ran, which its status says.
  }
  const ok = status === 0 && failures === 0;
  if (!ok) {
    failed += Math.max(failures, 1);
    broken.push(name);
  }
  return ok;
}

function countUnitTests() {
  const report = read(unitReport);
  passed += report.numPassedTests;
  // A file that could not even be loaded holds no test that failed, but it did.
  const unloadable = report.testResults.filter(
    /** @param {any} file */ (file) =>
      file.status === "failed" &&
      !file.assertionResults.some(/** @param {any} test */ (test) => test.status === "failed"),
  );
  return report.numFailedTests + unloadable.length;
}

function countBrowserTests() {
  const { stats, errors } = read(browserReport);
  passed += stats.expected;
  return stats.unexpected + stats.flaky + errors.length;
}

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * The script behind a package's command, started with this Node itself: no shell, on any system.
 * @param {string} name
 * @param {string} command
 */
function bin(name, command) {
  // Not by require.resolve: some packages do not export their package.json.
  const folder = join(root, "node_modules", name);
  const manifest = read(join(folder, "package.json"));
  const path = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[command];
  return join(folder, path);
}
