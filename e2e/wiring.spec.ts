import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

const NODES = [
  { id: "x", op: "input", value: [[3]], position: { x: 0, y: 28 } },
  { id: "f0", op: "linear", beta: [1], omega: [] as number[][][], position: { x: 260, y: 0 } },
  { id: "h1", op: "sin", position: { x: 520, y: 0 } },
  { id: "loss", op: "squared-error", position: { x: 780, y: 0 } },
  { id: "y", op: "target", value: [[2]], position: { x: 520, y: 260 } },
  { id: "v", op: "input", value: [[1, 2]], position: { x: 0, y: 260 } },
  { id: "w", op: "input", value: [[1, 2, 3]], position: { x: 0, y: 460 } },
  { id: "a", op: "add", position: { x: 260, y: 300 } },
];
/** The same with x wired into f₀. */
const WIRED = NODES.map((node) => (node.id === "f0" ? { ...node, omega: [[[0.5]]] } : node));
const CHAIN = [
  { from: "x", to: "f0" },
  { from: "f0", to: "h1" },
  { from: "h1", to: "loss", port: 0 },
];

test("wires are drawn by mouse, from output to input and from input to output", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openGraph(NODES);

  await backflow.dragTo(backflow.outputPort("x"), backflow.inputPort("f0"));
  await expect(backflow.verdict).toHaveText("xᵢ → f₀");
  await expect(backflow.inputPort("f0")).toHaveAttribute("data-verdict", "takes");
  await expect(backflow.outputPort("x")).toHaveAttribute("data-verdict", "held");
  await page.mouse.up();
  await expect(backflow.wire("x", "f0")).toBeVisible();
  await expect(backflow.verdict).toBeHidden();
  await expect(backflow.inputPort("h1")).not.toHaveAttribute("data-verdict");

  await backflow.dragTo(backflow.inputPort("h1"), backflow.outputPort("f0"));
  await expect(backflow.verdict).toHaveText("f₀ → h₁");
  await page.mouse.up();
  await expect(backflow.wire("f0", "h1")).toBeVisible();

  // The body of a node stands for its first port that takes the wire.
  await backflow.drag(backflow.outputPort("h1"), backflow.node("loss"));
  await expect(backflow.wire("h1", "loss", 0)).toBeVisible();
  await backflow.drag(backflow.outputPort("y"), backflow.node("loss"));
  await expect(backflow.wire("y", "loss", 1)).toBeVisible();
  await expect.poll(() => backflow.value("loss")).toBeGreaterThan(0);

  // A linear node takes any number.
  await backflow.drag(backflow.outputPort("y"), backflow.inputPort("f0", 1));
  await expect(backflow.wire("y", "f0", 1)).toBeVisible();
  expect(backflow.errors).toEqual([]);
});

const REFUSALS = [
  {
    name: "a cycle",
    from: ["out", "h1"],
    to: ["in", "f0", 1],
    reason: /f₀ already feeds h₁: this wire would close a cycle/,
  },
  { name: "itself", from: ["out", "f0"], to: ["body", "f0"], reason: /cannot feed itself/ },
  {
    name: "a port that is full",
    from: ["out", "x"],
    to: ["in", "h1", 0],
    reason: /has its wire already/,
  },
  { name: "a leaf", from: ["out", "x"], to: ["body", "y"], reason: /takes no wire/ },
  {
    name: "a loss as a source",
    from: ["in", "a", 0],
    to: ["out", "loss"],
    reason: /The graph ends at the loss/,
  },
  {
    name: "widths that do not fit",
    from: ["out", "w"],
    to: ["in", "a", 1],
    reason: /2 units and 3 units would meet/,
  },
] as const;

for (const { name, from, to, reason } of REFUSALS) {
  test(`a wire is refused before it is dropped, with the reason: ${name}`, async ({ page }) => {
    const backflow = new BackflowPage(page);
    await backflow.openGraph(WIRED, [
      ...CHAIN,
      ...(from[0] === "in" ? [] : [{ from: "v", to: "a", port: 0 }]),
    ]);
    const before = await page.locator("[data-edge]").count();
    const placeOf = ([kind, id, port = 0]: readonly [string, string, number?]) => {
      if (kind === "out") return backflow.outputPort(id);
      return kind === "in" ? backflow.inputPort(id, port) : backflow.node(id);
    };
    // The output of a loss is there only while a source is looked for.
    const end = placeOf(to);
    await backflow.dragTo(placeOf(from), end);
    await expect(backflow.verdict).toHaveText(reason);
    await expect(backflow.verdict).toHaveAttribute("data-verdict", "refuses");
    await page.mouse.up();
    await expect(backflow.verdict).toBeHidden();
    await expect(backflow.alert).toHaveText(reason);
    await expect(page.locator("[data-edge]")).toHaveCount(before);
    await expect(backflow.button("Undo")).toHaveAttribute("aria-disabled", "true");
  });
}

