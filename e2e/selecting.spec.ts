import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import type { Point } from "./resting-page";
import { test } from "./test";

/** A place above and left of one node and one below and right of another: the corners of a box around both. */
async function cornersAround(
  backflow: BackflowPage,
  first: string,
  last: string,
): Promise<[Point, Point]> {
  await backflow.restingView();
  const start = await backflow.boxOf(backflow.node(first));
  const end = await backflow.boxOf(backflow.node(last));
  return [
    { x: start.x - 12, y: start.y - 40 },
    { x: end.x + end.width + 8, y: end.y + end.height + 40 },
  ];
}

test("a box that is drawn after B stays selected, and the next drag moves the view", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("b");
  const [from, to] = await cornersAround(backflow, "f1", "f2");
  await backflow.drag(from, to);
  for (const id of ["f1", "h2", "f2"]) {
    await expect(backflow.node(id)).toHaveAttribute("data-selected", "true");
  }
  await expect(backflow.node("h3")).not.toHaveAttribute("data-selected", "true");
  await expect(backflow.announcer).toHaveText("Selected 3 nodes.");
  const before = await backflow.boxOf(backflow.node("f1"));
  await backflow.drag({ x: 700, y: 600 }, { x: 760, y: 560 });
  await expect
    .poll(async () => ((await backflow.node("f1").boundingBox())?.x ?? 0) - before.x)
    .toBeGreaterThan(40);
  await expect(backflow.node("h2")).toHaveAttribute("data-selected", "true");
  await backflow.press("Delete");
  await expect(page.locator("[data-node]")).toHaveCount(7);
});

test("a box that is drawn with Shift stays selected", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const [from, to] = await cornersAround(backflow, "f1", "f2");
  await page.keyboard.down("Shift");
  await backflow.drag(from, to);
  await page.keyboard.up("Shift");
  for (const id of ["f1", "h2", "f2"]) {
    await expect(backflow.node(id)).toHaveAttribute("data-selected", "true");
  }
});

test("the menu of the canvas pastes at the pointer", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h2");
  await backflow.press("Control+c");
  await expect(backflow.announcer).toHaveText("Copied 1 node.");
  await page.mouse.click(420, 610, { button: "right" });
  await backflow.menuItem("Paste").click();
  await expect
    .poll(() => backflow.node("h4").boundingBox())
    .toMatchObject({ x: expect.closeTo(420, -1), y: expect.closeTo(610, -1) });
});

test("what the keyboard comes to is not left under the legend", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.restingView();
  const strip = await backflow.boxOf(page.getByRole("region", { name: "Legend" }));
  const node = page.locator('.react-flow__node[data-id="f1"]');
  await backflow.drag({ x: 700, y: 600 }, { x: 700, y: 380 });
  const top = async () => (await node.boundingBox())?.y ?? Number.NaN;
  await expect.poll(top).toBeLessThan(strip.y + strip.height);
  await backflow.restingView();
  await page.locator('.react-flow__node[data-id="h1"]').focus();
  await backflow.press("Tab");
  await expect(node).toBeFocused();
  await expect.poll(top).toBeGreaterThan(strip.y + strip.height);
});
