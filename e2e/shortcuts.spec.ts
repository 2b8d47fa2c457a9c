import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

test("the sheet of keys opens by its key and from the menu, and gives the focus back", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h1");
  await backflow.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys and gestures" });
  await expect(sheet.getByRole("listitem").filter({ hasText: "Play or pause" })).toContainText(
    "Space",
  );
  await expect(sheet.getByRole("row", { name: "Wire two nodes" })).toContainText("port to port");
  await backflow.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page.locator('.react-flow__node[data-id="h1"]')).toBeFocused();
  await backflow.button("File").click();
  await backflow.button("Keys and gestures").click();
  await expect(sheet).toBeVisible();
  expect(backflow.errors).toEqual([]);
});

test("keys without Ctrl or Alt are switched off in the sheet, and stay off at the next visit", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("?");
  const toggle = page.getByRole("switch", { name: "Keys without Ctrl or Alt" });
  await toggle.focus();
  await backflow.press("Space");
  await expect(toggle).not.toBeChecked();
  await backflow.press("Escape", "h", "a", "/", "?");
  await expect(page.getByRole("complementary")).toBeHidden();
  await expect(backflow.palette).toBeHidden();
  await expect(backflow.nodeSearch).toBeHidden();
  await expect(toggle).toBeHidden();
  // What is no character, or has Ctrl, goes on to work.
  await backflow.press("ArrowRight");
  await expect(backflow.stage).toContainText("step 1 of 23");
  await backflow.press("Control+a");
  await expect(backflow.announcer).toHaveText("Selected all 10 nodes.");
  await page.reload();
  await expect(backflow.node("h1")).toBeVisible();
  await backflow.press("h");
  await expect(page.getByRole("complementary")).toBeHidden();
  await backflow.button("File").click();
  await backflow.button("Keys and gestures").click();
  await toggle.click();
  await backflow.press("Escape", "h");
  await expect(page.getByRole("complementary")).toBeVisible();
});

test("on a phone the sheet begins with what fingers do, and fits", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.button("File").click();
  await backflow.button("Keys and gestures").click();
  const sheet = page.getByRole("dialog", { name: "Keys and gestures" });
  await expect(sheet.getByText("Tap one port and then the other, or drag")).toBeInViewport();
  await backflow.expectNoOverflow();
});

test("Enter selects the node in focus and adds others; the slider leaves other keys to the page", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h1");
  await page.locator('.react-flow__node[data-id="f1"]').focus();
  await backflow.press("Shift+Enter");
  await expect(backflow.node("f1")).toHaveAttribute("data-selected", "true");
  await expect(backflow.node("h1")).toHaveAttribute("data-selected", "true");
  await backflow.press("Control+Enter");
  await expect(backflow.node("f1")).not.toHaveAttribute("data-selected", "true");
  await backflow.press("Enter");
  await expect(backflow.node("h1")).not.toHaveAttribute("data-selected", "true");
  await backflow.scrubber.focus();
  await backflow.press("ArrowRight", "h");
  await expect(backflow.stage).toContainText("step 1 of 23");
  await expect(page.getByRole("complementary")).toBeVisible();
  await backflow.press("Space");
  await expect(backflow.button("Play or pause")).toHaveAttribute("aria-pressed", "true");
});

test("however fast the keys of the zoom are pressed, each press counts", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const { zoom: fitted } = await backflow.restingView();
  const zoom = async () => (await backflow.shownView()).zoom;
  // All within one frame, as where a page is too slow to draw between two presses.
  const press = (...keys: readonly string[]) =>
    page.evaluate((pressed) => {
      for (const key of pressed)
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }, keys);
  await press("-", "-", "-", "-", "+");
  await expect.poll(zoom).toBeCloseTo(fitted / 1.25 ** 3, 3);
  // What the whole graph has taken back counts no more.
  await press("f");
  await expect.poll(zoom).toBeCloseTo(fitted, 3);
  await press("-", "f");
  expect((await backflow.restingView()).zoom).toBeCloseTo(fitted, 3);
  await press("+");
  await expect.poll(zoom).toBeCloseTo(fitted * 1.25, 3);
  expect(backflow.errors).toEqual([]);
});
