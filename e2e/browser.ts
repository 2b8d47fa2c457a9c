import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

/** Chromium without the windows of its program: the same engine for two thirds of the work of both cores. */
const HEADLESS_SHELL = "/usr/lib/chromium/chromium-headless-shell";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Nothing but the page may use the network or put itself in front of it. */
export const CHROMIUM_ARGUMENTS: readonly string[] = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium refuses to run as root inside its sandbox, as in a container.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** The path of the Chromium that the tests drive: the one named, the headless shell, Playwright's own, or the system's. */
export function findBrowser(): string {
  const named = process.env.BACKFLOW_BROWSER;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`BACKFLOW_BROWSER names ${named}, which does not exist.`);
  }
  const found = [HEADLESS_SHELL, chromium.executablePath(), ...INSTALLED].find((path) =>
    existsSync(path),
  );
  if (found) return found;
  throw new Error(
    "No browser found for the tests: install one with `apt-get install chromium-headless-shell` or " +
      "`npx playwright install chromium`, or name one in BACKFLOW_BROWSER.",
  );
}

/** The path of a stock Firefox ESR to run the tests in as well, or null where there is none. */
export function findFirefox(): string | null {
  const named = process.env.BACKFLOW_FIREFOX;
  if (named && !existsSync(named)) {
    throw new Error(`BACKFLOW_FIREFOX names ${named}, which does not exist.`);
  }
  const path = named || "/usr/bin/firefox-esr";
  return existsSync(path) ? path : null;
}

/** Where this worker's Firefox puts what it downloads: a folder that no other worker writes to. */
export function downloadsFolder(): string {
  const worker = process.env.TEST_PARALLEL_INDEX ?? "0";
  return fileURLToPath(new URL(`../test-results/downloads-${worker}`, import.meta.url));
}
