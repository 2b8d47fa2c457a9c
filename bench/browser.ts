import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser } from "@playwright/test";

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the Chromium that BACKFLOW_BROWSER names, else one that is installed, else Playwright's own. */
export async function startBrowser(...args: readonly string[]): Promise<Browser> {
  // Found at run time: a browser driver does not belong in this bundle.
  const require = createRequire(join(process.cwd(), "package.json"));
  const { chromium } = require("@playwright/test") as typeof import("@playwright/test");
  const executablePath = process.env.BACKFLOW_BROWSER ?? INSTALLED.find(existsSync);
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...args, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
}
