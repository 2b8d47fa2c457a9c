// Frame times of large graphs at the end of their run, on the production build in a real browser: while a node is
// dragged, the view is moved, and a number is dragged. Beside them, in the same run, React Flow with the same graph and
// nothing else: a slow machine shows in both.
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { startBrowser } from "./browser";
import { median } from "./race";

const MOVES = 150;
const WARM_UP = 20;

/** Milliseconds from one frame to the next: what they may take in the middle, and 95 of 100 of them. */
interface Bound {
  readonly median: number;
  readonly tail: number;
}

const THOUSAND: Bound = { median: 20, tail: 35 };
const THREE_THOUSAND: Bound = { median: 25, tail: 45 };

const SCENES = [
  { nodes: 1000, zoom: "fitted", bound: THOUSAND },
  { nodes: 1000, zoom: 0.6, bound: THOUSAND },
  { nodes: 1000, zoom: 1, bound: THOUSAND },
  { nodes: 3000, zoom: 1, bound: THREE_THOUSAND },
] as const;

// Found at run time: a bundler does not belong in this bundle.
const require = createRequire(join(process.cwd(), "package.json"));
const { build, preview } = (await import(
  pathToFileURL(require.resolve("vite")).href
)) as typeof import("vite");

/** The built page at its own address; built together, the two would share code that runs in both. */
async function servePage(name: string): Promise<{ address: string; close: () => Promise<void> }> {
  const outDir = join(process.cwd(), "node_modules/.cache/backflow-bench", `${name}-page`);
  await build({
    logLevel: "error",
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: `bench/${name}.html` } },
  });
  const server = await preview({ build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  return {
    address: `${server.resolvedUrls?.local[0] ?? ""}bench/${name}.html`,
    close: () => server.close(),
  };
}

const backflow = await servePage("large");
const flow = await servePage("flow-alone");
const browser = await startBrowser();

try {
  console.log(
    `Load of the machine: ${loadavg()[0]?.toFixed(2)}. Frames in ms, median / 95th percentile; last: React Flow alone.`,
  );
  for (const { nodes, zoom, bound } of SCENES) {
    const alone = await openPage(flow.address, nodes, zoom);
    const drag = await dragNode(alone.page);
    const panned = await pan(alone.page);
    await alone.page.close();

    const { page, opened } = await openPage(backflow.address, nodes, zoom);
    const drawn = await page.locator("[data-node]").count();
    console.log(
      `\n${nodes} nodes at zoom ${(await zoomOf(page)).toFixed(3)}${zoom === "fitted" ? " (fitted)" : ""}, ${drawn} drawn, shown after ${opened.toFixed(0)} ms; React Flow alone after ${alone.opened.toFixed(0)} ms`,
    );
    const scene = `${nodes}, ${zoom}`;
    print(`${scene}: drag a node`, await dragNode(page), bound, drag);
    print(`${scene}: pan`, await pan(page), bound, panned);
    print(`${scene}: drag a number`, await dragNumber(page), bound);
    await page.close();
  }
  console.log(`Load of the machine: ${loadavg()[0]?.toFixed(2)}.`);
} finally {
  await browser.close();
  await backflow.close();
  await flow.close();
}

/** Opens a page with a graph at a zoom, and how long it took in milliseconds until a node was there. */
async function openPage(
  address: string,
  nodes: number,
  zoom: number | "fitted",
): Promise<{ page: Page; opened: number }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const start = performance.now();
  await page.goto(`${address}?nodes=${nodes}`);
  // Before it, the page may show the graph that it starts with.
  await page.locator('.react-flow__node[data-id="f0_0"]').waitFor();
  const opened = performance.now() - start;
  await fitGraph(page);
  if (zoom !== "fitted") await zoomTo(page, zoom);
  return { page, opened };
}

function print(
  name: string,
  frames: readonly number[],
  bound: Bound,
  alone?: readonly number[],
): void {
  const { middle, tail, text } = summaryOf(frames);
  const fits = middle <= bound.median && tail <= bound.tail;
  console.log(
    `${name.padEnd(46)} ${text.padEnd(10)} ≤ ${bound.median} / ${bound.tail}   ${fits ? "ok    " : "MISSED"}   ${alone ? summaryOf(alone).text : ""}`.trimEnd(),
  );
}

function summaryOf(frames: readonly number[]): { middle: number; tail: number; text: string } {
  const middle = median(frames);
  const tail = frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? Number.NaN;
  return { middle, tail, text: `${middle.toFixed(0)} / ${tail.toFixed(0)}` };
}

async function fitGraph(page: Page): Promise<void> {
  await page.keyboard.press("f");
  await page.waitForTimeout(1500);
}

async function zoomOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new DOMMatrix(
        getComputedStyle(document.querySelector(".react-flow__viewport") as Element).transform,
      ).a,
  );
}

/** One turn of the wheel in the middle of the canvas; d3-zoom's 500 pixels double the zoom. */
async function zoomTo(page: Page, zoom: number): Promise<void> {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -500 * Math.log2(zoom / (await zoomOf(page))));
  await page.waitForTimeout(1500);
}

