import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { Fingers, PHONE } from "./fingers";
import type { Point } from "./resting-page";
import { test } from "./test";

/** What a finger needs, in pixels of the screen; half a pixel is rounding. */
const TARGET = 43.5;

test.skip(
  ({ browserName }) => browserName !== "chromium",
  "Fingers are sent by the protocol of Chromium",
);

test("ports and numbers are large enough for a finger at the zoom at which a phone shows the toy network", async ({
  newPage,
}) => {
  const backflow = new BackflowPage(await newPage(PHONE));
  await backflow.openPreset("toy-network");
  for (const target of [
    backflow.outputPort("x"),
    backflow.inputPort("f0"),
    backflow.outputPort("f0"),
    backflow.number("Value of xᵢ"),
    backflow.number("ω₀"),
    backflow.number("β₀"),
  ]) {
    await expect(target).toBeInViewport();
    await expect(async () => {
      const box = await target.boundingBox();
      expect(box?.width, `width of ${target}`).toBeGreaterThanOrEqual(TARGET);
      expect(box?.height, `height of ${target}`).toBeGreaterThanOrEqual(TARGET);
    }).toPass();
  }
});

test("a short wire is tapped in its middle, its ports at its ends", async ({ newPage }) => {
  const backflow = new BackflowPage(await newPage(PHONE));
  const fingers = await Fingers.of(backflow);
  await backflow.openPreset("toy-network");
  const wire = backflow.wire("f0", "h1");
  await fingers.tap(await backflow.placeOnWire(wire, 0.5));
  await expect(wire).toHaveAttribute("data-selected", "true");
  await fingers.tap(await backflow.placeOnWire(wire, 0.1));
  await expect(backflow.outputPort("f0")).toHaveAttribute("data-verdict", "held");
  await fingers.tap(await backflow.placeOnWire(wire, 0.1));
  await expect(backflow.outputPort("f0")).not.toHaveAttribute("data-verdict");
  // Into a linear node, its number lies above the wire.
  const weighted = backflow.wire("x", "f0");
  await fingers.tap(await backflow.placeOnWire(weighted, 0.5));
  await expect(weighted).toHaveAttribute("data-selected", "true");
  await fingers.tap(backflow.number("ω₀"));
  await expect(backflow.number("ω₀")).toBeFocused();
  expect(backflow.errors).toEqual([]);
});

test("with the whole graph on a phone, a tap on a node selects it, and targets push nothing aside", async ({
  newPage,
}) => {
  const backflow = new BackflowPage(await newPage(PHONE));
  const fingers = await Fingers.of(backflow);
  await backflow.openPreset("toy-network");
  /** How far the middle of a number stands from the middle of what it belongs to, in widths of the node. */
  const aside = async () => {
    const node = await backflow.node("f3").boundingBox();
    const ends = await Promise.all(
      [backflow.outputPort("h3"), backflow.inputPort("f3"), backflow.number("ω₃")].map((each) =>
        backflow.middleOf(each),
      ),
    );
    const [from, to, number] = ends.map(({ x }) => x);
    if (!node || from === undefined || to === undefined || number === undefined) return null;
    return (number - (from + to) / 2) / node.width;
  };
  await backflow.restingView();
  const near = await aside();
  await backflow.page.getByRole("button", { name: "Show the whole graph" }).first().tap();
  await expect(backflow.node("loss")).toBeInViewport({ ratio: 0.99 });
  const node = backflow.node("h2");
  // Once the view stands still, the middle of a node is its own.
  await backflow.restingView();
  expect(await aside()).toBeCloseTo(near ?? Number.NaN, 1);
  await fingers.tap(await backflow.middleOf(node));
  await expect(node).toHaveAttribute("data-selected", "true");
  await expect(backflow.outputPort("h2")).not.toHaveAttribute("data-verdict");
  // A number that small is not typed: a tap on it means its node.
  await fingers.tap(await backflow.middleOf(backflow.number("β₁")));
  await expect(backflow.node("f1")).toHaveAttribute("data-selected", "true");
  await expect(backflow.number("β₁")).not.toBeFocused();
  await fingers.tap(await backflow.middleOf(node));
  await expect(node).toHaveAttribute("data-selected", "true");
  // The button for its details leaves the rest of the node in view, and to the finger.
  const hit = async () => {
    const { x, y } = await backflow.middleOf(node);
    return backflow.page.evaluate(
      ([left, top]) =>
        document.elementFromPoint(left, top)?.closest("[data-node]")?.getAttribute("data-node"),
      [x, y] as const,
    );
  };
  await expect.poll(hit).toBe("h2");
  expect(backflow.errors).toEqual([]);
});

