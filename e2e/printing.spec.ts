import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

test("on paper stand the whole graph and the step's equation, dark on white, and no bars", async ({
  newPage,
  browserName,
}) => {
  test.skip(browserName === "firefox", "WebDriver BiDi has no paper.");
  const page = await newPage({ colorScheme: "dark" });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 13);
  // Wherever the view on the screen is.
  await backflow.press("+", "+", "+", "Shift+ArrowRight", "Shift+ArrowRight");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  // The page hears of the paper a frame later.
  await expect(async () => {
    const room = await backflow.canvas.boundingBox();
    if (!room) throw new Error("There is no canvas.");
    const nodes = await page.locator("[data-node]").all();
    expect(nodes).toHaveLength(10);
    for (const node of nodes) {
      const box = await node.boundingBox();
      if (!box) throw new Error("A node is not on the paper.");
      expect(box.x).toBeGreaterThanOrEqual(room.x);
      expect(box.y).toBeGreaterThanOrEqual(room.y);
      expect(box.x + box.width).toBeLessThanOrEqual(room.x + room.width);
      expect(box.y + box.height).toBeLessThanOrEqual(room.y + room.height);
    }
  }).toPass();
  await expect(backflow.button("Share")).toBeHidden();
  await expect(page.getByRole("slider")).toBeHidden();
  await expect(backflow.stage).toContainText("step 13 of 23");
  const ground = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--paper"),
  );
  expect(ground.trim()).toBe("#fdfdfb");
});
