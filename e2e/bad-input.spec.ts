import { expect, type Locator } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import type { Point } from "./resting-page";
import { storedRecords } from "./stored-records";
import { test } from "./test";

/* What cannot be taken gets a sentence where it happened, and nothing is lost. */

const NO_NUMBERS = [
  { text: "abc", reason: "Type a number" },
  { text: "1e999", reason: "too large" },
  { text: "", reason: "Type a number" },
];

/** Types what is refused into a number field: the sentence stands at the field, what was typed stays until Escape. */
async function expectRefused(
  backflow: BackflowPage,
  field: Locator,
  { text, reason }: { text: string; reason: string },
): Promise<void> {
  const before = await field.getAttribute("aria-valuenow");
  await field.click();
  const digits = await field.inputValue();
  await backflow.type(field, text);
  await field.press("Enter");
  const sentence = field.locator("xpath=..").getByRole("alert");
  await expect(sentence).toContainText(reason);
  await expect(sentence).toBeInViewport({ ratio: 0.99 });
  await expect(field).toHaveAccessibleDescription((await sentence.textContent()) ?? "");
  await expect(field).toHaveValue(text);
  await expect(field).toHaveAttribute("aria-valuenow", before ?? "missing");
  await field.press("Escape");
  await expect(sentence).toHaveCount(0);
  await expect(field).toHaveValue(digits);
  // Escape would close what the field is in.
  await field.blur();
  await expect(backflow.button("Undo")).toHaveAttribute("aria-disabled", "true");
}

test("a number field on the canvas says what it cannot take", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  for (const name of ["Value of xᵢ", "Value of yᵢ", "β₁", "ω₁"]) {
    for (const refused of NO_NUMBERS) {
      await expectRefused(backflow, backflow.number(name), refused);
    }
  }
  expect(backflow.errors).toEqual([]);
});

test("a number field of the details says what it cannot take", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openGraph(
    [
      { id: "x", op: "input", value: [[3]], position: { x: 0, y: 0 } },
      { id: "y", op: "target", value: [[1]], position: { x: 0, y: 200 } },
      { id: "f", op: "linear", beta: [1], omega: [[[2]]], position: { x: 220, y: 0 } },
      { id: "loss", op: "huber", position: { x: 440, y: 0 } },
    ],
    [
      { from: "x", to: "f" },
      { from: "f", to: "loss" },
      { from: "y", to: "loss", port: 1 },
    ],
  );
  const fields = page.getByRole("complementary").getByRole("spinbutton");
  await backflow.selectByKey("f");
  await backflow.press("d");
  await expect(fields).toHaveCount(2);
  for (const refused of NO_NUMBERS) {
    await expectRefused(backflow, fields.first(), refused);
    await expectRefused(backflow, fields.last(), refused);
  }
  await backflow.selectByKey("loss");
  await expect(fields).toHaveCount(1);
  const notAbove = { reason: "Type a number greater than 0" };
  for (const refused of [...NO_NUMBERS, { text: "0", ...notAbove }, { text: "-1", ...notAbove }]) {
    await expectRefused(backflow, fields, refused);
  }
  expect(backflow.errors).toEqual([]);
});

test("a threshold says what it cannot be", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("vanishing-chain");
  await backflow.press("h");
  const vanishing = backflow.number("Vanishing threshold");
  const exploding = backflow.number("Exploding threshold");
  for (const refused of NO_NUMBERS) {
    await expectRefused(backflow, vanishing, refused);
    await expectRefused(backflow, exploding, refused);
  }
  await expectRefused(backflow, vanishing, { text: "1", reason: "between 0 and 1" });
  await expectRefused(backflow, exploding, { text: "1", reason: "greater than 1" });
  expect(backflow.errors).toEqual([]);
});

test("a node that is deleted in the middle of a run leaves the run where it is", async ({
  page,
}) => {
  await page.clock.install();
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 12);
  // The run would come to its end while it is looked at.
  await backflow.stopClock();
  const value = await backflow.value("h2");
  await backflow.selectByKey("h2");
  await backflow.press("Space");
  const play = backflow.button("Play or pause");
  await expect(play).toHaveAttribute("aria-pressed", "true");
  await backflow.press("Delete");
  await expect(backflow.node("h2")).toHaveCount(0);
  await expect(backflow.node("h1")).toBeVisible();
  await expect(backflow.stage).toContainText(/step \d+ of \d+/);
  await expect(play).toHaveAttribute("aria-pressed", "true");
  await backflow.press("Control+z");
  await expect(backflow.node("h2")).toHaveAttribute("data-value", String(value));
  await expect(backflow.stage).toContainText("of 23");
  await expect(backflow.button("Undo")).toHaveAttribute("aria-disabled", "true");
  expect(backflow.errors).toEqual([]);
});

