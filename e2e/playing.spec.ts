import { expect, type Page } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

/** Lets time pass in a page, in steps shorter than anything that the run shows, and asks after each of them. */
function whileTimePasses<Answer>(page: Page, ask: () => Promise<Answer>) {
  const go = async () => {
    await page.clock.runFor(50);
    return ask();
  };
  return expect.poll(go, { intervals: [0] });
}

test("space plays and pauses; the run ends by itself", async ({ page }) => {
  await page.clock.install();
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await page.getByRole("radio", { name: "4×" }).check();
  await page.locator("body").click({ position: { x: 300, y: 20 } });
  await backflow.stopClock();
  await backflow.press(" ");
  // The words of the step may be fetched later than it is reached.
  const step = () => backflow.scrubber.getAttribute("aria-valuetext");
  await whileTimePasses(page, step).toContain("step 2 of 23");
  await backflow.press(" ");
  const place = await backflow.scrubber.inputValue();
  await page.clock.runFor(1000);
  await expect(backflow.scrubber).toHaveValue(place);
  await expect(backflow.stage).toContainText("step 2 of 23");
  await backflow.press(" ");
  await page.clock.runFor(30_000);
  await expect(backflow.node("f0")).not.toHaveAttribute("data-gradient", "");
  await expect(backflow.button("Step")).toHaveAttribute("aria-disabled", "true");
  expect(backflow.errors).toEqual([]);
});

test("a pulse carries the contribution back, and its number is shown when it has arrived", async ({
  page,
}) => {
  await page.clock.install();
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 10);
  await backflow.stopClock();
  await backflow.press("ArrowRight");
  await expect(backflow.node("f2")).toHaveAttribute("data-arriving", "gradient");
  await page.clock.runFor(3000);
  await expect(backflow.node("f2")).not.toHaveAttribute("data-arriving", /.*/);
  await expect(backflow.node("f2")).toContainText("−1.683");
});

test("with reduced motion nothing flies", async ({ newPage }) => {
  const backflow = new BackflowPage(await newPage({ reducedMotion: "reduce" }));
  await backflow.openPreset("toy-network", 10);
  await backflow.press("ArrowRight");
  await expect(backflow.node("f2")).toContainText("−1.683");
  await expect(backflow.node("f2")).not.toHaveAttribute("data-arriving", /.*/);
});

test("the scrubber names the step and its part, and seeks by key", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 3);
  await expect(backflow.scrubber).toHaveAttribute("aria-valuetext", /step 3 of 23/);
  await backflow.scrubber.focus();
  await backflow.press("End");
  await expect(backflow.scrubber).toHaveAttribute("aria-valuetext", /step 23 of 23/);
});

test("the seed and the inputs are steps when asked for", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 8);
  await backflow.button("Speed and steps").click();
  await page.getByRole("switch", { name: "Extra steps: ∂ℓᵢ/∂ℓᵢ = 1 and the inputs" }).click();
  await backflow.button("Step").click();
  await expect(backflow.node("loss")).toHaveAttribute("data-gradient", "1");
  await expect(backflow.node("f3")).toHaveAttribute("data-gradient", "");
  await backflow.button("Step").click();
  await expect.poll(() => backflow.gradient("y")).toBeCloseTo(-0.7445282168318492, 10);
});

test("an edit in the middle of a run keeps the playhead", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 11);
  await backflow.setNumber("ω₃", "6");
  await expect(backflow.stage).toContainText("step 11 of 23");
  // ∂h₃/∂f₂ · ω₃ · 2(f₃ − y) with the new ω₃, by hand.
  const h3 = 0.6574213694719748;
  const upstream = 2 * (0.4 + 6 * h3 - 2);
  await expect
    .poll(() => backflow.gradient("f2"))
    .toBeCloseTo(-Math.sin(7.13659010234155) * 6 * upstream, 10);
});

test("pause stops the pulse on its way, and play lets it go on", async ({ page }) => {
  await page.clock.install();
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 10);
  await backflow.stopClock();
  const arriving = () => backflow.node("f2").getAttribute("data-arriving");
  const step = () => backflow.scrubber.getAttribute("aria-valuetext");
  await backflow.press(" ");
  await whileTimePasses(page, arriving).toBe("gradient");
  await backflow.press(" ");
  await page.clock.runFor(1200);
  await expect(backflow.node("f2")).toHaveAttribute("data-arriving", "gradient");
  await expect(backflow.scrubber).toHaveAttribute("aria-valuetext", /step 11 of 23/);
  await backflow.press(" ");
  await whileTimePasses(page, step).toMatch(/step 12 of 23/);
});

test("of a step of several units the stage shows one, by button and by key each of them", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("vector-layer", 1);
  const { stage } = backflow;
  await expect(stage).toContainText("Unit 1 of 4");
  await expect(stage).toContainText("unit 1 of 4: ");
  await backflow.button("Next unit of the step").click();
  await expect(stage).toContainText("Unit 2 of 4");
  await expect(stage).toContainText("unit 2 of 4: ");
  await expect(backflow.announcer).toHaveText("Unit 2 of 4.");
  await backflow.press("u", "u");
  await expect(stage).toContainText("Unit 4 of 4");
  await expect(backflow.button("Next unit of the step")).toHaveAttribute("aria-disabled", "true");
  await backflow.press("Shift+U");
  await expect(stage).toContainText("Unit 3 of 4");
  // The next step shows the same unit; undo is the document's alone.
  await backflow.press("ArrowRight", "Control+z");
  await expect(stage).toContainText("unit 3 of 4: ");
  await backflow.press("ArrowRight");
  await expect(backflow.button("Next unit of the step")).toHaveCount(0);
  expect(backflow.errors).toEqual([]);
});
