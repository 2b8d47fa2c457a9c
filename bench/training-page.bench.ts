// The page while it trains at full speed, on the production build in a real browser: its frames, and how long after Pause
// a number still changes, beside the graph or in it.
import type { Page } from "@playwright/test";
import { framesOf, printFrames, startBuiltPage } from "./built-page";

const FRAMES = 240;
const PRESETS = ["fit-a-line", "two-moons", "sigmoid-versus-relu", "initialisation"] as const;
/** How soon Pause has to be seen, in milliseconds. */
const SOON = 100;

const built = await startBuiltPage("training-in-page");
const { browser, address } = built;

try {
  console.log(
    `${"training at full speed".padEnd(46)} ${"median, 95th percentile".padEnd(26)} bound`,
  );
  for (const slug of PRESETS) {
    const page = await trainingPage(slug);
    // Nothing is done to it meanwhile: it trains.
    const times = await framesOf(page, FRAMES, () => page.waitForTimeout(100));
    printFrames(`${slug}, frames`, times, 17, 33);
    const stopped = await page.evaluate(pauseAndWatch);
    console.log(
      `${`${slug}, Pause until nothing changes`.padEnd(46)} ${`${stopped.toFixed(0)} ms`.padEnd(26)} ≤ ${SOON} ms  ${stopped <= SOON ? "ok" : "MISSED"}`,
    );
    await page.close();
  }
} finally {
  await built.close();
}

/** The page of a preset that trains for longer than it is watched. */
async function trainingPage(slug: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}#preset=${slug}`);
  await page.locator("[data-node]").first().waitFor();
  await setNumber(page, "Number of epochs", 1_000_000);
  // So small a model would end so many epochs while it is watched: online, each of them has most iterations.
  if (slug === "fit-a-line") await setNumber(page, "Batch size B", 1);
  await page.getByRole("radio", { name: "full" }).check();
  await page.getByRole("button", { name: "Play or pause" }).click();
  await page.locator('[data-running="true"]').waitFor();
  await page.waitForTimeout(1500);
  return page;
}

async function setNumber(page: Page, name: string, value: number): Promise<void> {
  const field = page.getByRole("spinbutton", { name });
  await field.fill(String(value));
  await field.press("Enter");
}

/** Presses Pause; gives the milliseconds until a number of the panel or of a node in view has changed for the last time. In the page. */
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
    const observer = new MutationObserver(() => {
      last = performance.now();
    });
    const canvas = document.querySelector(".react-flow")?.getBoundingClientRect() ?? new DOMRect();
    for (const node of document.querySelectorAll("[data-node]")) {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      const across = right > canvas.left && left < canvas.right;
      // What is out of view may lag behind.
      if (!across || bottom < canvas.top || top > canvas.bottom) continue;
      observer.observe(node, { attributeFilter: ["data-value", "data-gradient"] });
    }
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
