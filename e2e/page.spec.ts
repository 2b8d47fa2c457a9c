import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { turns } from "../scripts/random-turns.mjs";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

/** A place where the canvas is empty, at a distance from all that can be pressed. */
function placeOnPane(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    const isFree = (x: number, y: number): boolean =>
      document.elementFromPoint(x, y)?.matches(".react-flow__pane") === true;
    for (let y = 80; y < innerHeight; y += 10) {
      for (let x = 20; x < innerWidth; x += 10) {
        if ([-12, 0, 12].every((by) => isFree(x + by, y) && isFree(x, y + by))) return { x, y };
      }
    }
    throw new Error("The canvas is nowhere empty.");
  });
}

test("the built page states its policy, and loads nothing from elsewhere", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const backflow = new BackflowPage(page);
  await backflow.openPreset("saturated-sigmoid", 5);
  const policy = await page
    .locator('meta[http-equiv="Content-Security-Policy"]')
    .getAttribute("content");
  for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'"]) {
    expect(policy).toContain(part);
  }
  const origin = new URL(page.url()).origin;
  expect(requests.filter((url) => !url.startsWith(origin) && url !== "about:blank")).toEqual([]);
  expect(backflow.errors).toEqual([]);
});

test("the build works from a sub-path of any host", async ({ page }) => {
  const dist = new URL("../dist/", import.meta.url);
  await page.route("**/some/deep/path/**", (route) => {
    const name = new URL(route.request().url()).pathname.replace("/some/deep/path/", "");
    return route.fulfill({ path: fileURLToPath(new URL(name || "index.html", dist)) });
  });
  const backflow = new BackflowPage(page);
  await page.goto("/some/deep/path/#preset=fan-out&step=5");
  await expect(backflow.node("h2")).toBeVisible();
  await expect(backflow.stage).toContainText("step 5 of 13");
  expect(backflow.errors).toEqual([]);
});

const LOOKS = [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 390 },
  { colorScheme: "dark", width: 1440 },
  { colorScheme: "light", width: 390 },
] as const;

/** Each view is walked through in some looks, the next view from the next look on: in one each they have both themes and both widths. */
function isWalked(view: number, look: number): boolean {
  const looks = turns["themes and widths in which axe walks through each view"];
  return (look - view + LOOKS.length) % LOOKS.length < looks;
}

