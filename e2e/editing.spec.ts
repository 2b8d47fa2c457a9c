import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

test("a number is typed, stepped by arrow keys and dragged; each is one undo", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const omega = backflow.number("ω₁");
  /** What of f₁ is painted once ω₁ is this. */
  const written = (text: string) => `{"beta":[2],"omega":[[${text}]]}`;
  const expectOmega = (text: string) =>
    expect(backflow.node("f1")).toHaveAttribute("data-parameters", written(text));

  await backflow.setNumber("ω₁", "-0.8");
  await expectOmega("-0.8");
  await expect.poll(() => backflow.value("f1")).toBeCloseTo(2 - 0.8 * 0.9424888019316975, 12);

  await omega.focus();
  await backflow.press("ArrowUp", "ArrowUp", "ArrowUp");
  await expectOmega("-0.5");
  await omega.blur();

  const { x: middle, y } = await backflow.middleOf(omega);
  await page.mouse.move(middle, y);
  await page.mouse.down();
  for (let way = 1; way <= 30; way++) await page.mouse.move(middle + way, y - 5);
  await page.mouse.up();
  // Two pixels make a drag of the press, and each of the others is worth a thousandth.
  const dragged = "-0.472";
  await expect(omega).toHaveAttribute("aria-valuenow", dragged);
  await expectOmega(dragged);
  await omega.blur();

  await backflow.press("Control+z");
  await expectOmega("-0.5");
  await backflow.press("Control+z");
  await expectOmega("-0.8");
  await backflow.press("Control+z");
  await expectOmega("-0.4");
  await backflow.press("Control+Shift+z", "Control+Shift+z", "Control+Shift+z");
  await expectOmega(dragged);
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
  const before = await backflow.boxOf(node);
  const value = await node.getAttribute("data-value");
  await page.mouse.move(before.x + 60, before.y + 15);
  await page.mouse.down();
  await page.mouse.move(before.x + 90, before.y + 75, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(async () => ((await node.boundingBox())?.y ?? 0) - before.y)
    .toBeGreaterThan(40);
  await expect(node).toHaveAttribute("data-value", value ?? "missing");
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
  const before = await backflow.boxOf(wrapper);
  await backflow.press("Alt+ArrowDown", "Alt+ArrowDown");
  await expect
    .poll(async () => (await wrapper.boundingBox())?.y ?? 0)
    .toBeGreaterThan(before.y + 8);
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
