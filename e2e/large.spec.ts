import { expect, type Locator, type Page } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

/** A chain in which every node adds one to the node before: n7 is 7 more than n0. Rows of 40. */
function chain(size: number) {
  const nodes: unknown[] = [
    { id: "n0", op: "input", value: [[0]], position: { x: 0, y: 0 } },
    ...Array.from({ length: size - 1 }, (_, index) => ({
      id: `n${index + 1}`,
      op: "linear",
      beta: [1],
      omega: [[[1]]],
      position: { x: ((index + 1) % 40) * 220, y: Math.floor((index + 1) / 40) * 260 },
    })),
  ];
  const wires = Array.from({ length: size - 1 }, (_, index) => ({
    from: `n${index}`,
    to: `n${index + 1}`,
  }));
  const text = JSON.stringify({ format: "backflow", version: 1, nodes, wires });
  return {
    name: "chain.backflow.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  };
}

async function openChain(page: BackflowPage, size: number): Promise<void> {
  await page.open();
  const before = await page.canvas.locator("[data-canvas]").elementHandle();
  await page.openFile(chain(size));
  // A chain that was opened before has such nodes as well.
  await before?.waitForElementState("hidden");
  await expect(page.node("n0")).toHaveAttribute("data-value", "0");
}

test("a graph of 30 nodes has no map; one more, and the map moves the view", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await openChain(backflow, 30);
  await expect(backflow.map).toHaveCount(0);

  await openChain(backflow, 31);
  await expect(backflow.map).toBeVisible();
  await expect(backflow.node("n30")).not.toBeInViewport();
  await backflow.pressOnMap(0.95, 0.5);
  await expect(backflow.node("n30")).toBeInViewport();
  await expect(backflow.node("n0")).not.toBeInViewport();
  expect(backflow.errors).toEqual([]);
});

test("the map leaves a narrow page to the graph", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const backflow = new BackflowPage(page);
  await openChain(backflow, 31);
  await expect(backflow.map).toBeHidden();
});

test("of a large graph, what comes into view has the numbers of now", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await openChain(backflow, 600);
  await expect(backflow.node("n0")).toHaveAttribute("data-value", "0");
  await expect(backflow.node("n599")).toHaveCount(0);

  await backflow.setNumber("Value of n₀", "5");
  await backflow.pressOnMap(0.93, 0.8);
  await expect(backflow.node("n599")).toHaveAttribute("data-value", "604");
  await expect(backflow.wire("n598", "n599")).toBeAttached();
  await expect(backflow.node("n0")).toHaveCount(0);
  expect(backflow.errors).toEqual([]);
});

test("what a drag of the view brings in is drawn whole: numbers, ports, and the labels of its wires", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await openChain(backflow, 600);
  const box = await backflow.boxOf(backflow.node("n3"));
  const below = { x: box.x + box.width / 2, y: box.y + box.height + 30 };
  await page.mouse.move(below.x, below.y);
  await page.mouse.down();
  for (let move = 1; move <= 40; move++) {
    await page.mouse.move(below.x - move * 12, below.y - move * 8);
  }
  // While the view is still held: what waits for its turn does not wait for the end.
  const node = backflow.node("n45");
  await expect(node).toBeInViewport();
  await expect(node).toHaveAttribute("data-value", "45");
  const undrawn = page.locator("[data-node]:not([data-value])");
  await expect(undrawn).toHaveCount(0);
  await expect(async () => {
    const wires = await page.locator("[data-edge]").count();
    expect(wires).toBeGreaterThan(0);
    expect(await page.locator("[data-wire-label]").count()).toBe(wires);
  }).toPass();
  await page.mouse.up();
  expect(backflow.errors).toEqual([]);
});

/** The element of a node that Tab stops at. */
const stopOf = (page: Page, id: string): Locator =>
  page.locator(`.react-flow__node[data-id="${id}"]`);

test("Tab walks through a large graph in its order, past what is in view, and back", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await openChain(backflow, 600);
  const numberIn = (id: string) => stopOf(page, id).getByRole("spinbutton");
  await stopOf(page, "n0").focus();
  // The rows are of 40: after n39 the walk goes on far away, at n40.
  for (let place = 0; place <= 41; place++) {
    await expect(stopOf(page, `n${place}`)).toBeFocused();
    await backflow.press("Tab");
    await expect(numberIn(`n${place}`)).toBeFocused();
    await backflow.press("Tab");
  }
  await expect(stopOf(page, "n42")).toBeInViewport({ ratio: 0.99 });
  await expect(stopOf(page, "n42")).toBeFocused();
  await expect(stopOf(page, "n39")).toHaveCount(0);
  for (let place = 41; place >= 38; place--) {
    await backflow.press("Shift+Tab");
    await expect(numberIn(`n${place}`)).toBeFocused();
    await backflow.press("Shift+Tab");
    await expect(stopOf(page, `n${place}`)).toBeFocused();
  }
  await expect(stopOf(page, "n38")).toBeInViewport({ ratio: 0.99 });
  // What has come into view is selected and changed as ever.
  await backflow.press("Enter");
  await expect(backflow.node("n38")).toHaveAttribute("data-selected", "true");
  expect(backflow.errors).toEqual([]);
});

