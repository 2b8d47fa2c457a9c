import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { targetsOf } from "./targets";
import { test } from "./test";

const TITLE = "A title of sixty characters, which lecturers write at times.";

for (const [width, height, hasTouch] of [
  [390, 844, true],
  [768, 1024, true],
  [1440, 900, false],
] as const) {
  test(`a title of 60 characters leaves everything in reach, ${width} px`, async ({ newPage }) => {
    const page = await newPage({ viewport: { width, height }, hasTouch, reducedMotion: "reduce" });
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network");
    await backflow.title.getByRole("button").click();
    await backflow.type(page.getByRole("textbox"), TITLE);
    await backflow.press("Enter");
    await expect(backflow.title).toHaveText(TITLE);
    await expect(backflow.saving).toHaveText("Saved");
    const title = await backflow.boxOf(backflow.title.getByRole("button"));
    expect(title.width).toBeGreaterThan(140);
    await expect(async () => {
      const targets = (await targetsOf(page)).filter(({ onCanvas }) => !onCanvas);
      expect(targets.filter(({ reached }) => !reached)).toEqual([]);
      const small = targets.filter((target) => Math.min(target.width, target.height) < 44);
      if (hasTouch) expect(small).toEqual([]);
    }).toPass();
    await backflow.expectNoOverflow();
    // What has no place in the bar has one elsewhere.
    await backflow.button("Undo").click();
    await expect(backflow.title).toHaveText("Toy network");
    if (!(await backflow.button("Presets").isVisible())) await backflow.button("File").click();
    await backflow.button("Presets").click();
    await expect(page.getByRole("dialog", { name: "Presets" })).toBeVisible();
  });
}
