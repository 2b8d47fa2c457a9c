import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

const SLUGS = [
  "toy-network",
  "toy-network-primitives",
  "fan-out",
  "saturated-sigmoid",
  "vanishing-chain",
  "relu-chain",
  "exploding-chain",
  "inactive-relu",
  "overflow",
  "shallow-relu-3",
  "vector-layer",
];

test("the gallery shows every preset with its story, and opens it", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await backflow.button("Presets").click();
  const gallery = page.getByRole("dialog");
  for (const slug of SLUGS) {
    await expect(gallery.locator(`a[href="#preset=${slug}"]`)).toBeVisible();
  }
  await gallery.locator('a[href="#preset=fan-out"]').click();
  await expect(gallery).toBeHidden();
  await expect(backflow.title).toHaveText(/Fan-out/);
  await expect(backflow.node("h2")).toBeVisible();
});

test("every preset runs from start to end without an error", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  for (const slug of SLUGS) {
    await test.step(slug, async () => {
      await backflow.follow(`#preset=${slug}`);
      const text = (await backflow.scrubber.getAttribute("max")) ?? "0";
      for (let step = 0; step < Number(text); step++) await backflow.press("ArrowRight");
      await expect(backflow.button("Step")).toHaveAttribute("aria-disabled", "true");
      expect(await page.getByText("NaN").count()).toBe(0);
      expect(backflow.errors).toEqual([]);
    });
  }
});
