import { expect, test } from "@playwright/test";
import { BackflowPage, NODE_HEAD } from "./backflow-page";

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

test("Ctrl K shows what is folded, a group, a weight and an own graph, and says why a command cannot be done", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const dialog = page.getByRole("dialog", { name: "Find anything" });
  const type = async (words: string): Promise<void> => {
    await page.keyboard.press("Control+k");
    await expect(dialog.getByRole("combobox", { name: "Find anything" })).toBeFocused();
    await page.keyboard.type(words);
  };
  const find = async (words: string): Promise<void> => {
    await type(words);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
  };
  await type("undo");
  const undo = dialog.getByRole("option", { name: /^Undo, not now/ });
  await expect(undo).toBeDisabled();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toHaveText("Undo: nothing has been changed yet.");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  for (const id of ["f1", "h2", "f2"]) {
    const modifiers = id === "f1" ? [] : (["Shift"] as const);
    await backflow.node(id).click({ modifiers: [...modifiers], position: NODE_HEAD });
  }
  await backflow.press("Control+g");
  await backflow.press("Escape");
  const card = page.locator("[data-group]");
  await expect(card).toHaveAttribute("data-selected", "false");
  await find("group 1");
  await expect(card).toHaveAttribute("data-selected", "true");
  await find("h2");
  await expect(backflow.node("h2")).toHaveAttribute("data-selected", "true");
  await expect(backflow.node("h2")).toBeInViewport();
  await expect(page.getByText("“Group 1” was unfolded to show h₂.")).toBeVisible();
  await find("ω₃");
  await expect(backflow.wire("h3", "f3")).toHaveAttribute("data-selected", "true");
  await find("png");
  await expect(page.getByRole("tab", { name: "Figures" })).toHaveAttribute("aria-selected", "true");

  // The preview became a graph of one's own with its first edit.
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const title = (await backflow.title.textContent()) ?? "";
  await backflow.follow("#preset=fan-out");
  await type(title);
  await dialog.getByRole("group", { name: "My graphs" }).getByRole("option").first().click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "Group Group 1" })).toBeVisible();
  expect(backflow.errors).toEqual([]);
});