test("at both ends of a large graph, Tab leaves its nodes", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await openChain(backflow, 600);
  const isOnCanvas = () =>
    page.evaluate(() => document.activeElement?.closest("[data-canvas]") !== null);
  await stopOf(page, "n0").focus();
  // The numbers on the wires that are in view come before the nodes.
  for (let press = 0; press < 40 && (await isOnCanvas()); press++)
    await backflow.press("Shift+Tab");
  expect(await isOnCanvas()).toBe(false);

  // What the focus went to glides into view first, as whoever takes the mouse sees.
  await backflow.restingView();
  await backflow.pressOnMap(0.93, 0.8);
  await expect(backflow.node("n599")).toBeVisible();
  await stopOf(page, "n599").getByRole("spinbutton").focus();
  await backflow.press("Tab");
  await expect(page.getByRole("button", { name: /^Wire from n₀ / })).toBeFocused();
  await backflow.press("Shift+Tab");
  await expect(page.locator(".react-flow__node :focus")).toHaveCount(1);
  expect(backflow.errors).toEqual([]);
});

test("Tab walks through an overview as well, however fast it is pressed", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await openChain(backflow, 600);
  await backflow.press("-", "-", "-");
  await expect(page.locator("[data-edge]")).toHaveCount(0);
  await expect(stopOf(page, "n39")).toHaveCount(0);
  await stopOf(page, "n0").focus();
  for (let press = 0; press < 60; press++) await backflow.press("Tab");
  await expect(stopOf(page, "n60")).toBeFocused();
  await expect(stopOf(page, "n60")).toBeInViewport({ ratio: 0.99 });
  // The map, in whose corner the walk has come into view, does not cover it.
  const box = await backflow.boxOf(stopOf(page, "n60"));
  const map = await backflow.boxOf(backflow.map);
  expect(box.y + box.height).toBeLessThanOrEqual(map.y);
  for (let press = 0; press < 25; press++) await backflow.press("Shift+Tab");
  await expect(stopOf(page, "n35")).toBeFocused();
  await expect(stopOf(page, "n35")).toBeInViewport({ ratio: 0.99 });
  expect(backflow.errors).toEqual([]);
});

test("from afar a large graph is an overview, whose nodes can be moved", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await openChain(backflow, 600);
  await backflow.press("f");
  await expect(page.locator("[data-node]")).toHaveCount(600);
  await expect(page.locator("[data-edge]")).toHaveCount(0);

  const node = page.locator('[data-id="n250"]');
  const place = await node.evaluate((element) => element.style.transform);
  // The view glides until all nodes are in it.
  await backflow.restingView();
  const box = await backflow.boxOf(node);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => node.evaluate((element) => element.style.transform)).not.toBe(place);

  await backflow.press("Control+z");
  await expect.poll(() => node.evaluate((element) => element.style.transform)).toBe(place);
  expect(backflow.errors).toEqual([]);
});

test("a graph of few nodes and very many wires is drawn from afar, and can be entered", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  const ids = Array.from({ length: 130 }, (_, index) => `n${index}`);
  const nodes = ids.map((id, index) => ({
    id,
    op: index < 65 ? "input" : "linear",
    ...(index < 65 ? { value: [[1]] } : { beta: [0], omega: ids.slice(0, 65).map(() => [[1]]) }),
    position: { x: index < 65 ? 0 : 900, y: (index % 65) * 30 },
  }));
  const wires = ids
    .slice(65)
    .flatMap((to) => ids.slice(0, 65).map((from, port) => ({ from, to, port })));
  await backflow.open();
  await backflow.openFile({
    name: "many-wires.backflow.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify({ format: "backflow", version: 1, nodes, wires })),
  });
  await expect(backflow.node("n0")).toBeVisible();
  // 4,225 wires: none of them is an element, and the nodes are places to take hold of.
  await expect(page.locator("[data-edge]")).toHaveCount(0);
  await backflow.selectByKey("n70");
  await backflow.press("d");
  await expect(page.getByRole("complementary")).toContainText("65");
  expect(backflow.errors).toEqual([]);
});