/** Where a node stands, to the pixel. */
async function placeOf(node: Locator): Promise<Point> {
  const box = await node.boundingBox();
  if (!box) throw new Error("The node is not on the page.");
  return rounded(box);
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

/** Takes hold of a node at its head and drags it some way; the button stays down. */
async function holdNode(backflow: BackflowPage, id: string): Promise<Point> {
  const { x, y } = rounded(await backflow.boxOf(backflow.node(id)));
  await backflow.dragTo({ x: x + 12, y: y + 12 }, { x: x + 60, y: y + 90 });
  await expect.poll(async () => (await placeOf(backflow.node(id))).y).toBeGreaterThan(y + 60);
  return { x, y };
}

test("a node that is deleted in the middle of its own drag comes back by undo", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const before = await holdNode(backflow, "h2");
  await backflow.press("Delete");
  await expect(backflow.node("h2")).toHaveCount(0);
  await page.mouse.move(before.x + 200, before.y + 200, { steps: 4 });
  await page.mouse.up();
  await expect(backflow.node("h2")).toHaveCount(0);
  await backflow.press("Control+z");
  await expect(backflow.node("h2")).toBeVisible();
  await expect(backflow.wire("f1", "h2")).toBeAttached();
  await backflow.press("Control+z");
  await expect.poll(() => placeOf(backflow.node("h2"))).toEqual(before);
  await expect(backflow.button("Undo")).toHaveAttribute("aria-disabled", "true");
  expect(backflow.errors).toEqual([]);
});

test("a drag that is undone before it ends is over", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const before = await holdNode(backflow, "h2");
  await backflow.press("Control+z");
  await expect.poll(() => placeOf(backflow.node("h2"))).toEqual(before);
  await page.mouse.move(before.x + 200, before.y + 200, { steps: 4 });
  await page.mouse.up();
  await backflow.restingView();
  expect(await placeOf(backflow.node("h2"))).toEqual(before);
  await expect(backflow.button("Undo")).toHaveAttribute("aria-disabled", "true");
  await expect(backflow.button("Redo")).not.toHaveAttribute("aria-disabled", "true");
  expect(backflow.errors).toEqual([]);
});

test("a drag in the middle of which another graph is opened does not reach into it", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await holdNode(backflow, "x");
  await backflow.followPreset("saturated-sigmoid");
  await expect(backflow.title).toHaveText(/Saturated/);
  await backflow.restingView();
  const before = await placeOf(backflow.node("x"));
  await page.mouse.move(700, 500, { steps: 4 });
  await page.mouse.up();
  await backflow.restingView();
  expect(await placeOf(backflow.node("x"))).toEqual(before);
  await expect(backflow.saving).toHaveText("Preview");
  await expect(backflow.button("Undo")).toHaveAttribute("aria-disabled", "true");
  expect(backflow.errors).toEqual([]);
});

test("a node that another tab deletes in the middle of its drag is kept in a copy", async ({
  page,
}) => {
  const first = new BackflowPage(page);
  await first.openPreset("toy-network");
  await first.setNumber("ω₁", "-0.5");
  await expect(first.saving).toHaveText("Saved");
  const second = new BackflowPage(await page.context().newPage());
  await second.open();
  await expect(second.node("f1")).toHaveAttribute("data-parameters", /-0.5/);
  await expect(second.saving).toHaveText("Saved");

  await first.selectByKey("h2");
  await first.press("Delete");
  await expect(first.saving).toHaveText("Saved");
  await second.comeToFront();
  const before = await holdNode(second, "h2");
  await expect(second.page.getByRole("status").filter({ hasText: "copy" })).toBeVisible();
  // The drag goes on in the copy.
  await second.page.mouse.move(before.x + 120, before.y + 160, { steps: 4 });
  await expect
    .poll(async () => (await placeOf(second.node("h2"))).y)
    .toBeGreaterThan(before.y + 120);
  await second.page.mouse.up();
  await expect(second.node("h2")).toBeVisible();
  const holdsNode = async (): Promise<boolean[]> =>
    (await storedRecords(second.page)).map(({ text }) => text.includes('"id": "h2"')).sort();
  await expect.poll(holdsNode).toEqual([false, true]);
  expect([...first.errors, ...second.errors]).toEqual([]);
});
