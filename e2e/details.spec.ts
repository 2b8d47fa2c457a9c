import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

test("symbols are renamed with LaTeX, and what is not allowed is shown as text", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("f1");
  await backflow.press("F2");
  const symbol = page.getByRole("textbox", { name: "Symbol", exact: true });
  await expect(symbol).toBeFocused();
  await backflow.type(symbol, "\\theta_{11}");
  await symbol.press("Enter");
  await expect(symbol).toHaveValue("\\theta_{11}");
  await expect(backflow.node("f1").locator(".katex").first()).toContainText("θ");
  await backflow.type(symbol, "\\href{javascript:alert(1)}{x}");
  await expect(page.getByRole("complementary")).toContainText("\\href is not in the allowed set");
  await symbol.press("Enter");
  await expect(page.locator("a[href^=javascript]")).toHaveCount(0);
  await backflow.type(symbol, "x".repeat(201));
  await symbol.press("Enter");
  await expect(backflow.alert).toContainText("Shorten it to 200");
  await symbol.press("Escape");
  await backflow.type(symbol, "");
  await symbol.press("Enter");
  await expect(symbol).toHaveValue("f_1");
  await symbol.press("Control+z");
  await expect(symbol).toHaveValue("\\href{javascript:alert(1)}{x}");
  expect(backflow.errors).toEqual([]);
});

test("units and samples are typed; what is refused stays, with its reason", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("x");
  await backflow.press("d");
  const samples = page.getByRole("textbox", { name: "Samples" });
  await backflow.type(samples, "3");
  await samples.press("Enter");
  await expect(page.getByText("Sample i = 1 of 3").first()).toBeVisible();
  const units = page.getByRole("textbox", { name: "Units" });
  for (const [text, reason] of [
    ["abc", "Type a whole number from 1"],
    ["0", "Type a whole number from 1"],
    ["999999999", "cannot have 999999999 units"],
  ] as const) {
    await backflow.type(units, text);
    await units.press("Enter");
    await expect(backflow.alert).toContainText(reason);
    await expect(units).toHaveValue(text);
  }
  await units.press("Escape");
  await expect(units).toHaveValue("1");
  // By a key from the node, and by Enter back to it.
  await backflow.selectByKey("x");
  await backflow.press("Shift+W");
  await expect(units).toBeFocused();
  await page.keyboard.type("2");
  await backflow.press("Enter");
  await expect(page.locator('.react-flow__node[data-id="x"]')).toBeFocused();
  await expect(backflow.announcer).toHaveText("xᵢ has 2 units now.");
  expect(backflow.errors).toEqual([]);
});

test("wires are deleted and drawn from the details, which stay open", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h2");
  await backflow.press("d");
  await backflow.button("Delete the wire").first().click();
  await expect(backflow.wire("f1", "h2")).toHaveCount(0);
  await backflow.button("Wire into port x …").click();
  await backflow.find("f0");
  await expect(backflow.wire("f0", "h2")).toBeAttached();
  await expect(page.getByRole("complementary")).toContainText("Exponential");
});
