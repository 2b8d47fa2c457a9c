import { type ElementHandle, expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

/** What moves the playhead by itself, and Training, which the same keys drive while it is open. */
const OF_THE_RUN = /^(?:Step|Step back|To the start|To the end|Play or pause|Training)$/;

test("whatever was clicked before, → steps and Space plays", async ({ page }) => {
  await page.clock.install();
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  // At the highest speed a run would come to its end before it is looked at.
  await backflow.stopClock();
  const found = page.locator("button:visible:enabled, input[type=radio]:enabled");
  // What a click opens comes in between: places among all controls would not stay the same.
  const controls = (await found.elementHandles()) as ElementHandle<HTMLElement>[];
  const tried: string[] = [];
  for (const control of controls) {
    const name = await control.evaluate(
      (element) =>
        element.getAttribute("aria-label") ??
        (element.closest("label") ?? element).textContent?.trim() ??
        "",
    );
    // The title becomes a text, which keeps its keys; on the canvas a port begins a wire, which is another story.
    const onCanvas = await control.evaluate((element) => element.closest("[data-canvas]") !== null);
    if (OF_THE_RUN.test(name) || name === "Toy network" || onCanvas) continue;
    // It is pressed also where it can do nothing now, which Playwright would wait for, but not while it moves.
    await control.waitForElementState("stable");
    await control.click({ force: true });
    const dialog = page.getByRole("dialog");
    // Its file may still be on its way.
    if ((await control.getAttribute("aria-haspopup")) === "dialog") {
      await dialog.getByRole("button", { name: "Close" }).click();
    }
    await expect(dialog).toBeHidden();
    await backflow.press("Home", "ArrowRight");
    await expect(backflow.scrubber, `→ after ${name}`).toHaveValue("1");
    await backflow.press(" ");
    await expect(backflow.button("Play or pause"), `Space after ${name}`).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await backflow.press(" ", "Home");
    await expect(backflow.scrubber).toHaveValue("0");
    // What it opened is closed again: the next control may lie below.
    await backflow.press("Escape", "Escape");
    tried.push(name);
  }
  expect(tried).toContain("Legend");
  expect(tried).toContain("2×");
  expect(tried.length).toBeGreaterThan(10);
  expect(backflow.errors).toEqual([]);
});

test("after a preset's card the keys drive the run, and → held down steps on", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.button("Presets").click();
  await page
    .getByRole("dialog")
    .getByRole("link", { name: /Fan-out/ })
    .or(page.getByRole("dialog").getByRole("button", { name: /Fan-out/ }))
    .first()
    .click();
  await expect(backflow.title).toHaveText("Fan-out");
  await backflow.press("ArrowRight");
  await expect(backflow.scrubber).toHaveValue("1");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.down("ArrowRight");
  for (let turn = 0; turn < 3; turn++) await page.keyboard.down("ArrowRight");
  await page.keyboard.up("ArrowRight");
  await expect(backflow.scrubber).toHaveValue("5");
});

test("a list that was clicked and has closed holds no keys: Space runs, whether or not something was chosen", async ({
  page,
  browserName,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("fit-a-line");
  const training = page.locator("[data-iteration]");
  const optimiser = page.getByRole("combobox", { name: "Optimiser" });
  // WebDriver BiDi tells the page of keys alone, not the list that is open: in Firefox the mouse closes it.
  const isFirefox = browserName === "firefox";
  const openAndClose = async () => {
    await optimiser.click();
    await page.keyboard.press("Escape");
    if (isFirefox) await optimiser.click();
  };
  await openAndClose();
  await page.keyboard.press("ArrowRight");
  await expect(backflow.scrubber).toHaveValue("1");
  await expect(optimiser).toHaveValue("gradient-descent");
  if (isFirefox) {
    await optimiser.selectOption("momentum");
  } else {
    await optimiser.click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  }
  await expect(optimiser).toHaveValue("momentum");
  await page.getByRole("radio", { name: "2 / s" }).check();
  await openAndClose();
  await page.keyboard.press("Space");
  await expect(training).toHaveAttribute("data-running", "true");
  await page.keyboard.press("Space");
  await expect(training).toHaveAttribute("data-running", "false");
  await expect(optimiser).toHaveValue("momentum");
  // Enter ends the choosing of one that the keyboard came to.
  await page.keyboard.press("Tab");
  await optimiser.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  await expect(training).toHaveAttribute("data-running", "true");
  expect(backflow.errors).toEqual([]);
});

test("a control that Tab came to keeps Space, and a choice its arrows", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const speed = page.getByRole("radio", { name: "1×", exact: true });
  await page.getByRole("radio", { name: "2×" }).click();
  await speed.click();
  await backflow.press("Tab", "Shift+Tab");
  await expect(speed).toBeFocused();
  await backflow.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "2×" })).toBeChecked();
  await expect(backflow.scrubber).toHaveValue("0");
  const legend = backflow.button("Legend");
  await legend.click();
  await backflow.press("Tab", "Shift+Tab");
  await expect(legend).toBeFocused();
  const open = await legend.getAttribute("aria-expanded");
  await backflow.press(" ");
  await expect(legend).toHaveAttribute("aria-expanded", String(open === "false"));
});

test("Enter ends the typing of a number and gives the keys back; Tab still goes to the next", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 1);
  await backflow.number("β₀").click();
  await page.keyboard.type("5");
  await backflow.press("Enter");
  const stop = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  await expect(stop("f0")).toBeFocused();
  await backflow.press("ArrowRight");
  await expect(backflow.scrubber).toHaveValue("2");
  await expect(backflow.number("β₀")).toHaveValue("5");
  // The run was driven since: now Tab goes on from the node.
  await backflow.press("Tab");
  await expect(backflow.number("β₀")).toBeFocused();
  await backflow.number("β₀").click();
  await page.keyboard.type("1");
  await backflow.press("Enter", "Tab");
  await expect(backflow.number("ω₀")).toBeFocused();
  await backflow.press("Enter");
  await expect(stop("f0")).toBeFocused();
  await backflow.press("Shift+Tab");
  await expect(backflow.number("β₀")).toBeFocused();
  // The second click selects it whole, as the first did.
  await backflow.number("β₁").click();
  await backflow.number("β₁").click();
  await page.keyboard.type("3");
  await backflow.press("Enter");
  await expect(backflow.number("β₁")).toHaveValue("3");
});
