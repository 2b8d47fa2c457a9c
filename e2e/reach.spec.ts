import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./preferring";
import { targetsOf } from "./targets";

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