test("every port shows whether it would take the wire, and Escape puts the wire away", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openGraph(WIRED, CHAIN);
  await backflow.dragTo(backflow.outputPort("h1"), { x: 700, y: 120 });
  await expect(backflow.inputPort("f0")).toHaveAttribute("data-verdict", "refuses");
  await expect(backflow.inputPort("a", 0)).toHaveAttribute("data-verdict", "takes");
  await expect(backflow.inputPort("a", 1)).toHaveAttribute("data-verdict", "takes");
  await expect(backflow.inputPort("loss", 0)).toHaveAttribute("data-verdict", "refuses");
  await expect(backflow.outputPort("x")).toHaveAttribute("data-verdict", "none");
  await backflow.press("Escape");
  await expect(backflow.inputPort("f0")).not.toHaveAttribute("data-verdict");
  await page.mouse.up();
  await expect(page.locator("[data-edge]")).toHaveCount(CHAIN.length);
});

test("both ends of a wire are dragged elsewhere", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openGraph(WIRED, CHAIN);
  // The end: taken out of its port.
  await backflow.dragTo(backflow.inputPort("h1"), backflow.inputPort("a", 1));
  await expect(backflow.verdict).toHaveText("f₀ → a, port b");
  await page.mouse.up();
  await expect(backflow.wire("f0", "a", 1)).toBeVisible();
  await expect(backflow.wire("f0", "h1")).toHaveCount(0);
  // The start: the wire is dragged near it.
  const start = await backflow.placeOnWire(backflow.wire("f0", "a", 1), 0.2);
  await backflow.dragTo(start, backflow.outputPort("x"));
  await expect(backflow.verdict).toHaveText("xᵢ → a, port b");
  await page.mouse.up();
  await expect(backflow.wire("x", "a", 1)).toBeVisible();
  await backflow.press("Control+z", "Control+z");
  await expect(backflow.wire("f0", "h1")).toBeVisible();
  await expect(page.locator("[data-edge]")).toHaveCount(CHAIN.length);
});

test("a wire is selected by a click, its grips move its ends, Delete deletes it", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openGraph(WIRED, CHAIN);
  const middle = await backflow.placeOnWire(backflow.wire("x", "f0"), 0.5);
  await page.mouse.click(middle.x, middle.y + 5);
  await expect(backflow.wire("x", "f0")).toHaveAttribute("data-selected", "true");
  await backflow.drag(
    backflow.button("Start of the wire from xᵢ into f₀, ω₀"),
    backflow.outputPort("y"),
  );
  await expect(backflow.wire("y", "f0")).toBeVisible();
  const moved = await backflow.placeOnWire(backflow.wire("h1", "loss"), 0.5);
  await page.mouse.click(moved.x, moved.y + 5);
  await backflow.press("Delete");
  await expect(backflow.wire("h1", "loss")).toHaveCount(0);
  await backflow.press("Control+z");
  await expect(backflow.wire("h1", "loss")).toBeVisible();
});

test("a node that is dropped on a wire goes into it, in one undo with the move", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openGraph(
    [...WIRED, { id: "g", op: "relu", position: { x: 260, y: 500 } }],
    CHAIN,
  );
  const before = await backflow.middleOf(backflow.node("g"));
  const grab = { x: before.x, y: before.y - 55 };
  const wire = await backflow.placeOnWire(backflow.wire("f0", "h1"));
  await backflow.dragTo(grab, { x: wire.x, y: wire.y - 55 });
  await expect(backflow.wire("f0", "h1")).toHaveAttribute("data-lit", "true");
  await page.mouse.up();
  await expect(backflow.wire("f0", "g")).toBeAttached();
  await expect(backflow.wire("g", "h1")).toBeAttached();
  await backflow.press("Control+z");
  await expect(backflow.wire("f0", "h1")).toBeVisible();
  await expect
    .poll(async () => (await backflow.middleOf(backflow.node("g"))).y)
    .toBeCloseTo(before.y, 0);
  await expect(backflow.button("Undo")).toHaveAttribute("aria-disabled", "true");
});

test("a double click on a short wire asks what to put into it, grips or not", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const middle = await backflow.placeOnWire(backflow.wire("f0", "h1"));
  await backflow.doubleClick(middle);
  await backflow.find("tanh");
  await expect(backflow.wire("f0", "h1")).toHaveCount(0);
  await expect(page.locator("[data-op=tanh]")).toBeVisible();
  expect(backflow.errors).toEqual([]);
});

test("a refusal is gone once something else is done", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.drag(backflow.outputPort("x"), backflow.inputPort("loss"));
  await expect(backflow.alert).toContainText("has its wire already");
  await backflow.setNumber("ω₁", "-0.5");
  await expect(backflow.alert).toHaveCount(0);
});
