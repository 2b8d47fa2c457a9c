// A table of 10,000 rows on the production build in a real browser: frames while a number is dragged and while the table
// scrolls, and the heap of the page.
import type { Page } from "@playwright/test";
import type { Recipe } from "@/data";
import { encodeLink, startMade, tableOfRecipe } from "@/graph";
import { framesOf, printFrames, startBuiltPage } from "./built-page";

const FRAMES = 240;
const SINE: Recipe = {
  generator: "sine",
  size: 10_000,
  validation: 0,
  noise: 0.1,
  seed: 3,
  coding: "0/1",
  points: [],
};

const built = await startBuiltPage("table-page");
const { browser, address } = built;

try {
  console.log(`${"10,000 rows".padEnd(46)} ${"median, 95th percentile".padEnd(26)} bound`);
  const narrow = await openRows(11);
  printFrames("26 nodes, a dragged number", await draggedFrames(narrow), 17, 33);
  await narrow.keyboard.press("s");
  printFrames("the table scrolls", await scrolledFrames(narrow), 17, 33);
  await narrow.close();

  const wide = await openRows(1000);
  // L is known once all rows are through.
  await wide.waitForTimeout(8000);
  const heap = await wide.evaluate(() => {
    const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
    return (memory?.usedJSHeapSize ?? Number.NaN) / 2 ** 20;
  });
  console.log(
    `${"D = 1000, heap of the page".padEnd(46)} ${`${heap.toFixed(0)} MB`.padEnd(26)} ≤ 300 MB  ${heap <= 300 ? "ok" : "MISSED"}`,
  );
  printFrames("D = 1000, a dragged number", await draggedFrames(wide), 17, 33);
  await wide.close();
} finally {
  await built.close();
}

/** The page with a shallow network of so many units over 10,000 rows of a recipe. */
async function openRows(units: number): Promise<Page> {
  const made = startMade({ family: "shallow", settings: [units, "relu", 1] });
  const link = await encodeLink({ ...made, data: tableOfRecipe(made.graph, SINE) });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}#${link}&step=99999`);
  await page.locator("[data-node]").first().waitFor();
  await page.waitForTimeout(1500);
  return page;
}

async function draggedFrames(page: Page): Promise<readonly number[]> {
  // The prediction's own β: every loss follows it.
  const number = page.locator('[data-node="f"]').getByRole("spinbutton").first();
  // The run ends elsewhere in a graph of this height: a node in focus is brought into view.
  await page.locator('.react-flow__node[data-id="f"]').focus();
  await page.waitForTimeout(1000);
  const box = await number.boundingBox();
  if (!box) throw new Error("The number is not on the page.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const before = await number.inputValue();
  const times = await framesOf(page, FRAMES, (turn) => page.mouse.move(x + 10 + (turn % 40), y));
  if ((await number.inputValue()) === before) {
    throw new Error("The drag changed nothing, so nothing was measured.");
  }
  await page.mouse.up();
  await page.keyboard.press("Escape");
  return times;
}

async function scrolledFrames(page: Page): Promise<readonly number[]> {
  const grid = page.getByRole("grid", { name: "Rows" });
  const box = await grid.boundingBox();
  if (!box) throw new Error("The table is not on the page.");
  await page.mouse.move(box.x + 100, box.y + 150);
  return framesOf(page, FRAMES, (turn) => page.mouse.wheel(0, turn % 200 < 100 ? 400 : -400));
}