for (const [look, { colorScheme, width }] of LOOKS.entries()) {
  test.describe(`axe finds nothing: ${colorScheme}, ${width} px`, () => {
    // Axe walks through whole views; a loaded machine takes minutes for it, and Firefox four times as long.
    test.describe.configure({ timeout: 600_000 });
    // It judges what the page says of itself, which is the same in every browser.
    test.skip(
      ({ browserName }) => browserName === "firefox" && !process.env.LONG,
      "Axe walks in one browser, and in both by npm run test:long.",
    );
    const preferred = {
      colorScheme,
      reducedMotion: "reduce",
      viewport: { width, height: width === 390 ? 844 : 900 },
    } as const;

    if (isWalked(0, look))
      test("graphs, panels, gallery", async ({ newPage }) => {
        const page = await newPage(preferred);
        expect(await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches)).toBe(
          colorScheme === "dark",
        );
        const backflow = new BackflowPage(page);
        await backflow.open();
        await check(backflow, "start", "all but formulas");
        await backflow.openPreset("toy-network", 11);
        // What is judged may be fetched when it is asked for.
        await expect(backflow.stage.locator("[data-row]").first()).toBeVisible();
        await check(backflow, "mid-backward");
        await backflow.openPreset("saturated-sigmoid", 23);
        await expect(backflow.stage.locator("[data-row]").first()).toBeVisible();
        await check(backflow, "saturated");
        await backflow.press("h");
        await expect(page.getByRole("complementary")).toContainText("Thresholds");
        await check(backflow, "health", "all but formulas");
        await backflow.press("Escape", "p");
        await expect(page.getByRole("dialog").getByRole("link").first()).toBeVisible();
        await check(backflow, "gallery", "dialog");
        await backflow.press("Escape", "?");
        await expect(page.getByRole("switch")).toBeVisible();
        await check(backflow, "keys and gestures", "dialog");
      });

    if (isWalked(1, look))
      test("what a graph is built with", async ({ newPage }) => {
        const page = await newPage(preferred);
        const backflow = new BackflowPage(page);
        await backflow.openPreset("toy-network", 11);
        await backflow.press("a");
        await expect(backflow.paletteItem("ReLU")).toBeAttached();
        await check(backflow, "palette", "all but formulas");
        await backflow.press("a", "/");
        await expect(page.getByRole("option").first()).toBeVisible();
        await check(backflow, "search for a node to add", "all but formulas");
        await backflow.press("Escape");
        await backflow.selectByKey("f1");
        await backflow.press("m");
        await expect(backflow.menu).toBeVisible();
        await check(backflow, "menu of a node", "all but formulas");
        await backflow.press("Escape", "w");
        await expect(page.getByRole("option").first()).toBeVisible();
        await check(backflow, "search for a node to wire to", "all but formulas");
        await backflow.press("Escape", "F2");
        const symbol = page.getByRole("textbox", { name: "Symbol", exact: true });
        await expect(symbol).toBeFocused();
        await backflow.type(symbol, "x".repeat(201));
        await symbol.press("Enter");
        await expect(backflow.alert).toBeVisible();
        await check(backflow, "details with a symbol that is refused", "all but formulas");
        await symbol.press("Escape");
        await backflow.press("Escape");
        await backflow.outputPort("f2").click();
        await expect(backflow.inputPort("f3", 1)).toHaveAttribute("data-verdict", "takes");
        await check(backflow, "a wire in hand", "all but formulas");
      });

    if (isWalked(2, look))
      test("documents", async ({ newPage }) => {
        const backflow = new BackflowPage(await newPage(preferred));
        await backflow.open();
        await backflow.title.getByRole("button").click();
        await check(backflow, "renaming", "all but formulas");
        await backflow.press("M", "Enter");
        await expect(backflow.saving).toHaveText("Saved");
        await backflow.button("File").click();
        await check(backflow, "menu of the file", "all but formulas");
        await backflow.button("Duplicate this graph").click();
        await expect(backflow.title).toHaveText("M (copy)");
        await backflow.openDocuments();
        await check(backflow, "documents", "dialog");
        await backflow.button("Rename “M”").click();
        await check(backflow, "renaming in the list", "dialog");
        await backflow.press("Escape");
        await backflow.button("Delete “M”").click();
        await expect(backflow.documents.getByRole("button", { name: "Undo" })).toBeVisible();
        await check(backflow, "deleted", "dialog");
      });
  });
}

/** What is looked at where not the whole page is: the letters of formulas take most of the time, and a dialog leaves the rest inert. */
type Part = "all but formulas" | "dialog";

async function check(backflow: BackflowPage, what: string, part?: Part): Promise<void> {
  const axe = new AxeBuilder({ page: backflow.page })
    // Else it opens a page of its own, which takes the focus away from this one.
    .setLegacyMode()
    .options({ resultTypes: ["violations"] });
  if (part === "dialog") {
    await expect(backflow.page.locator("[role=dialog], dialog[open]").first()).toBeVisible();
    axe.include("[role=dialog], dialog[open]");
  }
  if (part === "all but formulas") axe.exclude(".katex-html");
  const { violations } = await axe.analyze();
  const told = violations.map(
    (found) => `${what}: ${found.id} ${found.nodes[0]?.html.slice(0, 200) ?? ""}`,
  );
  expect(told).toEqual([]);
  await backflow.expectNoOverflow();
}

