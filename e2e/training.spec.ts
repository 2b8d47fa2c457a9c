import { expect, type Locator } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

function training(on: BackflowPage): Locator {
  return on.page.locator("[data-iteration]");
}

/** L as the pane tells it, with the iteration in the same attributes; NaN while it is not computed. */
async function lossOf(tab: Locator): Promise<number> {
  return Number((await tab.getAttribute("data-loss")) || Number.NaN);
}

async function expectWithin(part: Locator, whole: Locator): Promise<void> {
  await expect(async () => {
    const [inner, outer] = [await part.boundingBox(), await whole.boundingBox()];
    if (!inner || !outer) throw new Error("Something is not drawn.");
    expect(inner.y).toBeGreaterThanOrEqual(outer.y);
    expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
    expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
  }).toPass();
}

/** One ends where the other begins; a line that is set with room around it may take a little of that. */
async function expectAbove(part: Locator, next: Locator): Promise<void> {
  await expect(async () => {
    const [upper, lower] = [await part.boundingBox(), await next.boundingBox()];
    if (!upper || !lower) throw new Error("Something is not drawn.");
    expect(upper.y + upper.height).toBeLessThanOrEqual(lower.y + 2);
  }).toPass();
}

/** β of a linear node of one unit. */
async function betaOf(on: BackflowPage, node: string): Promise<number> {
  const { beta } = JSON.parse((await on.node(node).getAttribute("data-parameters")) ?? "{}");
  return Number(beta[0]);
}

async function openTraining(on: BackflowPage, slug: string): Promise<Locator> {
  await on.openPreset(slug);
  const tab = training(on);
  await expect(tab).toBeVisible();
  return tab;
}

test("a preset is stepped, run, gone back in time and undone as one", async ({ page }) => {
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "fit-a-line");
  await expect(tab).toHaveAttribute("data-iteration", "0");
  await expect(tab).toHaveAttribute("data-loss", /\d/);
  const start = await lossOf(tab);
  const firstNumbers = await on.node("f").getAttribute("data-parameters");

  await page.getByRole("button", { name: "One gradient step" }).click();
  await expect(tab).toHaveAttribute("data-iteration", "1");
  await expect(tab).toHaveAttribute("data-loss", /\d/);
  const afterOne = await lossOf(tab);
  expect(afterOne).toBeLessThan(start);
  await expect(tab).toContainText("Iteration 1: L 3.38");

  await page.getByRole("radio", { name: "full" }).check();
  await page.keyboard.press("Space");
  await expect(tab).toHaveAttribute("data-iteration", "120");
  await expect(tab).toHaveAttribute("data-running", "false");
  await expect(tab).toHaveAttribute("data-epoch", "30");
  await expect.poll(() => lossOf(tab)).toBeLessThan(0.05);

  await page.getByRole("slider", { name: "Iteration" }).fill("1");
  await expect(tab).toHaveAttribute("data-iteration", "1");
  await expect.poll(() => lossOf(tab)).toBe(afterOne);

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
  const shown = async () => Number(await arrow.getAttribute("data-update"));
  await expect
    .poll(async () => (await betaOf(on, "f")) - before - (await shown()))
    .toBeCloseTo(0, 12);
  expect(await shown()).not.toBe(0);
  await expect(page.getByRole("region", { name: "Stage" })).toContainText("Randomly shuffle");

  // The update is the fourth part of the iteration's slider, which goes into it and out again.
  await expect(on.scrubber.locator("..")).toContainText("4 Update");
  await on.scrubber.focus();
  await page.keyboard.press("End");
  await expect(tab).toHaveAttribute("data-update-line", "2");
  await expect(on.scrubber).toHaveAttribute("aria-valuetext", "step 2 of the update");
  await page.keyboard.press("ArrowLeft");
  await expect(tab).toHaveAttribute("data-update-line", "1");
  await page.keyboard.press("Home");
  await expect(tab).toHaveAttribute("data-update-line", "");
  await expect(on.scrubber).toHaveValue("0");
  await expect(tab).toHaveAttribute("data-iteration", "1");

  // The seven lines of Adam are whole on the stage, like the equation of any other step.
  await on.follow("#preset=two-moons");
  await page.getByRole("button", { name: "One gradient step" }).click();
  await expect(update.getByRole("listitem")).toHaveCount(7);
  // In a node with a picture β has a corner: its name, and the arrow of its last update.
  const corner = on.node("f2").getByRole("img", { name: /^last update Δ/ });
  await expect(corner).toBeVisible();
  await expectWithin(corner, on.node("f2"));
  await expectWithin(update.getByRole("listitem").nth(2), update);
  await expectWithin(update.getByRole("listitem").last(), update);
  // Between iterations they are told in brief, as large as other formulas.
  await expect(update).toContainText("The next update: Adam");
  const formula = update.getByRole("listitem").last().locator(".katex");
  const size = () => formula.evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize));
  await expect.poll(size).toBeGreaterThanOrEqual(18);
});

