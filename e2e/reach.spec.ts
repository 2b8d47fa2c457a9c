import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { type Target, targetsOf } from "./targets";
import { test } from "./test";

/** Pixels of CSS that a finger needs. */
const FINGER = 44;
/** In the line of an equation, which would be cut on a phone otherwise: the least of WCAG 2.5.8. */
const INLINE = 24;

test("on a phone everything that a finger presses is at least 44 px in both directions", async ({
  newPage,
}) => {
  const page = await newPage({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: "reduce",
  });
  const backflow = new BackflowPage(page);
  const check = async (what: string): Promise<void> => {
    const isSmall = ({ name, width, height, reached, inline }: Target): boolean =>
      // What lies under a sheet is not pressed. The credit of React Flow is small print, no part of the work.
      reached &&
      name !== "A React Flow attribution" &&
      Math.min(width, height) < (inline ? INLINE : FINGER) - 0.5;
    await expect
      .poll(async () => (await targetsOf(page)).filter(isSmall), { message: what })
      .toEqual([]);
    await backflow.expectNoOverflow();
  };
  await backflow.openPreset("toy-network", 11);
  // Most of what is looked at is fetched when it is asked for.
  await expect(backflow.stage.locator("[data-row]").first()).toBeVisible();
  await check("mid-backward");
  await backflow.press("a");
  await expect(backflow.paletteItem("ReLU")).toBeAttached();
  await check("palette");
  await backflow.press("a", "/");
  await expect(page.getByRole("option").first()).toBeVisible();
  await expect(backflow.nodeSearch).toBeFocused();
  await check("finder");
  await backflow.press("Escape");
  await backflow.selectByKey("f1");
  await backflow.press("m");
  await expect(backflow.menu).toBeVisible();
  await check("menu of a node");
  await backflow.press("Escape", "F2");
  await expect(page.getByRole("textbox", { name: "Symbol", exact: true })).toBeFocused();
  await check("details");
  await backflow.press("Escape", "Escape", "h");
  await expect(page.getByRole("complementary")).toContainText("Thresholds");
  await check("health");
  await backflow.press("Escape", "p");
  await expect(page.getByRole("dialog").getByRole("link").first()).toBeVisible();
  await check("presets");
  await backflow.press("Escape", "g");
  await expect(backflow.documents).toContainText("Nothing here yet.");
  await check("documents");
  await backflow.press("Escape", "?");
  await expect(page.getByRole("switch")).toBeVisible();
  await check("sheet of shortcuts");
});

for (const [what, viewport, text] of [
  ["200 % text, 1440 px", { width: 1440, height: 900 }, "200%"],
  ["200 % text, 390 px", { width: 390, height: 844 }, "200%"],
  ["a page zoomed to 200 %", { width: 720, height: 450 }, "100%"],
] as const) {
  test(`${what}: everything is reached`, async ({ newPage }) => {
    const page = await newPage({ viewport, reducedMotion: "reduce" });
    const backflow = new BackflowPage(page);
    const check = async (state: string): Promise<void> => {
      const isCovered = ({ reached, onCanvas }: Target) => !reached && !onCanvas;
      await expect
        .poll(async () => (await targetsOf(page)).filter(isCovered), { message: state })
        .toEqual([]);
      await backflow.expectNoOverflow();
    };
    await backflow.openPreset("toy-network", 11);
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = size;
    }, text);
    await expect(page.getByRole("button", { name: /^Play/ })).toBeInViewport({ ratio: 1 });
    await check("at rest");
    // Icons grow with the letters, and their buttons around them.
    const icon = await backflow.boxOf(backflow.button("Undo").locator("svg"));
    expect(icon.width).toBeCloseTo(text === "200%" ? 27 : 18, 1);
    const undo = await backflow.boxOf(backflow.button("Undo"));
    expect(undo.width).toBeGreaterThanOrEqual(text === "200%" ? 48 : 32);
    await backflow.press("g");
    await expect(backflow.documents).toContainText("Nothing here yet.");
    await check("documents");
    // The numbers of the table grow with the letters, and their cells with them.
    await backflow.press("Escape", "s");
    const cell = page.getByRole("gridcell").nth(1);
    await cell.scrollIntoViewIfNeeded();
    const { letters, cut } = await backflow.settled(() =>
      cell.evaluate((shown) => ({
        letters: Number.parseFloat(getComputedStyle(shown).fontSize),
        cut: Math.max(
          shown.scrollWidth - shown.clientWidth,
          shown.scrollHeight - shown.clientHeight,
        ),
      })),
    );
    expect(letters).toBeGreaterThan(text === "200%" ? 24 : 12);
    expect(cut).toBeLessThanOrEqual(1);
  });
}
