// Figures on the production build in a real browser: frames while what they show is dragged, and how soon a map of L over
// all rows is there. `FRAMES=60 npm run bench figures` is a quick look.
import type { Page } from "@playwright/test";
import { type Recipe, randomNumbers, roundedToFourDecimals } from "@/data";
import {
  type Axis,
  type BackflowDocument,
  bareDocumentOf,
  CURVE_MARKS,
  encodeLink,
  type Figure,
  initialParts,
  leaf,
  linear,
  MAP_MARKS,
  type NodeDescription,
  type NodePictures,
  operation,
  startMade,
  tableOfRecipe,
} from "@/graph";
import { framesOf, printFrames, scriptTimeOf, startBuiltPage } from "./built-page";

const FRAMES = Number(process.env.FRAMES ?? 240);
/** Milliseconds until a map of L is there: coarse, whole. */
const SOON = 100;
const WHOLE = 2000;

const value = (node: string, unit = 0): Axis => ({ kind: "value", node, unit });
const rowsOf = (generator: Recipe["generator"], size: number): Recipe => ({
  ...{ generator, size, validation: 0, noise: 0.1, seed: 3, coding: "0/1", points: [] },
});
const curve: Figure = {
  ...{ kind: "curve", id: "curve", axis: value("x"), panels: [[{ ...value("f"), kind: "value" }]] },
  ...{ columns: 1, range: [-2, 2], valueRange: null, marks: CURVE_MARKS },
};

const built = await startBuiltPage("figures-page");
const { browser, address } = built;

try {
  console.log(`${"figures".padEnd(46)} ${"median, 95th percentile".padEnd(26)} bound`);
  await benchCurve();
  await benchMap();
  await benchMapOfLosses();
  await benchPictures();
} finally {
  await built.close();
}

/** D = 1000, one curve, exact joints, 200 rows. */
async function benchCurve(): Promise<void> {
  const made = startMade({ family: "shallow", settings: [1000, "relu", 1] });
  const data = tableOfRecipe(made.graph, rowsOf("sine", 200));
  const page = await openDocument({ ...made, data, figures: [curve] });
  const slider = page.getByRole("slider", { name: /present point/ });
  const box = await slider.boundingBox();
  if (!box) throw new Error("The figure has no box.");
  const readout = async () =>
    (await page.locator("[data-figure]").getAttribute("data-point")) ?? "";
  const bottom = box.y + box.height - 48;
  const atPresent = box.x + 62 + ((box.width - 78) * (JSON.parse(await readout())[0] + 2)) / 4;
  await row("D = 1000, 200 rows: x is dragged", page, 17, 33, readout, [atPresent, bottom]);
  await row("D = 1000, 200 rows: β is dragged", page, 17, 33, readout, await placeOf(page, "f"));
  const view = async () =>
    (await page.locator("[data-figure] svg[data-drawing]").innerHTML()) ?? "";
  await row("D = 1000, 200 rows: the view is dragged", page, 17, 33, view, [
    box.x + box.width - 120,
    box.y + 90,
  ]);
  await page.close();
}

/** 100 × 100 over a 2-16-1 network. */
async function benchMap(): Promise<void> {
  const page = await openDocument({
    ...scalarNetwork([16], "relu"),
    figures: [mapOver(value("x1"), value("x2"))],
  });
  // Not its present point: the unit of the first weight in view may be inactive there.
  const painted = () =>
    page
      .locator("[data-figure] canvas")
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  await row(
    "map 100 × 100, 2-16-1: a weight is dragged",
    page,
    33,
    33,
    painted,
    await placeOf(page, "f", '[data-wire-label*="->f:"]'),
  );
  await page.close();
}

/** L over two parameters, 250 rows. */
async function benchMapOfLosses(): Promise<void> {
  const made = startMade({
    family: "layers",
    settings: [[1, 8, 8, 1], "tanh", "xavier-normal", 1, "squared-error"],
  });
  const beta = (node: string): Axis => ({ kind: "beta", node, unit: 0 });
  const map: Figure = { ...mapOver(beta("f1"), beta("f2")), read: { kind: "objective" } };
  const data = tableOfRecipe(made.graph, rowsOf("sine", 250));
  const page = await openDocument({ ...made, data, figures: [map] });
  const [x, y] = await placeOf(page, "f3");
  // The first edit of what came by a link also makes it a graph of one's own: that is not what is measured.
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y);
  await page.mouse.up();
  await page.waitForTimeout(2 * WHOLE);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const watching = page.evaluate(watchMap);
  await page.waitForTimeout(200);
  await page.mouse.move(x + 25, y);
  const { frames, coarse, whole } = await watching;
  const label = (what: string) => `L over two parameters, 250 rows: ${what}`.padEnd(46);
  const verdict = (ms: number, most: number) =>
    `${`${ms.toFixed(0)} ms`.padEnd(26)} ≤ ${most} ms  ${ms <= most ? "ok" : "MISSED"}`;
  console.log(`${label("coarse")} ${verdict(coarse, SOON)}`);
  console.log(`${label("whole")} ${verdict(whole, WHOLE)}`);
  printFrames(label("meanwhile").trimEnd(), frames, 33, 33);
  await page.close();
}

