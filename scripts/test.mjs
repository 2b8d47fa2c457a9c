// @ts-check
// `npm test`: every check. It does not stop at the first failure, so that one run tells all there is to mend. What needs
// one core stands beside the build; the tests of Vitest and Playwright take two and follow each other. At its end it says
// where the time went and what it has left out; the last line sums the tests, and a part that fails without a test to
// blame (lint, types, dead code, build, size) counts as one failed.
//
// `npm run test:long` is the same with `long` behind it: everything that is random, and Firefox as well. Tests read it
// from LONG, which is set here, so that it works in every shell. `npm run test:quick` is what takes less than a minute:
// lint, types, and the unit tests that what is not committed touches; with `-- main` behind it, what has changed since main.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { shares } from "./random-turns.mjs";
import { bin, runScript } from "./run-script.mjs";
import { readBrowserReport, readUnitReport } from "./test-reports.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const [mode, since] = process.argv.slice(2);
const isQuick = mode === "quick";
const isLong = mode === "long";
const withFirefox = isLong || Boolean(process.env.BACKFLOW_FIREFOX);

// Relative and with slashes: Vitest and Playwright take it as an option on every system.
const reports = "node_modules/.cache/backflow";
const unitReport = `${reports}/vitest.json`;
const browserReport = `${reports}/playwright.json`;
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/** @type {{ name: string, seconds: number, passed: number, failed: number }[]} */
const parts = [];
/** @type {import("./test-reports.mjs").TimedTest[]} */
const tests = [];

const started = performance.now();
const environment = {
  CI: process.env.CI ?? "1",
  ...(isLong && { LONG: "1" }),
  PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
};

const checks = [
  part("lint", bin("@biomejs/biome", "biome"), ["ci", "--error-on-warnings", "."]),
  part("types", bin("typescript", "tsc"), []),
];
if (isQuick) {
  const changed = since === undefined ? ["--changed"] : ["--changed", since];
  await Promise.all([...checks, unitTests(changed)]);
} else {
  // A stale build must not be what gets tested when the new one fails.
  rmSync("dist", { recursive: true, force: true });
  const [isBuilt] = await Promise.all([
    buildPage(),
    part("dead code", bin("knip", "knip"), []),
    ...checks,
  ]);
  await unitTests([]);
  if (isBuilt) await browserTests();
  else parts.push({ name: "browser tests (no build)", seconds: 0, passed: 0, failed: 1 });
}
sumUp();

async function buildPage() {
  const isBuilt = await part("build", bin("vite", "vite"), ["build"]);
  if (isBuilt) await part("size", "scripts/check-size.mjs", []);
  return isBuilt;
}

/** @param {string[]} which */
function unitTests(which) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`];
  const options = ["run", "--passWithNoTests", ...reporters, ...which];
  return part("unit tests", bin("vitest", "vitest"), options, () => readUnitReport(unitReport));
}

function browserTests() {
  const which = withFirefox ? [] : ["--project=chromium"];
  const options = ["test", "--reporter=list,json", ...which];
  return part("browser tests", bin("@playwright/test", "playwright"), options, () =>
    readBrowserReport(browserReport),
  );
}

/**
 * Runs one part; resolves to whether it went well. What has tests tells of them while they run; of the others, which run
 * beside each other, everything is told when they end.
 * @param {string} name
 * @param {string} script
 * @param {string[]} options
 * @param {() => import("./test-reports.mjs").Report} [report]
 */
async function part(name, script, options, report) {
  if (report) console.log(`\n── ${name} ──`);
  const { status, seconds, output } = await runScript(script, options, environment, !report);
  if (!report) console.log(`\n── ${name} ──\n${output.trimEnd()}`);
  let passed = 0;
  let failures = 0;
  try {
    const told = report?.();
    passed = told?.passed ?? 0;
    failures = told?.failed ?? 0;
    tests.push(...(told?.tests ?? []));
  } catch {
    // No report was written: the part broke before any test ran, which its status says.
  }
  const failed = status === 0 ? failures : Math.max(failures, 1);
  parts.push({ name, seconds, passed, failed });
  return failed === 0;
}

function sumUp() {
  const slowest = tests.toSorted((one, other) => other.seconds - one.seconds).slice(0, 20);
  if (slowest.length > 0) console.log("\n── The slowest tests ──");
  for (const { seconds, name } of slowest) console.log(`${inSeconds(seconds)}  ${name}`);

  console.log("\n── Time ──");
  for (const { name, seconds } of parts) console.log(`${inSeconds(seconds)}  ${name}`);
  console.log(`${inSeconds((performance.now() - started) / 1000)}  in all, on the clock`);

  if (!isLong) {
    console.log(`\n── Left to ${isQuick ? "npm test and " : ""}npm run test:long ──`);
    if (isQuick)
      console.log("dead code, build, size, browser tests, unit tests of what is as it was");
    for (const [what, { short, long }] of Object.entries(shares)) {
      console.log(`${what}: ${short} of ${long.toLocaleString("en")}`);
    }
  }
  if (!isQuick && !withFirefox) {
    console.log("Firefox: npm run test:firefox, or name one in BACKFLOW_FIREFOX");
  }

  const broken = parts.filter(({ failed }) => failed > 0).map(({ name }) => name);
  console.log();
  if (broken.length > 0) console.log(`Failed: ${broken.join(", ")}`);
  const passed = parts.reduce((sum, each) => sum + each.passed, 0);
  const failed = parts.reduce((sum, each) => sum + each.failed, 0);
  const totals = `${passed} passed, ${failed} failed`;
  writeFileSync(`${reports}/totals.txt`, `${totals}\n`);
  console.log(totals);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** @param {number} seconds */
function inSeconds(seconds) {
  return `${seconds.toFixed(1).padStart(7)} s`;
}
