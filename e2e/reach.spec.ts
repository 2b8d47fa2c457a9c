import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { targetsOf } from "./targets";
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
    const small = (await targetsOf(page)).filter(
      ({ name, width, height, reached, inline }) =>
        // What lies under a sheet is not pressed. The credit of React Flow is small print, no part of the work.
        reached &&
        name !== "A React Flow attribution" &&
        Math.min(width, height) < (inline ? INLINE : FINGER) - 0.5,
    );
    expect(small, what).toEqual([]);
    await backflow.expectNoOverflow();
  };
  await backflow.openPreset("toy-network", 11);
  await check("mid-backward");
  await backflow.press("a");
  await expect(backflow.palette).toBeVisible();
  await check("palette");
  await backflow.press("a", "/");
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
  await expect(page.getByRole("complementary")).toBeVisible();
  await check("health");
  await backflow.press("Escape", "p");
  await expect(page.getByRole("dialog")).toBeVisible();
  await check("presets");
  await backflow.press("Escape", "g");
  await expect(backflow.documents).toBeVisible();
  await check("documents");
  await backflow.press("Escape", "?");
  await expect(page.getByRole("dialog")).toBeVisible();
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
      const covered = (await targetsOf(page)).filter(
        ({ reached, onCanvas }) => !reached && !onCanvas,
      );
      expect(covered, state).toEqual([]);
      await backflow.expectNoOverflow();
    };
    await backflow.openPreset("toy-network", 11);
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = size;
    }, text);
    await expect(page.getByRole("button", { name: /^Play/ })).toBeInViewport({ ratio: 1 });
    await check("at rest");
    await backflow.press("g");
    await expect(backflow.documents).toBeVisible();
    await check("documents");
  });
}