/** In the page: from the next move of the pointer until the map is whole again. */
function watchMap(): Promise<{ frames: number[]; coarse: number; whole: number }> {
  return new Promise((done) => {
    const figure = document.querySelector("[data-figure]") as HTMLElement;
    const cells = () => Number(figure.dataset.cells);
    const finest = cells();
    const frames: number[] = [];
    let [begin, coarse, before] = [0, 0, 0];
    const frame = () => {
      const now = performance.now();
      if (before > 0) frames.push(now - before);
      before = now;
      if (coarse === 0 && cells() < finest) coarse = now - begin;
      if (coarse > 0 && cells() === finest) done({ frames, coarse, whole: now - begin });
      else requestAnimationFrame(frame);
    };
    const start = () => {
      begin = performance.now();
      requestAnimationFrame(frame);
    };
    window.addEventListener("pointermove", start, { once: true, capture: true });
  });
}

/** Pictures in the nodes of 2-8-8-1. */
async function benchPictures(): Promise<void> {
  const pictures: NodePictures = { kind: "map", axes: [value("x1"), value("x2")] };
  const page = await openDocument({ ...scalarNetwork([8, 8], "tanh"), pictures });
  const picture = () =>
    page
      .locator('[data-node="f"] canvas[data-picture]')
      .first()
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const first = await placeOf(page, "f1_1", '[data-wire-label*="->f1_1:"]');
  await row("pictures in 2-8-8-1: a weight is dragged", page, 33, 33, picture, first);
  await page.close();
}

function mapOver(first: Axis, second: Axis): Figure & { readonly kind: "map" } {
  return {
    ...{
      kind: "map",
      id: "map",
      axes: [first, second],
      read: { kind: "value", node: "f", unit: 0 },
    },
    ranges: [
      [-2, 2],
      [-2, 2],
    ],
    marks: MAP_MARKS,
  };
}

/** Layers of scalar nodes over two inputs, every weight drawn from the normal distribution. */
function scalarNetwork(widths: readonly number[], activation: "relu" | "tanh"): BackflowDocument {
  const random = randomNumbers(7);
  const draw = () => roundedToFourDecimals(random.normal());
  const nodes: NodeDescription[] = ["x1", "x2"].map((id, row) =>
    leaf("input", id, 0.5, [0, row + 2], id),
  );
  let before: readonly string[] = ["x1", "x2"];
  for (const [layer, width] of widths.entries()) {
    const now = Array.from({ length: width }, (_, unit) => `h${layer + 1}_${unit + 1}`);
    for (const [unit, id] of now.entries()) {
      const f = `f${layer + 1}_${unit + 1}`;
      const weights = Object.fromEntries(before.map((source) => [source, draw()]));
      nodes.push(linear(f, draw(), weights, [2 * layer + 1, unit]));
      nodes.push(operation(activation, id, [f], [2 * layer + 2, unit]));
    }
    before = now;
  }
  const weights = Object.fromEntries(before.map((source) => [source, draw()]));
  nodes.push(linear("f", draw(), weights, [2 * widths.length + 1, 2]));
  return { ...bareDocumentOf("Layers of units", nodes, [230, 220], "f"), ...initialParts };
}

async function openDocument(document: BackflowDocument): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}#${await encodeLink(document)}&step=99999`);
  await page.locator("[data-node]").first().waitFor();
  // A document with figures is opened beside them.
  if (document.figures.length > 0) await page.locator("[data-figure]").waitFor();
  await page.waitForTimeout(2000);
  return page;
}

/** Where the first number in `holder` that is in view is, the node itself unless told, after the node was brought into view. */
async function placeOf(
  page: Page,
  node: string,
  holder = `[data-node="${node}"]`,
): Promise<readonly [number, number]> {
  await page.locator(`.react-flow__node[data-id="${node}"]`).focus();
  await page.waitForTimeout(1000);
  for (const number of await page.locator(holder).getByRole("spinbutton").all()) {
    const place = await number.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const middle = [left + width / 2, top + height / 2] as const;
      return element.contains(document.elementFromPoint(...middle)) ? middle : null;
    });
    if (place) return place;
  }
  throw new Error(`No number of ${node} is in view.`);
}

/** Drags to and fro, and prints the frames of it. */
async function row(
  name: string,
  page: Page,
  median: number,
  late: number,
  read: () => Promise<string>,
  [x, y]: readonly [number, number],
): Promise<void> {
  const scriptTime = await scriptTimeOf(page);
  const before = await read();
  const start = await scriptTime();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y);
  const times = await framesOf(page, FRAMES, (turn) => page.mouse.move(x + 10 + (turn % 40), y));
  const script = ((await scriptTime()) - start) / times.length;
  const after = await read();
  await page.mouse.up();
  if (after === before) throw new Error(`${name}: nothing changed, so nothing was measured.`);
  printFrames(name, times, median, late, `  (${script.toFixed(1)} ms of script a frame)`);
}
