import { expect, type Locator } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

function training(on: BackflowPage): Locator {
  return on.page.locator("[data-iteration]");
}

const lossOf = async (tab: Locator): Promise<number> => Number(await tab.getAttribute("data-loss"));

/** β of a linear node of one unit. */
async function betaOf(on: BackflowPage, node: string): Promise<number> {
  const { beta } = JSON.parse((await on.node(node).getAttribute("data-parameters")) ?? "{}");
  return Number(beta[0]);
}

async function openTraining(on: BackflowPage, slug: string): Promise<Locator> {
  await on.openPreset(slug);
  await on.page.keyboard.press("r");
  const tab = training(on);
  await expect(tab).toBeVisible();
  return tab;
}

test("a preset is stepped, run, gone back in time and undone as one", async ({ page }) => {
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "fit-a-line");
  await expect(tab).toHaveAttribute("data-iteration", "0");
  const start = await lossOf(tab);
  const firstNumbers = await on.node("f").getAttribute("data-parameters");

  await page.getByRole("button", { name: "One gradient step" }).click();
  await expect(tab).toHaveAttribute("data-iteration", "1");
  const afterOne = await lossOf(tab);
  expect(afterOne).toBeLessThan(start);
  await expect(tab).toContainText("Iteration 1: L 3.38");

  await page.getByRole("radio", { name: "full" }).check();
  await page.keyboard.press("Space");
  await expect(tab).toHaveAttribute("data-iteration", "120");
  await expect(tab).toHaveAttribute("data-running", "false");
  await expect(tab).toHaveAttribute("data-epoch", "30");
  expect(await lossOf(tab)).toBeLessThan(0.05);

  await page.getByRole("slider", { name: "Iteration" }).fill("1");
  await expect(tab).toHaveAttribute("data-iteration", "1");
  expect(await lossOf(tab)).toBe(afterOne);

  await page.keyboard.press("ControlOrMeta+z");
  await expect(on.node("f")).toHaveAttribute("data-parameters", firstNumbers ?? "");
  expect(on.errors).toEqual([]);
});

test("a step goes through the update, line by line, and ends the iteration", async ({ page }) => {
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "sgd-by-hand");
  const update = page.getByRole("region", { name: "The update" });
  // Five steps of the graph, two lines, and the iteration is done: every press counts, however fast they come.
  for (let key = 0; key < 6; key++) await page.keyboard.press("ArrowRight");
  await expect(tab).toHaveAttribute("data-update-line", "1");
  await expect(update.locator("[aria-current=step]")).toContainText("the mean over the mini-batch");
  await page.keyboard.press("ArrowRight");
  await expect(tab).toHaveAttribute("data-update-line", "2");
  await expect(update.locator("[aria-current=step]")).toContainText("a step downhill");
  await expect(tab).toHaveAttribute("data-iteration", "0");
  // At the weight itself: what is known of its update, and after the iteration an arrow at each.
  await expect(on.canvas.locator("[data-update-known]")).toHaveAttribute("data-update-known", "2");
  const before = await betaOf(on, "f");
  await page.keyboard.press("ArrowRight");
  await expect(tab).toHaveAttribute("data-iteration", "1");
  await expect(on.canvas.getByRole("img", { name: /^last update Δ/ })).toHaveCount(2);
  const arrow = on.node("f").locator("[data-update]");
  const step = (await betaOf(on, "f")) - before;
  expect(Number(await arrow.getAttribute("data-update"))).toBeCloseTo(step, 12);
  await expect(page.getByRole("region", { name: "Stage" })).toContainText("Randomly shuffle");
});

test("a learning rate that is too large diverges with a name, and one that cannot be is refused", async ({
  page,
}) => {
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "learning-rate");
  const rate = page.getByRole("spinbutton", { name: "Learning rate η" });
  await rate.fill("0");
  await rate.press("Enter");
  await expect(tab).toContainText("learning rate η cannot be 0");
  await rate.fill("9");
  await rate.press("Enter");
  const epochs = page.getByRole("spinbutton", { name: "Number of epochs" });
  await epochs.fill("9999");
  await epochs.press("Enter");
  await page.getByRole("radio", { name: "full" }).check();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tab).toContainText("It diverged: iteration");
  await expect(tab).toHaveAttribute("data-running", "false");
});

test("two runs stand side by side over the map of L, and a condition pauses a run", async ({
  page,
}) => {
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "fit-a-line");
  await page.getByRole("radio", { name: "full" }).check();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tab).toHaveAttribute("data-iteration", "120");
  await expect(tab).toHaveAttribute("data-running", "false");
  const end = await lossOf(tab);
  const rate = page.getByRole("spinbutton", { name: "Learning rate η" });
  await rate.fill("0.02");
  await rate.press("Enter");
  await page
    .getByRole("combobox", { name: "Until a condition holds" })
    .selectOption("L falls below");
  const threshold = page.getByRole("spinbutton", { name: "Threshold of condition 1" });
  await threshold.fill("1");
  await threshold.press("Enter");
  await page.getByRole("button", { name: "Run again from the start" }).click();
  await expect(tab).toContainText("Paused at iteration");
  expect(await lossOf(tab)).toBeLessThan(1);
  await page.getByText("The map of L").click();
  await expect(
    page.getByRole("img", { name: /24 arrows against the sample gradients/ }),
  ).toBeVisible();
  await page.getByText("The nodes over time").click();
  await expect(tab).toContainText("no unit is dead");
  await page.getByRole("button", { name: "Show the other run" }).click();
  await expect(rate).toHaveValue("0.1");
  await page.getByRole("slider", { name: "Iteration" }).fill("120");
  await expect(tab).toHaveAttribute("data-iteration", "120");
  expect(await lossOf(tab)).toBe(end);
  expect(on.errors).toEqual([]);
});

test("without a worker it trains on the page, and an edit pauses it with a word", async ({
  page,
}) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "Worker");
  });
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "fit-a-line");
  await page.getByRole("radio", { name: "2 / s" }).check();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tab).toHaveAttribute("data-running", "true");
  await expect(tab).not.toHaveAttribute("data-iteration", "0");
  const rate = page.getByRole("spinbutton", { name: "Learning rate η" });
  await rate.fill("0.3");
  await rate.press("Enter");
  await expect(tab).toContainText("Paused: the settings were changed");
  await expect(tab).toHaveAttribute("data-running", "false");
});
