// @ts-check
// What Vitest and Playwright write down of a run, as scripts/test.mjs sums it up. Both throw where there is no report.
import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** @typedef {{ name: string, seconds: number }} TimedTest */
/** @typedef {{ passed: number, failed: number, tests: TimedTest[] }} Report */

/**
 * @typedef {{ title: string, status: string, duration?: number | null }} UnitTest
 * @typedef {{ name: string, status: string, assertionResults: UnitTest[] }} UnitFile
 */

/**
 * @param {string} path
 * @returns {Report}
 */
export function readUnitReport(path) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  /** @type {UnitFile[]} */
  const files = report.testResults;
  // A file that could not even be loaded holds no test that failed, but it did.
  const unloadable = files.filter(
    (file) =>
      file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    tests: files.flatMap((file) =>
      file.assertionResults.map(({ title, duration }) => ({
        name: `${relative(".", file.name)} › ${title}`,
        seconds: (duration ?? 0) / 1000,
      })),
    ),
  };
}

/**
 * @typedef {{ projectName: string, results: { duration: number }[] }} BrowserTest
 * @typedef {{ title: string, file: string, specs?: { title: string, tests: BrowserTest[] }[], suites?: Suite[] }} Suite
 */

/**
 * @param {string} path
 * @returns {Report}
 */
export function readBrowserReport(path) {
  const { stats, errors, suites } = JSON.parse(readFileSync(path, "utf8"));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    tests: suites.flatMap(testsOf),
  };
}

/**
 * @param {Suite} suite
 * @returns {TimedTest[]}
 */
function testsOf({ file, specs = [], suites = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map(({ projectName, results }) => ({
      name: `${projectName} › e2e/${file} › ${title}`,
      seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
    })),
  );
  return [...own, ...suites.flatMap(testsOf)];
}
