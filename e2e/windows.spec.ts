import { expect, type Locator } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { targetsOf } from "./targets";
import { test } from "./test";

/** Narrow and low windows: small phones upright and turned, and 1280 × 1024 at 400 %. */
const SMALL = [
  [360, 640],
  [844, 390],
  [667, 375],
  [320, 256],
] as const;

/** A panel with less is a slit, in pixels. */
const LEAST_CONTENT = 90;
const LEAST_WIDTH = 240;

test("in narrow and low windows every control of the bars, menus and panels is reached", async ({
  newPage,
}) => {
  const page = await newPage({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: "reduce",
  });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 11);
  for (const [width, height] of SMALL) {
    await page.setViewportSize({ width, height });
    const check = async (what: string, part?: Locator): Promise<void> => {
      // What measures itself follows a window of another size a frame later.
      await expect(async () => {
        const targets = (await targetsOf(page, part)).filter(({ onCanvas }) => !onCanvas);
        const missed = targets.filter(({ reached }) => !reached).map(({ name }) => name);
        expect(missed, `${what} at ${width} × ${height}`).toEqual([]);
        expect(targets.length, `${what} at ${width} × ${height}`).toBeGreaterThan(1);
      }).toPass();
      await backflow.expectNoOverflow();
    };
    const checkPanel = async (part: Locator, content: Locator): Promise<void> => {
      await expect(part).toBeVisible();
      // What it is made of may be fetched when it is first opened.
      await expect(part.locator("button, input, select, summary").nth(1)).toBeVisible();
      const name = (await part.textContent())?.slice(0, 20) ?? "";
      await check(name, part);
      await expect(async () => {
        const box = await content.boundingBox();
        expect(box?.height, `${name} at ${width} × ${height}`).toBeGreaterThan(LEAST_CONTENT);
        expect(box?.width, `${name} at ${width} × ${height}`).toBeGreaterThan(LEAST_WIDTH);
      }).toPass();
    };
    await check("the page");
    await backflow.button("File").click();
    await check("File", page.locator("[data-popover]"));
    await backflow.press("Escape");
    await backflow.button("Speed and steps").click();
    await expect(page.getByRole("radio", { name: "0.25×" })).toBeVisible();
    await check("Speed and steps", page.locator("[data-popover]"));
    await backflow.press("Escape");
    await backflow.button("Legend").click();
    await check("the page with its legend");
    await backflow.button("Legend").click();
    await backflow.press("h");
    const drawer = page.getByRole("complementary");
    await checkPanel(drawer, drawer.locator("[data-drawer-body]"));
    await backflow.press("Escape");
    await backflow.selectByKey("f1");
    await backflow.press("d");
    await checkPanel(drawer, drawer.locator("[data-drawer-body]"));
    await backflow.press("Escape");
    await page.locator('.react-flow__node[data-id="f1"]').focus();
    await backflow.press("m");
    await check("the menu of a node", backflow.menu);
    await backflow.press("Escape", "a");
    await checkPanel(backflow.palette, backflow.palette);
    await backflow.press("a", "r");
    await checkPanel(drawer, drawer.getByRole("tabpanel"));
    await backflow.press("r");
    if (width !== 360) continue;
    // Its button stands at the left here, and the box is wider than what is left of it.
    await backflow.press("v");
    await backflow.button("Plot a curve").click();
    await backflow.button("What this figure shows").click();
    await expect(backflow.button("CSV")).toBeVisible();
    await check("What this figure shows", page.locator("[data-popover]"));
    await backflow.press("Escape", "Control+z", "v");
  }
  expect(backflow.errors).toEqual([]);
});

/** From a wide window to that of a phone, which is turned, and back; with paper in between. */
const SIZES = [
  [1440, 900],
  [1000, 900],
  [690, 900],
  [390, 844],
  [844, 390],
] as const;

test("a page that shrinks, is turned, printed and grows again has all its parts, and shows what it showed", async ({
  newPage,
  browserName,
}) => {
  const page = await newPage({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 11);
  /** All that is there to be pressed, where it stands and how large it is drawn, and the nodes that are seen. */
  const look = async () => {
    await expect(backflow.node("f2")).toBeInViewport({ ratio: 0.99 });
    await backflow.awaitFaces();
    await backflow.restingView();
    const told = () =>
      page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            "button, input, [role=slider], [data-node], [data-row], h1, h2",
          ),
        ]
          .filter((element) =>
            element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
          )
          .map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            const name =
              element.dataset.node ?? element.getAttribute("aria-label") ?? element.textContent;
            return `${name}: ${[x, y, width, height].map(Math.round).join(" ")}`;
          }),
      );
    return backflow.settled(told);
  };
  const place = await backflow.scrubber.inputValue();
  const before: string[][] = [];
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const part of [backflow.scrubber, backflow.button("Play or pause"), backflow.title]) {
      await expect(part, `at ${width} × ${height}`).toBeInViewport({ ratio: 0.99 });
    }
    await expect(backflow.scrubber, `at ${width} × ${height}`).toHaveValue(place);
    await expect(backflow.stage.locator("[data-row]").first()).toBeInViewport();
    before.push(await look());
  }
  // WebDriver BiDi has no paper.
  if (browserName !== "firefox") {
    await page.emulateMedia({ media: "print" });
    await expect(backflow.scrubber).toBeHidden();
    await page.emulateMedia({ media: null });
  }
  for (const [index, [width, height]] of [...SIZES.entries()].reverse()) {
    await page.setViewportSize({ width, height });
    await expect(backflow.scrubber, `back at ${width} × ${height}`).toBeInViewport({ ratio: 0.99 });
    expect(await look(), `back at ${width} × ${height}`).toEqual(before[index]);
  }
  expect(backflow.errors).toEqual([]);
});

test("palette and drawer leave the canvas its room, else the one that was open closes; the legend keeps to the canvas", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const backflow = new BackflowPage(page);
  const drawer = page.getByRole("complementary", { name: "Gradient health" });
  const expectCanvas = async () => {
    const width = async () => (await page.locator("[data-canvas]").boundingBox())?.width ?? 0;
    await expect.poll(width).toBeGreaterThan(190);
  };
  await backflow.openPreset("toy-network");
  await backflow.press("a");
  await backflow.press("h");
  await expect(drawer).toBeVisible();
  await expect(backflow.palette).toBeVisible();
  await expectCanvas();
  // The pane of this one takes half of the page.
  await backflow.openPreset("fit-a-line");
  await backflow.press("h");
  await expect(drawer).toBeVisible();
  await backflow.press("a");
  await expect(backflow.palette).toBeVisible();
  await expect(drawer).toBeHidden();
  await expectCanvas();
  await backflow.press("h");
  await expect(drawer).toBeVisible();
  await expect(backflow.palette).toBeHidden();
  await expectCanvas();
  // The legend is as wide as the canvas beside the pane, not as the page.
  await backflow.press("h", "l");
  const legend = page.getByRole("region", { name: "Legend" });
  await expect(legend.getByRole("button")).toHaveAttribute("aria-expanded", "true");
  await expect.poll(async () => (await legend.boundingBox())?.x ?? -1).toBeGreaterThanOrEqual(0);
});