test("at 1440 × 900 the digits on ten nodes are at least 14 px high", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 23);
  const size = () =>
    backflow.node("h3").evaluate((node) => {
      const value = node.querySelector('[data-part="value"]');
      const zoom = node.getBoundingClientRect().width / (node as HTMLElement).offsetWidth;
      return value ? Number.parseFloat(getComputedStyle(value).fontSize) * zoom : 0;
    });
  await expect.poll(size).toBeGreaterThanOrEqual(14);
  for (const id of ["x", "f0", "loss", "y"]) await expect(backflow.node(id)).toBeInViewport();
});

test("on a phone the camera follows the run until the user moves it", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await expect(backflow.node("x")).toBeInViewport();
  for (let step = 0; step < 8; step++) await backflow.press("ArrowRight");
  await expect(backflow.node("loss")).toBeInViewport({ ratio: 0.9 });
  const { x, y } = await placeOnPane(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 40, { steps: 5 });
  await page.mouse.up();
  const moved = await backflow.restingView();
  await backflow.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
  await expect(backflow.scrubber).toHaveAttribute("aria-valuetext", /^step 13 of 23/);
  expect((await backflow.restingView()).x).toBeCloseTo(moved.x, 0);
});

test("a click on the empty canvas moves no view, not by a trembling hand either, and rings nothing", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const { x, y } = await placeOnPane(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 2, y + 1);
  await page.mouse.up();
  await backflow.press("Shift");
  await expect(page.locator("[data-canvas]")).toBeFocused();
  await expect(page.locator("[data-canvas]")).toHaveCSS("outline-style", "none");
  await backflow.button(/^Health/).click();
  await expect(page.getByRole("complementary", { name: "Health" })).toBeVisible();
  for (const id of ["x", "f0", "f3", "loss"]) {
    await expect(backflow.node(id)).toBeInViewport({ ratio: 0.99 });
  }
  const fitted = await backflow.restingView();
  await backflow.press("f");
  expect((await backflow.restingView()).zoom).toBeCloseTo(fitted.zoom, 2);
});

test("a view that the wheel has moved stays, also right after the whole graph was asked for", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("f");
  const whole = await backflow.restingView();
  const box = await backflow.canvas.boundingBox();
  if (!box) throw new Error("There is no canvas.");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -500);
  await expect
    .poll(async () => (await backflow.shownView()).zoom)
    .toBeGreaterThan(whole.zoom * 1.5);
  const moved = await backflow.restingView();
  expect(moved.zoom).toBeCloseTo(whole.zoom * 2, 1);
  // Another size of the page keeps what stands in the middle.
  await page.setViewportSize({ width: 1300, height: 900 });
  expect((await backflow.restingView()).zoom).toBe(moved.zoom);
});

test("the first Tab leads past the bar and the graph to Play, and the wire in focus is seen", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("Tab");
  const skip = page.getByRole("button", { name: "Skip to Play" });
  await expect(skip).toBeFocused();
  await backflow.press("Enter");
  await expect(page.getByRole("button", { name: "Play or pause" })).toBeFocused();
  await page
    .getByRole("button", { name: /^Wire from xᵢ/ })
    .first()
    .focus();
  await expect(backflow.wire("x", "f0")).toHaveAttribute("data-focused");
});

test("where the system forces its colours, tints, signs and the scrubber stay told apart", async ({
  newPage,
}) => {
  const page = await newPage({ forcedColors: "active" });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 11);
  const legend = page.getByRole("region", { name: "Legend" });
  const styleOf = (selector: string, property: string) =>
    legend
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await styleOf('[data-tint="known"]', "border-bottom-style")).toBe("solid");
  expect(await styleOf('[data-tint="forward"]', "border-bottom-style")).toBe("dashed");
  const grounds = await Promise.all(
    ["negative", "positive"].map((sign) => styleOf(`[data-sign="${sign}"]`, "background-color")),
  );
  expect(new Set(grounds).size).toBe(2);
});
