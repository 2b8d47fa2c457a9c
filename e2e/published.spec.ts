import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

test("Mazur's network is built in 45 gestures at most, as layers of two units, and meets the published numbers", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await backflow.press("Control+k");
  await page.keyboard.type("new graph");
  await backflow.press("Enter");
  await expect(page.locator("[data-node]")).toHaveCount(0);

  // A key or click by itself, or one text with the key that ends it, is one gesture.
  let gestures = 0;
  const add = async (op: string, id: string): Promise<void> => {
    gestures += 2;
    await backflow.press("/");
    await expect(backflow.nodeSearch).toBeFocused();
    await page.keyboard.type(op);
    await backflow.press("Enter");
    await expect(backflow.node(id)).toHaveAttribute("data-selected", "true");
  };
  const widen = async (): Promise<void> => {
    gestures += 2;
    await page.getByRole("textbox", { name: "Units" }).dblclick();
    await page.keyboard.type("2");
    await backflow.press("Enter");
  };
  const type = async (first: string, ...texts: readonly string[]): Promise<void> => {
    gestures += 1 + texts.length;
    await backflow.number(first).last().click();
    for (const text of texts) {
      await page.keyboard.type(text);
      await backflow.press("Tab");
    }
  };
  const click = async (id: string): Promise<void> => {
    gestures++;
    await backflow.node(id).click({ position: { x: 30, y: 15 } });
  };

  await add("input", "x");
  gestures++;
  await backflow.press("d");
  await widen();
  await type("Value of xᵢ, unit 1", "0.05", "0.1");
  await click("x");
  await add("linear", "f0");
  await widen();
  await type("β₀, unit 1", "0.35", "0.35", "0.15", "0.2", "0.25", "0.3");
  await click("f0");
  await add("sigmoid", "h1");
  await add("linear", "f1");
  await widen();
  await type("β₁, unit 1", "0.6", "0.6", "0.4", "0.45", "0.5", "0.55");
  await click("f1");
  await add("sigmoid", "h2");
  await add("half", "loss");
  // It has the units of its loss, and is wired.
  await add("target", "y");
  await type("Value of yᵢ, unit 1", "0.01", "0.99");
  expect(gestures).toBeLessThanOrEqual(45);

  await page.locator("body").focus();
  await backflow.button("To the end").click();
  const listOf = async (id: string, name: string) =>
    JSON.parse((await backflow.node(id).getAttribute(name)) ?? "null");
  expect(await backflow.value("loss")).toBeCloseTo(0.298371109, 9);
  const outputs = await listOf("h2", "data-value");
  expect(outputs[0]).toBeCloseTo(0.75136507, 8);
  expect(outputs[1]).toBeCloseTo(0.772928465, 9);
  const [output, hidden] = [
    await listOf("f1", "data-parameter-gradients"),
    await listOf("f0", "data-parameter-gradients"),
  ];
  expect(output.omega[0][0]).toBeCloseTo(0.082167041, 9);
  expect(hidden.omega[0][0]).toBeCloseTo(0.000438568, 9);
  expect(backflow.errors).toEqual([]);
});
