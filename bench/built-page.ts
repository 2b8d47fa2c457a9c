// The production build in a real browser, and the frames that a page gets while something is done to it.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "@playwright/test";
import { startBrowser } from "./browser";

export interface BuiltPage {
  readonly browser: Browser;
  /** Where the page is served, without a fragment. */
  readonly address: string;
  close(): Promise<void>;
}

/** Builds the page into a folder of its own, serves it, and starts a browser. */
export async function startBuiltPage(folder: string): Promise<BuiltPage> {
  // Found at run time: a bundler does not belong in this bundle.
  const require = createRequire(join(process.cwd(), "package.json"));
  const { build, preview } = (await import(
    pathToFileURL(require.resolve("vite")).href
  )) as typeof import("vite");
  const outDir = join(process.cwd(), "node_modules/.cache/backflow-bench", folder);
  await build({ logLevel: "warn", build: { outDir, emptyOutDir: true } });
  const server = await preview({ build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  const browser = await startBrowser("--enable-precise-memory-info");
  return {
    browser,
    address: server.resolvedUrls?.local[0] ?? "",
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** Milliseconds from frame to frame, of so many frames, while something is done in each. */
export async function framesOf(
  page: Page,
  frames: number,
  each: (turn: number) => Promise<void>,
): Promise<readonly number[]> {
  const watching = page.evaluate(
    (count) =>
      new Promise<number[]>((done) => {
        const times: number[] = [];
        let before = performance.now();
        const frame = (now: number) => {
          times.push(now - before);
          before = now;
          if (times.length < count) requestAnimationFrame(frame);
          else done(times.slice(10));
        };
        requestAnimationFrame(frame);
      }),
    frames,
  );
  let isOver = false;
  const acting = (async () => {
    for (let turn = 0; !isOver; turn++) await each(turn);
  })();
  const times = await watching;
  isOver = true;
  await acting;
  return times;
}

/** Milliseconds of script since the page was opened. */
export async function scriptTimeOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? Number.NaN) * 1000;
  };
}

/** A row of a bench of frames: median and 95th percentile beside their bounds. */
export function printFrames(
  figure: string,
  times: readonly number[],
  median: number,
  late: number,
  remark = "",
): void {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  const [half, last] = [at(0.5), at(0.95)];
  // A frame of 60 Hz is 16.7 ms, as the browser's clock rounds it.
  const holds = half <= median + 0.5 && last <= late + 0.5;
  console.log(
    `${figure.padEnd(46)} ${`${half.toFixed(1)}, ${last.toFixed(1)} ms`.padEnd(26)} ≤ ${median} / ${late} ms  ${holds ? "ok" : "MISSED"}${remark}`,
  );
}