async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator(".react-flow").boundingBox();
  if (!box) throw new Error("There is no canvas.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Frames while the pressed pointer goes round in circles; what is done in a frame delays the next one. */
async function circle(page: Page, x: number, y: number, radius: number): Promise<number[]> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  const frames: number[] = [];
  const turn = async (from: number, to: number): Promise<void> => {
    for (let move = from; move < to; move++) {
      const angle = move / 12;
      await page.mouse.move(x + radius * Math.sin(angle), y + radius * (1 - Math.cos(angle)) * 0.5);
    }
  };
  await turn(0, WARM_UP);
  await page.evaluate(() => {
    const record = { frames: [] as number[], last: 0, moved: false, before: false };
    addEventListener(
      "pointermove",
      () => {
        record.moved = true;
      },
      true,
    );
    const tick = (now: number): void => {
      if (record.before) record.frames.push(now - record.last);
      record.before = record.moved;
      record.moved = false;
      record.last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { recordedFrames: record.frames });
  });
  await turn(WARM_UP, WARM_UP + MOVES);
  frames.push(
    ...(await page.evaluate(
      () => (window as unknown as { recordedFrames: number[] }).recordedFrames,
    )),
  );
  await page.mouse.up();
  await page.waitForTimeout(1000);
  if (frames.length < MOVES / 3) throw new Error(`Only ${frames.length} frames were seen.`);
  return frames;
}

/** The transform that places an element, to see that it has moved. */
async function dragNode(page: Page): Promise<number[]> {
  const middle = await middleOf(page);
  const found = await page.evaluate(({ x, y }) => {
    let best = { id: "", x: 0, y: 0, distance: Number.POSITIVE_INFINITY };
    for (const element of document.querySelectorAll(".react-flow__node")) {
      const box = element.getBoundingClientRect();
      // By its symbol: lower there may be a number that takes the drag.
      const at = { x: box.x + box.width / 2, y: box.y + box.height * 0.14 };
      const distance = Math.hypot(at.x - x, at.y - y);
      if (distance < best.distance)
        best = { id: element.getAttribute("data-id") ?? "", ...at, distance };
    }
    return best;
  }, middle);
  const placeOf = () =>
    page.evaluate(
      (id) =>
        document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)?.style.transform,
      found.id,
    );
  const before = await placeOf();
  const frames = await circle(page, found.x, found.y, 120);
  if ((await placeOf()) === before)
    throw new Error("The node did not move, so nothing was measured.");
  return frames;
}

async function pan(page: Page): Promise<number[]> {
  const middle = await middleOf(page);
  const empty = await page.evaluate(({ x, y }) => {
    for (let step = 0; step < 400; step++) {
      const at = { x: x + (step % 20) * 7, y: y + Math.floor(step / 20) * 7 };
      if (document.elementFromPoint(at.x, at.y)?.classList.contains("react-flow__pane")) return at;
    }
    return null;
  }, middle);
  if (!empty) throw new Error("There is no empty place to hold the canvas by.");
  const transform = () =>
    page.evaluate(
      () => document.querySelector<HTMLElement>(".react-flow__viewport")?.style.transform,
    );
  const before = await transform();
  const frames = await circle(page, empty.x, empty.y, 200);
  if ((await transform()) === before)
    throw new Error("The view did not move, so nothing was measured.");
  return frames;
}

/** Drags a number of a node in view; where none is drawn, one in the details of the first node. */
async function dragNumber(page: Page): Promise<number[]> {
  const middle = await middleOf(page);
  const find = () =>
    page.evaluate(({ x, y }) => {
      for (const element of document.querySelectorAll<HTMLElement>("main [role=spinbutton]")) {
        const box = element.getBoundingClientRect();
        const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        const near = box.width >= 16 && Math.abs(at.x - x) < 500 && Math.abs(at.y - y) < 250;
        const inPanel = element.closest("aside") !== null;
        if ((near || inPanel) && document.elementFromPoint(at.x, at.y) === element) {
          return { ...at, label: element.getAttribute("aria-label") ?? "", inPanel };
        }
      }
      return null;
    }, middle);
  let found = await find();
  if (!found) {
    await page.locator('.react-flow__node[data-id="f0_0"]').focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("d");
    await page.waitForTimeout(1500);
    found = await find();
  }
  if (!found) throw new Error("There is no number to drag.");
  const { x, y, label, inPanel } = found;
  const valueInField = () =>
    page.evaluate(
      ({ name, inside }) =>
        [
          ...document.querySelectorAll<HTMLInputElement>(
            inside ? "aside [role=spinbutton]" : "main [role=spinbutton]",
          ),
        ]
          .filter((element) => element.getAttribute("aria-label") === name)
          .map((element) => element.value)
          .join(),
      { name: label, inside: inPanel },
    );
  const before = await valueInField();
  const frames = await circle(page, x, y, 60);
  if ((await valueInField()) === before)
    throw new Error("The number did not change, so nothing was measured.");
  return frames;
}