for (const start of ["the empty canvas", "nodes", "a number and a port"] as const) {
  test(`two fingers zoom and move the view, from ${start}`, async ({ newPage }) => {
    const backflow = new BackflowPage(await newPage(PHONE));
    const fingers = await Fingers.of(backflow);
    await backflow.openPreset("toy-network");
    const node = backflow.node("f0");
    await expect(node).toBeInViewport();
    await backflow.restingView();
    const before = await backflow.page.evaluate(() =>
      document.querySelector("[data-node=f0]")?.getBoundingClientRect().toJSON(),
    );
    const places: readonly [Point, Point] =
      start === "the empty canvas"
        ? [
            { x: 60, y: 130 },
            { x: 200, y: 140 },
          ]
        : start === "nodes"
          ? [
              { x: before.x - 100, y: before.y + 100 },
              { x: before.x + 15, y: before.y + 20 },
            ]
          : [
              await backflow.middleOf(backflow.number("β₀")),
              await backflow.middleOf(backflow.outputPort("x")),
            ];
    const numbers = await node.getAttribute("data-parameters");
    const [one, other] = places;

    // Apart: twice as large, about the middle between the fingers.
    const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    const apart = ({ x, y }: Point): Point => ({
      x: middle.x + (x - middle.x) * 2,
      y: middle.y + (y - middle.y) * 2,
    });
    await fingers.move([
      [one, apart(one)],
      [other, apart(other)],
    ]);
    await expect(async () => {
      const box = await node.boundingBox();
      expect(box?.width).toBeCloseTo(before.width * 2, 0);
      expect(box?.x).toBeCloseTo(middle.x + (before.x - middle.x) * 2, 0);
      expect(box?.y).toBeCloseTo(middle.y + (before.y - middle.y) * 2, 0);
    }).toPass();

    // And both downwards: the view goes with them.
    await backflow.restingView();
    const there = await node.boundingBox();
    const down = ({ x, y }: Point): Point => ({ x: x + 30, y: y + 70 });
    await fingers.move([
      [one, down(one)],
      [other, down(other)],
    ]);
    await expect(async () => {
      const box = await node.boundingBox();
      expect(box?.width).toBeCloseTo(there?.width ?? 0, 0);
      expect(box?.x).toBeCloseTo((there?.x ?? 0) + 30, 0);
      expect(box?.y).toBeCloseTo((there?.y ?? 0) + 70, 0);
    }).toPass();

    // Nothing was dragged, wired, typed or opened by it.
    await expect(node).toHaveAttribute("data-parameters", numbers ?? "missing");
    await expect(backflow.button("Undo")).toHaveAttribute("aria-disabled", "true");
    await expect(backflow.menu).toHaveCount(0);
    await expect(backflow.outputPort("x")).not.toHaveAttribute("data-verdict");
    // One finger still moves the view, and a node.
    await fingers.drag({ x: 100, y: 150 }, { x: 130, y: 110 });
    await expect(async () => {
      const box = await node.boundingBox();
      expect(box?.x).toBeCloseTo((there?.x ?? 0) + 60, 0);
      expect(box?.y).toBeCloseTo((there?.y ?? 0) + 30, 0);
    }).toPass();
    expect(backflow.errors).toEqual([]);
  });
}

test("one finger draws wires, drags nodes, and carries an op from the palette", async ({
  newPage,
}) => {
  const page = await newPage(PHONE);
  const backflow = new BackflowPage(page);
  const fingers = await Fingers.of(backflow);
  await backflow.openGraph([
    { id: "x", op: "input", value: [[3]], position: { x: 0, y: 0 } },
    { id: "h1", op: "sin", position: { x: 200, y: 40 } },
  ]);
  await fingers.drag(backflow.outputPort("x"), backflow.inputPort("h1"));
  await expect(backflow.wire("x", "h1")).toBeVisible();
  // Out of its port again, and let go on the empty canvas: the search, which is closed.
  await fingers.drag(backflow.inputPort("h1"), backflow.node("x"));
  await expect(backflow.alert).toContainText("takes no wire");
  await expect(backflow.wire("x", "h1")).toBeVisible();

  const node = backflow.node("h1");
  const before = await backflow.middleOf(node);
  await fingers.drag({ x: before.x, y: before.y - 30 }, { x: before.x - 20, y: before.y + 20 });
  await expect.poll(async () => (await backflow.middleOf(node)).y).toBeGreaterThan(before.y + 20);
  await fingers.tap(backflow.button("Undo"));
  await expect.poll(async () => (await backflow.middleOf(node)).y).toBeCloseTo(before.y, 0);

  await fingers.tap(backflow.button("Add nodes from the palette"));
  await fingers.drag(backflow.paletteItem("Target"), { x: 120, y: 420 });
  await expect(backflow.node("y")).toBeVisible();
  expect(backflow.errors).toEqual([]);
});

test("a finger that rests opens the menu of what lies there: a short wire, a port’s node, the canvas", async ({
  newPage,
}) => {
  const backflow = new BackflowPage(await newPage(PHONE));
  const fingers = await Fingers.of(backflow);
  await backflow.openPreset("toy-network");
  const opens = (name: string) => async () =>
    expect(backflow.page.getByRole("menu", { name, exact: true })).toBeVisible();
  await fingers.rest(
    await backflow.placeOnWire(backflow.wire("f0", "h1"), 0.5),
    opens("Menu of the wire from f₀ into h₁"),
  );
  // Lifting the finger begins no wire, and chooses nothing.
  await expect(backflow.outputPort("f0")).not.toHaveAttribute("data-verdict");
  await fingers.tap(backflow.menuItem("Delete"));
  await expect(backflow.wire("f0", "h1")).toHaveCount(0);
  await fingers.rest(backflow.outputPort("f0"), opens("Menu of f₀"));
  await expect(backflow.outputPort("f0")).not.toHaveAttribute("data-verdict");
  await backflow.press("Escape");
  await expect(backflow.menu).toHaveCount(0);
  await fingers.rest({ x: 100, y: 150 }, opens("Menu of the canvas"));
  await backflow.press("Escape");
  await expect(backflow.menu).toHaveCount(0);
  expect(backflow.errors).toEqual([]);
});
