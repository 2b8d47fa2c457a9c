import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

test("an empty graph says how to begin, by keyboard as well, until its first node is there", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await backflow.button("File").click();
  await backflow.button("New graph").click();
  const start = backflow.canvas.getByRole("region", { name: "Start" });
  await expect(start).toContainText("Add your first node");
  await start.getByRole("button", { name: "Add a node" }).focus();
  await backflow.press("Enter");
  await backflow.find("input");
  await expect(backflow.node("x")).toBeVisible();
  await expect(start).toBeHidden();
  await backflow.press("Control+z");
  await expect(start).toBeVisible();
  await start.getByRole("button", { name: "Add nodes from the palette" }).press("Enter");
  await expect(backflow.canvas).toContainText("Drag an operation here");
  // The button is gone; the keyboard is on the canvas.
  await expect(page.locator("[data-canvas]")).toBeFocused();
  await backflow.paletteItem("Input").click();
  await expect(backflow.canvas).toContainText("Input: put it here.");
  await page.mouse.click(850, 350);
  await expect(backflow.node("x")).toBeVisible();
  expect(backflow.errors).toEqual([]);
});

test("a double click between the words of the start is the canvas's", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await backflow.button("File").click();
  await backflow.button("New graph").click();
  const words = page.getByRole("heading", { name: "Add your first node" });
  await backflow.doubleClick(await backflow.middleOf(words));
  await backflow.find("relu");
  await expect(backflow.node("h1")).toBeVisible();
});

test("on a phone the first node is two taps away", async ({ newPage, browserName }) => {
  test.skip(browserName !== "chromium", "Fingers are sent by the protocol of Chromium");
  const page = await newPage({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    reducedMotion: "reduce",
  });
  const backflow = new BackflowPage(page);
  await backflow.open();
  await backflow.button("File").click();
  await backflow.button("New graph").click();
  const start = backflow.canvas.getByRole("region", { name: "Start" });
  await expect(start.getByRole("button")).not.toHaveCount(0);
  for (const button of await start.getByRole("button").all()) {
    await expect.poll(async () => (await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  await start.getByRole("button", { name: "Add a node" }).tap();
  await page.getByRole("option", { name: "Linear" }).tap();
  await expect(backflow.node("f0")).toBeInViewport();
  await backflow.expectNoOverflow();
});

test("where a link cannot be opened, the empty canvas leads on", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open("#g1=abcdef");
  const start = backflow.canvas.getByRole("region", { name: "Start" });
  await expect(start).toContainText("No graph is open");
  await start.getByRole("button", { name: "New graph" }).click();
  await expect(start).toContainText("Add your first node");
});
