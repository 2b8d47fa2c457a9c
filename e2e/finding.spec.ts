import { expect, test } from "@playwright/test";
import { BackflowPage } from "./backflow-page";

test("Ctrl K finds a command, a node, a preset and an operation, and does what is chosen", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const dialog = page.getByRole("dialog", { name: "Find anything" });
  const find = async (words: string): Promise<void> => {
    await page.keyboard.press("Control+k");
    await expect(dialog.getByRole("combobox", { name: "Find anything" })).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
  };
  await find("complete the backward");
  await expect(backflow.node("f0")).not.toHaveAttribute("data-gradient", "");
  await find("h2");
  await expect(backflow.node("h2")).toHaveAttribute("data-selected", "true");
  await find("tanh");
  await expect(page.locator('[data-op="tanh"]')).toHaveAttribute("data-selected", "true");
  await find("fan out");
  await expect(page).toHaveURL(/#preset=fan-out/);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
