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

/** Of each run: what every step says is held to the numbers without a browser. */
const SOME_STEPS = 4;

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

test("every preset of the gallery begins its run and comes to its end without an error", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await backflow.button("Presets").click();
  const links = page.getByRole("dialog").locator('a[href^="#preset="]');
  await expect(links.first()).toBeVisible();
  const fragments = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(fragments.length).toBeGreaterThan(SLUGS.length);
  await backflow.press("Escape");
  for (const fragment of fragments) {
    await test.step(fragment ?? "", async () => {
      await backflow.follow(fragment ?? "");
      for (let step = 0; step < SOME_STEPS; step++) await backflow.press("ArrowRight");
      await backflow.press("End");
      await expect(backflow.button("Step")).toHaveAttribute("aria-disabled", "true");
      expect(await page.getByText("NaN").count()).toBe(0);
      expect(backflow.errors).toEqual([]);
    });
  }
});
