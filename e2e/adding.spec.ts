import { expect } from "@playwright/test";
import { BackflowPage, NODE_HEAD } from "./backflow-page";
import { test } from "./test";

test("the palette: an op is dragged onto the canvas, and one entered goes on from it", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const node = backflow.node("h2");
  const before = await backflow.restingView();
  await backflow.press("a");
  await expect(backflow.palette).toBeVisible();
  // The view glides until the whole graph is beside the palette.
  await expect.poll(() => backflow.shownView()).not.toEqual(before);
  await backflow.restingView();
  await backflow.dragFromPalette("Parameter", { x: 700, y: 600 });
  const added = backflow.node("theta");
  await expect(added).toHaveAttribute("data-op", "parameter");
  await expect(async () => {
    const { x, y } = await backflow.middleOf(added);
    expect(Math.abs(x - 700)).toBeLessThan(2);
    expect(Math.abs(y - 600)).toBeLessThan(2);
  }).toPass();
  await backflow.paletteItem("Square").focus();
  await backflow.press("Enter");
  await expect(backflow.node("h4")).toHaveAttribute("data-selected", "true");
  await expect(backflow.wire("theta", "h4")).toBeAttached();
  await expect(backflow.announcer).toHaveText("Added square h₄, wired with θ.");
  await backflow.press("Control+z", "Control+z");
  await expect(added).toBeHidden();
  // Let go on a node, it stands beside it and is wired with it, and it is said.
  await backflow.dragFromPalette("Square", await backflow.middleOf(node));
  await expect(backflow.wire("h2", "h4")).toBeAttached();
  await expect(backflow.notice).toHaveText("Added square h₄, wired with h₂.");
  await backflow.restingView();
  const [own, other] = [
    await backflow.middleOf(backflow.node("h4")),
    await backflow.middleOf(node),
  ];
  expect(own.x - other.x).toBeGreaterThan(50);
  // From an input nothing leads into it.
  await backflow.dragFromPalette("Target", await backflow.middleOf(node));
  await expect(backflow.notice).toContainText("yᵢ₂ is not wired with h₂: ");
  expect(backflow.errors).toEqual([]);
});

test("the palette: what is dropped outside the canvas, or let go by Escape, adds nothing", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("a");
  const nodes = page.locator("[data-node]");
  await expect(nodes).toHaveCount(10);
  await backflow.dragFromPalette("Input", { x: 700, y: 850 });
  await expect(nodes).toHaveCount(10);
  await expect(backflow.notice).toHaveText("Input was not added: let it go on the canvas.");
  const box = await backflow.boxOf(backflow.paletteItem("Input"));
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(700, 600, { steps: 5 });
  await backflow.press("Escape");
  await page.mouse.up();
  await expect(nodes).toHaveCount(10);
  await expect(backflow.paletteItem("Input")).toHaveAttribute("aria-pressed", "false");
});

test("the palette is searched by title, by sign and by nickname", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("a");
  const search = backflow.palette.getByRole("searchbox");
  const first = backflow.palette.getByRole("region").getByRole("button").first();
  for (const [query, title] of [
    ["relu", "ReLU"],
    ["sig", "Sigmoid"],
    ["×", "Multiply"],
    ["+", "Add"],
    ["mse", "Squared error"],
    ["sin", "Sine"],
    ["squ", "Square"],
    ["softmax", "Softmax"],
    ["cross entropy", "Softmax cross-entropy"],
  ] as const) {
    await backflow.type(search, query);
    await expect(first).toHaveAccessibleName(title);
  }
  await backflow.type(search, "zzz");
  await expect(backflow.palette).toContainText("Nothing is called “zzz”");
  await search.press("Escape");
  await expect(search).toHaveValue("");
});

test("the search adds a node after the selected one, by keys alone", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h2");
  await backflow.press("/");
  await backflow.find("relu");
  await expect(backflow.wire("h2", "h4")).toBeAttached();
  await expect(backflow.node("h4")).toHaveAttribute("data-op", "relu");
  await expect(page.locator('.react-flow__node[data-id="h4"]')).toBeFocused();
  await backflow.press("/", "Escape");
  await expect(backflow.nodeSearch).toBeHidden();
  await expect(page.locator('.react-flow__node[data-id="h4"]')).toBeFocused();
});

test("a loss is given what it compares: next to it by the search, or by a wire that names its port", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("y");
  await backflow.press("Delete");
  await backflow.selectByKey("loss");
  await backflow.press("/");
  await backflow.find("target");
  await expect(backflow.wire("y", "loss", 1)).toBeAttached();
  await backflow.press("Control+z");
  await backflow.press("Escape", "/");
  await backflow.find("target");
  await expect(backflow.wire("y", "loss", 1)).toHaveCount(0);
  await backflow.press("w");
  await expect(page.getByRole("option", { selected: true })).toHaveText(/Squared error, port y/);
  await backflow.press("Enter");
  await expect(backflow.wire("y", "loss", 1)).toBeAttached();
});