test("a learning rate that is too large diverges with a name, and one that cannot be is refused", async ({
  page,
}) => {
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "learning-rate");
  const rate = page.getByRole("spinbutton", { name: "Learning rate η" });
  await on.type(rate, "0");
  await rate.press("Enter");
  await expect(tab).toContainText("learning rate η cannot be 0");
  await on.type(rate, "9");
  await rate.press("Enter");
  const epochs = page.getByRole("spinbutton", { name: "Number of epochs" });
  await on.type(epochs, "9999");
  await epochs.press("Enter");
  await page.getByRole("radio", { name: "full" }).check();
  await page.getByRole("button", { name: "Play or pause" }).click();
  await expect(tab).toContainText("It diverged: iteration");
  await expect(tab).toHaveAttribute("data-running", "false");
});

test("two runs stand side by side over the map of L, and a condition pauses a run", async ({
  page,
}) => {
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "fit-a-line");
  await page.getByRole("radio", { name: "full" }).check();
  await page.getByRole("button", { name: "Play or pause" }).click();
  await expect(tab).toHaveAttribute("data-iteration", "120");
  await expect(tab).toHaveAttribute("data-running", "false");
  await expect(tab).toHaveAttribute("data-awaiting", "false");
  const end = await lossOf(tab);
  expect(end).toBeGreaterThan(0);
  const rate = page.getByRole("spinbutton", { name: "Learning rate η" });
  await on.type(rate, "0.02");
  await rate.press("Enter");
  await page
    .getByRole("combobox", { name: "Until a condition holds" })
    .selectOption("L falls below");
  const threshold = page.getByRole("spinbutton", { name: "Threshold of condition 1" });
  await on.type(threshold, "1");
  await threshold.press("Enter");
  await page.getByRole("button", { name: "Run again from the start" }).click();
  await expect(tab).toContainText("Paused at iteration");
  await expect(tab).toHaveAttribute("data-running", "false");
  await expect.poll(() => lossOf(tab)).toBeLessThan(1);
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
  await expect.poll(() => lossOf(tab)).toBe(end);
  expect(on.errors).toEqual([]);
});

