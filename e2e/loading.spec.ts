import { expect, type Page, type Route } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

/** The file of the panels that the first view does without. */
const LATER = "**/assets/{panels,canvas}-*.js";

/** Holds the file back until it is let go. */
async function holdBack(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let letGo = false;
  await page.route(LATER, async (route) => {
    if (letGo) await route.continue();
    else held.push(route);
  });
  return async () => {
    letGo = true;
    for (const route of held) await route.continue();
  };
}

test("what is typed into the search before its list has come is not lost", async ({ page }) => {
  const letGo = await holdBack(page);
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h2");
  await page.keyboard.press("/");
  await page.keyboard.type("rel");
  await expect(backflow.nodeSearch).toHaveValue("rel");
  await letGo();
  await expect(page.getByRole("option").first()).toHaveAccessibleName("ReLU");
  await expect(backflow.nodeSearch).toBeFocused();
  await page.keyboard.type("u");
  await expect(backflow.nodeSearch).toHaveValue("relu");
  await backflow.press("Enter");
  await expect(backflow.node("h4")).toHaveAttribute("data-op", "relu");
  expect(backflow.errors).toEqual([]);
});

test("Enter before the list has come takes what it puts first", async ({ page }) => {
  const letGo = await holdBack(page);
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h2");
  await page.keyboard.press("/");
  await page.keyboard.type("tanh");
  await page.keyboard.press("Enter");
  await letGo();
  await expect(backflow.node("h4")).toHaveAttribute("data-op", "tanh");
  await expect(backflow.wire("h2", "h4")).toBeAttached();
  await expect(backflow.nodeSearch).toBeHidden();
});

test("Enter before the list of everything has come does what it puts first", async ({ page }) => {
  const letGo = await holdBack(page);
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("new graph");
  await page.keyboard.press("Enter");
  await letGo();
  await expect(page.locator("[data-node]")).toHaveCount(0);
  await expect(backflow.nodeSearch).toBeHidden();
});

test("a search that is left before its list has come adds nothing later", async ({ page }) => {
  const letGo = await holdBack(page);
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h2");
  await page.keyboard.press("/");
  await page.keyboard.type("tanh");
  await page.keyboard.press("Escape");
  await expect(page.locator('.react-flow__node[data-id="h2"]')).toBeFocused();
  await letGo();
  await backflow.press("p");
  await expect(page.getByRole("dialog", { name: "Presets" }).getByRole("link")).not.toHaveCount(0);
  await expect(page.locator("[data-node]")).toHaveCount(10);
});

test("a panel whose file is gone says so, and the rest of the page goes on", async ({ page }) => {
  await page.route(LATER, (route) => route.abort());
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("p");
  const gallery = page.getByRole("dialog", { name: "Presets" });
  await expect(gallery.getByRole("alert")).toContainText(
    "The gallery could not be loaded: this page is offline, or a newer version has taken its place. Try again when you are online, or reload the page. Your work is saved: reloading brings it back.",
  );
  await backflow.press("Escape", "ArrowRight");
  await expect(backflow.stage).toContainText("step 1 of 23");
  await backflow.press("a");
  await expect(backflow.palette.getByRole("alert")).toContainText(
    "The palette could not be loaded",
  );
  await backflow.press("a", "h");
  await expect(page.getByRole("complementary").getByRole("alert")).toContainText(
    "The health panel could not be loaded",
  );
  await backflow.press("Escape", "/");
  const search = page.getByRole("dialog", { name: "Add a node" });
  await expect(search.getByRole("alert")).toContainText("The search could not be loaded");
  await backflow.press("Escape");
  await expect(search).toBeHidden();
});

test("once the network is back, a panel can be tried again", async ({ page, browserName }) => {
  test.skip(browserName !== "chromium", "A browser may remember that a module could not be had.");
  await page.route(LATER, (route) => route.abort());
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("/");
  const again = page.getByRole("dialog", { name: "Add a node" }).getByRole("button", {
    name: "Try again",
  });
  await expect(again).toBeVisible();
  await page.unroute(LATER);
  await again.click();
  await expect(page.getByRole("option").first()).toBeVisible();
  await expect(backflow.nodeSearch).toBeFocused();
});

test("after a panel could not be loaded, reloading brings it and the place in the run", async ({
  page,
}) => {
  await page.route(LATER, (route) => route.abort());
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("ArrowRight", "a");
  const reload = backflow.palette.getByRole("button", { name: "Reload the page" });
  await expect(reload).toBeVisible();
  await page.unroute(LATER);
  await reload.click();
  await expect(backflow.stage).toContainText("step 1 of 23");
  await backflow.press("a");
  await expect(backflow.paletteItem("ReLU")).toBeVisible();
});

test("where the storage fails, a panel that is gone advises to save a file first", async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await page.route(LATER, (route) => route.abort());
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.setNumber("ω₁", "2");
  await expect(backflow.saving).toHaveText("Not saved");
  await backflow.press("p");
  const gallery = page.getByRole("dialog", { name: "Presets" });
  await expect(gallery.getByRole("alert").filter({ hasText: "The gallery" })).toContainText(
    "Save your work as a file before you reload: this browser does not keep it.",
  );
});

test("a map whose file is gone says so in its corner, and the graph is there", async ({ page }) => {
  await page.route(LATER, (route) => route.abort());
  const backflow = new BackflowPage(page);
  const nodes = Array.from({ length: 31 }, (_, index) => ({
    id: `n${index}`,
    op: "input",
    value: [[index]],
    position: { x: (index % 8) * 200, y: Math.floor(index / 8) * 160 },
  }));
  await backflow.openGraph(nodes);
  await expect(backflow.alert).toContainText("The map could not be loaded");
  await expect(backflow.node("n30")).toHaveAttribute("data-value", "30");
});