test("a wire from a node: only what fits is offered", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("f2");
  await backflow.press("w");
  const options = page.getByRole("option");
  await expect(options.filter({ hasText: "Input" })).toHaveCount(0);
  // What feeds f₂ would close a cycle; of the others only linear nodes have room.
  await expect(
    page.getByRole("group", { name: "Nodes of this graph" }).getByRole("option"),
  ).toHaveText([/f₃/]);
  await backflow.press("Enter");
  await expect(backflow.wire("f2", "f3", 1)).toBeAttached();
  await expect(backflow.announcer).toHaveText("Wired f₂ into f₃.");
});

test("an operation is changed in its place, and back: wires and numbers stay", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("saturated-sigmoid");
  const sigmoid = page.locator('[data-op="sigmoid"]').first();
  const id = (await sigmoid.getAttribute("data-node")) ?? "";
  await expect(page.locator("[data-edge]").last()).toBeAttached();
  const before = await page
    .locator("[data-edge]")
    .evaluateAll((wires) => wires.map((wire) => wire.getAttribute("data-edge")));
  const value = await sigmoid.getAttribute("data-value");
  await backflow.selectByKey(id);
  await backflow.press("c");
  await backflow.find("relu");
  await expect(backflow.node(id)).toHaveAttribute("data-op", "relu");
  await backflow.press("c");
  await backflow.find("sigmoid");
  await expect(backflow.node(id)).toHaveAttribute("data-op", "sigmoid");
  await expect(backflow.node(id)).toHaveAttribute("data-value", value ?? "");
  const after = await page
    .locator("[data-edge]")
    .evaluateAll((wires) => wires.map((wire) => wire.getAttribute("data-edge")));
  expect(after).toEqual(before);
});

test("the search for another operation says which it is now, and begins there", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h3");
  await backflow.press("c");
  await expect(page.getByRole("dialog", { name: "Change h₃ from Cosine to" })).toBeVisible();
  const selected = page.getByRole("option", { selected: true });
  await expect(selected).toHaveAccessibleName("Cosine, as it is now");
  await expect(selected).toBeInViewport({ ratio: 1 });
  // What stands before and after it is in view as well.
  for (const beside of ["Sine", "Exponential"]) {
    await expect(page.getByRole("option", { name: beside, exact: true })).toBeInViewport();
  }
  await backflow.press("ArrowUp");
  await expect(selected).toHaveAccessibleName("Sine");
  await backflow.press("ArrowDown", "Enter");
  await expect(backflow.nodeSearch).toBeHidden();
  await expect(backflow.node("h3")).toHaveAttribute("data-op", "cos");
  await expect(backflow.saving).toHaveText("Preview");
  await backflow.press("c", "ArrowDown", "Enter");
  await expect(backflow.node("h3")).toHaveAttribute("data-op", "exp");
  // What is typed puts the best first, whatever the operation is now.
  await backflow.press("c");
  await backflow.find("tanh");
  await expect(backflow.node("h3")).toHaveAttribute("data-op", "tanh");
});

test("the menu of a node, by keyboard", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.selectByKey("h2");
  await backflow.press("m");
  await expect(backflow.menuItem("Details of the node")).toBeFocused();
  await backflow.press("ArrowUp");
  await expect(backflow.menuItem("Delete")).toBeFocused();
  await backflow.press("Home");
  // Sent together: letters look for one name only where little time is between them.
  await Promise.all([backflow.press("d"), backflow.press("i")]);
  await expect(backflow.menuItem("Differentiate this node")).toBeFocused();
  await backflow.press("Escape");
  await expect(backflow.menu).toBeHidden();
  await expect(page.locator('.react-flow__node[data-id="h2"]')).toBeFocused();
  await backflow.press("m", "j", "j", "Enter");
  await expect(backflow.scrubber).toHaveAttribute("aria-valuetext", /∂ℓᵢ\/∂h₂/);
  await backflow.press("m", "End", "Enter");
  await expect(backflow.node("h2")).toBeHidden();
  await expect(backflow.announcer).toHaveText("Deleted h₂ and 2 wires.");
});

test("the menu button of the selected node opens its menu", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.node("f1").click({ position: NODE_HEAD });
  await backflow.button("Menu of the selection").click();
  await backflow.menuItem("Details of the node").click();
  await expect(page.getByRole("complementary")).toContainText("Linear");
});