test("a larger graph has a map of L over the main directions of its path, or over two parameters of one's choice", async ({
  page,
}) => {
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "two-moons");
  await page.getByText("The map of L").click();
  await expect(tab).toContainText("It is drawn as soon as a step is made.");
  await page.getByRole("button", { name: "One gradient step" }).click();
  await expect(tab).toContainText("main directions from its third point on");
  await page.getByRole("button", { name: "Epoch", exact: true }).click();
  await expect(tab).toHaveAttribute("data-iteration", "6");
  await expect(
    page.getByRole("img", { name: /^L over direction 1 and direction 2/ }),
  ).toBeVisible();
  await expect(tab).toContainText(/holds [\d.]+ % of the path/);
  await expect(tab).toContainText("the plane through iteration 6");
  await page.getByRole("combobox", { name: "Plane of the map" }).selectOption("parameters");
  const [across, up] = ["across", "up"].map((axis) =>
    page.getByRole("combobox", { name: `Parameter ${axis}` }),
  );
  await across?.selectOption("β₂");
  await up?.selectOption("ω₂[3]");
  await expect(page.getByRole("img", { name: /^L over β₂ and ω₂\[3\]/ })).toBeVisible();
  // One parameter cannot be both axes: they change places.
  await across?.selectOption("ω₂[3]");
  await expect(page.getByRole("img", { name: /^L over ω₂\[3\] and β₂/ })).toBeVisible();
  await expect(tab).toContainText("as at iteration 6");
  await page.getByRole("button", { name: "Iteration", exact: true }).click();
  await expect(tab).toContainText("as at iteration 7");
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
  await page.getByRole("button", { name: "Play or pause" }).click();
  await expect(tab).toHaveAttribute("data-running", "true");
  await expect(tab).not.toHaveAttribute("data-iteration", "0");
  const rate = page.getByRole("spinbutton", { name: "Learning rate η" });
  await on.type(rate, "0.3");
  await rate.press("Enter");
  await expect(tab).toContainText("Paused: the settings were changed");
  await expect(tab).toHaveAttribute("data-running", "false");
});

test("a run that is stopped early leads to the iteration of its least validation loss", async ({
  page,
}) => {
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "overfitting-and-regularisation");
  await page.getByRole("combobox", { name: "Early stopping" }).selectOption("yes");
  await page.getByRole("radio", { name: "full" }).check();
  await page.getByRole("button", { name: "Play or pause" }).click();
  await expect(tab).toContainText("Stopped early");
  await expect(tab).toHaveAttribute("data-awaiting", "false");
  const validation = async () =>
    Number((await tab.getAttribute("data-validation-loss")) || Number.NaN);
  const stopped = await validation();
  const best = tab.getByRole("button", { name: /^Show iteration/ });
  const [, iteration = ""] = (await best.textContent())?.split("iteration ") ?? [];
  await best.focus();
  await page.keyboard.press("Enter");
  await expect(tab).toHaveAttribute("data-iteration", iteration);
  await expect.poll(validation).toBeLessThan(stopped);
  await expect(best).toBeHidden();
  // What was pressed is gone, and the focus goes on from beside it.
  const one = tab.getByRole("button", { name: "Iteration", exact: true });
  await expect(one).toBeFocused();
  const reset = tab.getByRole("button", { name: "Reset" });
  await reset.focus();
  await page.keyboard.press("Enter");
  await expect(tab).toHaveAttribute("data-iteration", "0");
  await expect(reset).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(reset).toBeHidden();
  await expect(tab.getByRole("button", { name: "One gradient step" })).toBeFocused();
});

