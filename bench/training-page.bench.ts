// The page while it trains at full speed, on the production build in a real browser: its frames, and how long after Pause
// the last number still changes.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";

const FRAMES = 240;
const PRESETS = ["fit-a-line", "two-moons", "sigmoid-versus-relu", "initialisation"] as const;

// Found at run time: a browser driver and a bundler do not belong in this bundle.
const require = createRequire(join(process.cwd(), "package.json"));
const { chromium } = require("@playwright/test") as typeof import("@playwright/test");
const { build, preview } = (await import(
  pathToFileURL(require.resolve("vite")).href
)) as typeof import("vite");

const outDir = join(process.cwd(), "node_modules/.cache/backflow-bench/training-in-page");
await build({ logLevel: "warn", build: { outDir, emptyOutDir: true } });
const server = await preview({ build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
const address = server.resolvedUrls?.local[0] ?? "";
const browser = await chromium.launch({
  executablePath: process.env.BACKFLOW_BROWSER ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});

try {
  console.log(
    `${"training at full speed".padEnd(46)} ${"median, 95th percentile".padEnd(26)} bound`,
  );
  for (const slug of PRESETS) {
    const page = await trainingPage(slug);
    const times = (await page.evaluate(watchFrames, FRAMES)).toSorted((a, b) => a - b);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
    const [half, last] = [at(0.5), at(0.95)];
    // A frame of 60 Hz is 16.7 ms, as the browser's clock rounds it.
    print(
      `${slug}, frames`,
      `${half.toFixed(1)}, ${last.toFixed(1)} ms`,
      "≤ 17 / 33 ms",
      half <= 17.5 && last <= 33.5,
    );
    const stopped = await page.evaluate(pauseAndWatch);
    print(
      `${slug}, Pause until nothing changes`,
      `${stopped.toFixed(0)} ms`,
      "≤ 100 ms",
      stopped <= 100,
    );
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}

/** The page of a preset that trains for longer than it is watched. */
async function trainingPage(slug: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}#preset=${slug}`);
  await page.locator("[data-node]").first().waitFor();
  await page.keyboard.press("r");
  const epochs = page.getByRole("spinbutton", { name: "Number of epochs" });
  await epochs.fill("1000000");
  await epochs.press("Enter");
  await page.getByRole("radio", { name: "full" }).check();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator('[data-running="true"]').waitFor();
  await page.waitForTimeout(1500);
  return page;
}

/** Milliseconds from frame to frame, without the first ones. In the page. */
function watchFrames(count: number): Promise<number[]> {
  return new Promise((done) => {
    const times: number[] = [];
    let before = performance.now();
    const frame = (now: number) => {
      times.push(now - before);
      before = now;
      if (times.length < count) requestAnimationFrame(frame);
      else done(times.slice(10));
    };
    requestAnimationFrame(frame);
  });
}

/** Presses Pause; gives the milliseconds until the shown iteration has changed for the last time. In the page. */
function pauseAndWatch(): Promise<number> {
  return new Promise((done, fail) => {
    const tab = document.querySelector("[data-iteration]");
    const pause = [...document.querySelectorAll("button")].find(({ textContent }) =>
      textContent?.startsWith("Pause"),
    );
    if (!tab || !pause) {
      fail(new Error("It does not train."));
      return;
    }
    let shown = tab.getAttribute("data-iteration");
    const start = performance.now();
    let last = start;
    pause.click();
    const frame = () => {
      const now = performance.now();
      const next = tab.getAttribute("data-iteration");
      if (next !== shown || tab.getAttribute("data-running") === "true") last = now;
      shown = next;
      if (now - start < 1500) requestAnimationFrame(frame);
      else done(last - start);
    };
    requestAnimationFrame(frame);
  });
}

function print(figure: string, numbers: string, bound: string, holds: boolean): void {
  console.log(`${figure.padEnd(46)} ${numbers.padEnd(26)} ${bound}  ${holds ? "ok" : "MISSED"}`);
}
