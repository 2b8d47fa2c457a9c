import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

test("a number is typed, stepped by arrow keys and dragged; each is one undo", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const omega = backflow.number("ω₁");
  const parameters = () => backflow.node("f1").getAttribute("data-parameters");

  await backflow.setNumber("ω₁", "-0.8");
  expect(await parameters()).toBe('{"beta":[2],"omega":[[-0.8]]}');
  expect(await backflow.value("f1")).toBeCloseTo(2 - 0.8 * 0.9424888019316975, 12);

  await omega.focus();
  await backflow.press("ArrowUp", "ArrowUp", "ArrowUp");
  expect(await parameters()).toBe('{"beta":[2],"omega":[[-0.5]]}');
  await omega.blur();

  const box = await omega.boundingBox();
  if (!box) throw new Error("ω₁ is not on the page");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let x = 1; x <= 30; x++) await page.mouse.move(box.x + box.width / 2 + x, box.y + 5);
  await page.mouse.up();
  const dragged = await parameters();
  expect(dragged).not.toBe('{"beta":[2],"omega":[[-0.5]]}');
  await omega.blur();

  await backflow.press("Control+z");
  expect(await parameters()).toBe('{"beta":[2],"omega":[[-0.5]]}');
  await backflow.press("Control+z");
  expect(await parameters()).toBe('{"beta":[2],"omega":[[-0.8]]}');
  await backflow.press("Control+z");
  expect(await parameters()).toBe('{"beta":[2],"omega":[[-0.4]]}');
  await backflow.press("Control+Shift+z", "Control+Shift+z", "Control+Shift+z");
  expect(await parameters()).toBe(dragged);
});

for (const text of ["abc", "1e999", ""]) {
  test(`“${text}” is no number: a sentence says so and nothing is lost`, async ({ page }) => {
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network");
    const omega = backflow.number("ω₂");
    await omega.click();
    await backflow.type(omega, text);
    await omega.press("Enter");
    if (text !== "") await expect(backflow.alert).toContainText(/number|too large/i);
    await expect(backflow.node("f2")).toHaveAttribute(
      "data-parameters",
      '{"beta":[-3],"omega":[[2]]}',
    );
    await omega.press("Escape");
    await expect(omega).toHaveValue("2");
  });
}

test("a node is dragged: one undo, and no number changes", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const node = backflow.node("h2");
  const before = await node.boundingBox();
  const value = await node.getAttribute("data-value");
  if (!before) throw new Error("h2 is not on the page");
  await page.mouse.move(before.x + 60, before.y + 15);
  await page.mouse.down();
  await page.mouse.move(before.x + 90, before.y + 75, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(async () => ((await node.boundingBox())?.y ?? 0) - before.y)
    .toBeGreaterThan(40);
  expect(await node.getAttribute("data-value")).toBe(value);
  await backflow.press("Control+z");
  await expect(async () => {
    const back = await node.boundingBox();
    expect(Math.abs((back?.y ?? 0) - before.y)).toBeLessThan(1);
  }).toPass();
  await expect(backflow.button("Undo")).toHaveAttribute("aria-disabled", "true");
});

test("a node is selected, moved and looked into by keyboard", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 23);
  const wrapper = page.locator('.react-flow__node[data-id="h2"]');
  await wrapper.focus();
  await backflow.press("Enter");
  await expect(backflow.node("h2")).toHaveAttribute("data-selected", "true");
  const before = await wrapper.boundingBox();
  await backflow.press("Alt+ArrowDown", "Alt+ArrowDown");
  await expect(async () => {
    expect((await wrapper.boundingBox())?.y ?? 0).toBeGreaterThan((before?.y ?? 0) + 8);
  }).toPass();
  await backflow.press("d");
  const panel = page.getByRole("complementary");
  await expect(panel).toContainText("5.06829505117");
  await backflow.press("Escape");
  await expect(panel).toBeHidden();
});

test("a click on a number in the middle of a run leaves the playhead, and Ctrl Z works there", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 13);
  await backflow.number("β₃").click();
  await expect(backflow.scrubber).toHaveAttribute("aria-valuetext", /step 13 of 23/);
  await backflow.press("ArrowUp");
  await expect(backflow.node("f3")).toHaveAttribute("data-parameters", /"beta":\[0.5\]/);
  await backflow.press("Control+z");
  await expect(backflow.node("f3")).toHaveAttribute("data-parameters", /"beta":\[0.4\]/);
});

test("an incomplete node names the port to wire, and the rest is computed", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  const graph = {
    format: "backflow",
    version: 1,
    nodes: [
      { id: "x", op: "input", value: [[3]], position: { x: 0, y: 28 } },
      { id: "h1", op: "add", position: { x: 200, y: 0 } },
      { id: "h2", op: "sin", position: { x: 400, y: 0 } },
      { id: "h3", op: "square", position: { x: 200, y: 250 } },
    ],
    wires: [
      { from: "x", to: "h1", port: 1 },
      { from: "h1", to: "h2" },
      { from: "x", to: "h3" },
    ],
  };
  await backflow.openFile({
    name: "incomplete.backflow.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(graph)),
  });
  await expect(backflow.node("h1")).toContainText("Wire something into port a of h₁.");
  await expect(backflow.node("h2")).toContainText("h₁");
  await expect(backflow.node("h2")).toHaveAttribute("data-value", "");
  await expect(backflow.node("h3")).toHaveAttribute("data-value", "9");
  await backflow.press("h");
  await expect(page.getByRole("complementary")).toContainText("nothing to differentiate");
});