for (const [width, height] of [
  [1280, 720],
  [390, 844],
  [390, 664],
] as const) {
  test(`L and the fit are whole in view before and after a run: ${width} × ${height}`, async ({
    newPage,
  }) => {
    const narrow = width < 700;
    const page = await newPage({
      viewport: { width, height },
      hasTouch: narrow,
      isMobile: narrow,
      reducedMotion: "reduce",
    });
    const on = new BackflowPage(page);
    await on.openPreset("toy-network");
    for (const slug of ["fit-a-line", "two-moons", "initialisation", "sigmoid-versus-relu"]) {
      await on.follow(`#preset=${slug}`);
      const tab = training(on);
      const face = page.getByRole("tabpanel");
      const fit = tab.getByRole("img", { name: /^The (learned function|prediction)/ }).first();
      await expect(tab.getByText("Losses are drawn here")).toBeVisible();
      await expectWithin(fit, face);
      // What each unit of a network of two inputs has learned follows its weights.
      const picture = on.canvas.locator("[data-picture=map]").first();
      const painted = () => picture.evaluate((map) => (map as HTMLCanvasElement).toDataURL());
      const untrained = slug === "two-moons" ? await on.settled(painted) : null;
      await on.button("Play or pause").click();
      await expect(tab).not.toHaveAttribute("data-iteration", "0");
      await on.button("Play or pause").click();
      await expect(tab).toHaveAttribute("data-running", "false");
      await expectWithin(tab.getByRole("img", { name: /^Losses by iteration/ }), face);
      await expectWithin(fit, face);
      if (untrained) await expect.poll(painted).not.toBe(untrained);
      if (slug === "fit-a-line" && narrow) {
        await on.button("Show the whole graph").click();
        // It stands below the plots; the next graph is seen from the top again.
        await tab.getByRole("button", { name: "Iteration", exact: true }).click();
        await expectAbove(
          on.node("f").locator("[data-update]"),
          on.node("f").locator("[data-part=value]"),
        );
      }
      // Networks side by side, with their layers, need more of the height than a low phone has.
      if (height > 700 && /initialisation|sigmoid/.test(slug)) {
        await expectWithin(tab.getByText("by layer:"), face);
        await expectWithin(fit.getByText("layer"), fit);
      }
    }
    expect(on.errors).toEqual([]);
  });
}

test("on a phone a link to a preset of descent shows what it is about, and Run trains it", async ({
  newPage,
}) => {
  const page = await newPage({
    viewport: { width: 390, height: 664 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: "reduce",
  });
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "two-moons");
  const story = page.getByRole("button", { name: /^Press Run/ });
  await expect(story).toHaveAttribute("aria-expanded", "false");
  await story.click();
  await expect(story).toHaveAttribute("aria-expanded", "true");
  await expect(story).toContainText("beside the pale run.");
  await expect(page.getByRole("img", { name: /over both inputs, with 160 rows/ })).toBeVisible();
  await expect(page.getByRole("slider", { name: "Iteration" })).toBeDisabled();
  await on.button("Play or pause").click();
  await expect(tab).toHaveAttribute("data-running", "true");
  await expect(story).toBeHidden();
  await expect(tab).not.toHaveAttribute("data-iteration", "0");
  await on.button("Play or pause").click();
  await expect(tab).toHaveAttribute("data-running", "false");
  await tab.getByRole("button", { name: "Full speed" }).tap();
  await expect(tab.getByRole("button", { name: "Full speed", pressed: true })).toBeVisible();
  await on.button("Play or pause").click();
  await expect(tab).toHaveAttribute("data-iteration", "360");
  await page.getByRole("slider", { name: "Iteration" }).fill("1");
  await expect(tab).toHaveAttribute("data-iteration", "1");
  // Who has changed what is set, below, sees the losses of the run that follows.
  const losses = tab.getByRole("img", { name: /^Losses by iteration/ });
  const rate = page.getByRole("spinbutton", { name: "Learning rate η" });
  await rate.scrollIntoViewIfNeeded();
  await on.type(rate, "0.01");
  await rate.press("Enter");
  await expect(losses).not.toBeInViewport({ ratio: 1 });
  await on.button("Play or pause").click();
  await expect(losses).toBeInViewport({ ratio: 1 });
  expect(on.errors).toEqual([]);
});

test("weights from a file: the button at the end of the pane moves no other part of the page, and a refusal is in view", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  const on = new BackflowPage(page);
  const tab = await openTraining(on, "learning-rate");
  const file = tab.getByLabel("Weights from a file");
  await file.focus();
  await expect(tab.getByText("Weights from a file")).toBeInViewport({ ratio: 1 });
  // What takes the focus scrolls whatever can be scrolled, the page itself too where that is only hidden.
  await expect(page.getByRole("banner")).toBeInViewport({ ratio: 1 });
  await file.setInputFiles({
    name: "weights.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"theta": 3}'),
  });
  await expect(on.alert).toContainText("No weights were taken");
  await expect(on.alert).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("banner")).toBeInViewport({ ratio: 1 });
  expect(on.errors).toEqual([]);
});
