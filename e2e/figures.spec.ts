import { expect, type Locator, type Route } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { Fingers, PHONE } from "./fingers";
import { test } from "./test";

const figureOf = (backflow: BackflowPage): Locator => backflow.page.locator("[data-figure]");
const numbers = async (figure: Locator, name: string): Promise<number[]> =>
  JSON.parse((await figure.getAttribute(name)) ?? "[]") as number[];

test.describe("a curve figure", () => {
  test("shows the shallow network's joints, and follows x by keys and by the pointer", async ({
    page,
  }) => {
    const backflow = new BackflowPage(page);
    await backflow.openPreset("shallow-relu-3", 23);
    const figure = figureOf(backflow);
    await expect(figure).toHaveAttribute("data-slope", "-2");
    const joints = await numbers(figure, "data-joints");
    const expected = [0.3, 0.5, 10 / 13];
    expected.forEach((joint, place) => {
      expect(joints[place]).toBeCloseTo(joint, 12);
    });
    expect(joints).toHaveLength(3);
    const slopes = await numbers(figure, "data-slopes");
    [-2, 0, -2, 2.55].forEach((slope, place) => {
      expect(slopes[place]).toBeCloseTo(slope, 12);
    });

    const present = page.getByRole("slider", { name: /present point/ });
    await present.focus();
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(async () => (await numbers(figure, "data-point"))[0]).toBeCloseTo(0.7, 9);
    await expect.poll(() => backflow.value("x")).toBeCloseTo(0.7, 9);

    // The handle on the axis is dragged across the last joint: slope and derivative change together.
    const box = await backflow.boxOf(present);
    const [x] = await numbers(figure, "data-point");
    const left = box.x + 62;
    const width = box.width - 62 - 16;
    const toPixel = (at: number) => left + (width * (at + 0.2)) / 1.4;
    const y = box.y + box.height - 46;
    await page.mouse.move(toPixel(x ?? 0), y);
    await page.mouse.down();
    await page.mouse.move(toPixel(0.9), y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => backflow.value("x")).toBeCloseTo(0.9, 1);
    await expect
      .poll(async () => Number(await figure.getAttribute("data-slope")))
      .toBeCloseTo(2.55, 12);
    await expect.poll(() => backflow.gradient("x")).toBeCloseTo(2.55, 12);
    // One drag, one undo.
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(async () => backflow.value("x")).toBeCloseTo(0.7, 9);

    // What the page sets over the curve leaves the page with it, and so do the squares of the active units.
    await expect(figure).toHaveAttribute("data-slope", "-2");
    await page.getByRole("button", { name: "What this figure shows" }).click();
    const svg = await backflow.download(() => page.getByRole("button", { name: "SVG" }).click());
    const texts = [...svg.text.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts).toEqual(
      expect.arrayContaining(["+2.55", "∂y/∂x = −2", "x = 0.7", "h₃", "active"]),
    );
    expect(svg.text.match(/<rect/g)?.length).toBeGreaterThan(4 * 3);
    expect(backflow.errors).toEqual([]);
  });

  test("is plotted, changed, removed and undone", async ({ page }) => {
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network");
    await page.keyboard.press("v");
    await page.getByRole("button", { name: "Plot a curve" }).click();
    const figure = figureOf(backflow);
    await expect(figure).toHaveAttribute("data-kind", "curve");
    await page.getByLabel("Along which number").selectOption({ label: "ω₀" });
    await page.getByLabel("What is plotted").selectOption({ label: "ℓᵢ" });
    await expect
      .poll(async () => Number(await figure.getAttribute("data-slope")))
      .toBeCloseTo(5.246, 2);
    await page.getByRole("button", { name: "Remove this figure" }).click();
    await expect(figure).toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(figure).toHaveCount(1);
    expect(backflow.errors).toEqual([]);
  });
});

test("the hidden units of one's own graph stand straight below its curve, side by side if that is chosen, and go again", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("dead-relu");
  await page.keyboard.press("v");
  await page.getByRole("button", { name: "Plot a curve" }).click();
  const figure = figureOf(backflow);
  const curves = figure.getByRole("rowheader");
  await expect(curves).toHaveText(["f₃"]);
  await page.getByRole("button", { name: "What this figure shows" }).click();
  // What is offered first are all hidden units.
  await backflow.button("Add").click();
  await expect(curves).toHaveText(["f₃", "h₁", "h₂"]);
  await page.getByLabel("Another panel").selectOption({ label: "∂h₂/∂f₂" });
  await expect(curves).toHaveText(["f₃", "h₁", "h₂"]);
  await backflow.button("Add").click();
  await page.getByLabel("Side by side").selectOption("2");
  await expect(curves).toHaveText(["f₃", "h₁", "h₂", "∂h₂/∂f₂"]);
  await backflow.button("Remove the panel of h₁").click();
  await expect(curves).toHaveText(["f₃", "h₂", "∂h₂/∂f₂"]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(curves).toHaveText(["f₃", "h₁", "h₂", "∂h₂/∂f₂"]);
  expect(backflow.errors).toEqual([]);
});

test("by keys alone: a panel is chosen and then added, what goes hands the focus on, and Escape closes the box", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("dead-relu");
  await backflow.press("v");
  await backflow.button("Plot a curve").focus();
  await backflow.press("Enter");
  const figure = figureOf(backflow);
  const curves = figure.getByRole("rowheader");
  await expect(curves).toHaveText(["f₃"]);
  const shows = backflow.button("What this figure shows");
  await shows.focus();
  await backflow.press("Enter");
  const another = page.getByLabel("Another panel");
  await another.focus();
  // Closed, the list is gone through by letters and arrows, and nothing is added on the way.
  await backflow.press("ArrowDown", "ArrowDown", "ArrowDown");
  await expect(another).toHaveValue(/"h1"/);
  await expect(curves).toHaveText(["f₃"]);
  await backflow.press("Tab");
  await expect(backflow.button("Add")).toBeFocused();
  await backflow.press("Enter");
  await expect(curves).toHaveText(["f₃", "h₁"]);
  await backflow.button("Remove the panel of h₁").focus();
  await backflow.press("Enter");
  await expect(curves).toHaveText(["f₃"]);
  await expect(another).toBeFocused();
  await backflow.press("Escape");
  await expect(another).toHaveCount(0);
  await expect(shows).toBeFocused();

  // The view is moved, and fitted: the figure has the focus then, and its arrows move the point.
  const plot = page.getByRole("slider", { name: /present point of the figure/ });
  await backflow.drag(plot, { x: 900, y: 300 });
  const fit = page.getByRole("button", { name: "Fit", exact: true });
  await fit.focus();
  await backflow.press("Enter");
  await expect(fit).toHaveCount(0);
  await expect(plot).toBeFocused();

  // Of two figures one is removed, then the other.
  await backflow.button("Add a figure").click();
  await backflow.button("Bars, node by node").click();
  await expect(figure).toHaveAttribute("data-kind", "layers");
  await backflow.button("Remove this figure").focus();
  await backflow.press("Enter");
  await expect(figure).toHaveAttribute("data-kind", "curve");
  await expect(backflow.button("Remove this figure")).toBeFocused();
  await backflow.press("Enter");
  await expect(figure).toHaveCount(0);
  await expect(backflow.button("Plot a curve")).toBeFocused();
  expect(backflow.errors).toEqual([]);
});

test("on a narrow page “Remove this figure” stands in the box of its figure, which hands the focus on", async ({
  newPage,
}) => {
  const backflow = new BackflowPage(await newPage({ viewport: { width: 390, height: 844 } }));
  await backflow.openPreset("loss-slice");
  const { page } = backflow;
  const figure = figureOf(backflow);
  await expect(figure).toHaveCount(1);
  const shows = backflow.button("What this figure shows");
  const figures = page.getByRole("combobox", { name: "Figure", exact: true });
  const count = await figures.getByRole("option").count();
  await shows.focus();
  await backflow.press("Enter");
  await backflow.button("Remove this figure").focus();
  await backflow.press("Enter");
  await expect(figures.getByRole("option")).toHaveCount(count - 1 > 1 ? count - 1 : 0);
  const focused = page.locator(":focus");
  await expect(focused).toHaveCount(1);
  await expect(page.getByRole("tabpanel", { name: "Figures" }).locator(":focus")).toHaveCount(1);
  expect(backflow.errors).toEqual([]);
});

test("where something is no finite number, curve, map and bars say so instead of drawing it", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("overflow");
  await page.keyboard.press("v");
  await page.getByRole("button", { name: "Plot a curve" }).click();
  const figure = figureOf(backflow);
  await expect(figure.getByRole("status")).toContainText(
    /^The curve ends at xᵢ ≈ 3\.\d+: beyond, h₂ is/,
  );
  const add = async (kind: string) => {
    await page.getByRole("button", { name: "Add a figure" }).click();
    await page.getByRole("button", { name: kind }).click();
  };
  await add("A map over two numbers");
  await page.getByLabel("What is plotted").selectOption({ label: "f₂" });
  await expect(figure.getByText("f₂ is no finite number")).toBeVisible();
  await add("Bars, node by node");
  await expect(figure.getByRole("status")).toContainText(
    /^No bar: of .* it is no finite number\.$/,
  );
  expect(backflow.errors).toEqual([]);
});

test("on a map rows are chosen, dragged and added, the view moves, and the numbers are taken away", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("two-inputs");
  const figure = figureOf(backflow);
  await expect(figure).toHaveAttribute("data-regions", "6");
  await expect(figure).toHaveAttribute("data-cells", "100");
  const box = await backflow.boxOf(figure.locator("canvas"));
  /** Both axes show −2 to 2. */
  const placeOf = (x: number, y: number) => ({
    x: box.x + (box.width * (x + 2)) / 4,
    y: box.y + (box.height * (2 - y)) / 4,
  });
  // A click on the row of the second sample chooses it; its place is that of the present point then.
  const first = await figure.getAttribute("data-point");
  await page.getByRole("button", { name: "Next sample" }).click();
  // A figure follows with the next frame.
  await expect(figure).not.toHaveAttribute("data-point", first ?? "");
  const [x = 0, y = 0] = await numbers(figure, "data-point");
  await page.getByRole("button", { name: /^Sample before/ }).click();
  await expect(figure).toHaveAttribute("data-point", first ?? "");
  await page.mouse.click(placeOf(x, y).x, placeOf(x, y).y);
  await expect(page.getByText("i = 2 of 60")).toBeVisible();
  // It is dragged with the present point: one undo.
  await backflow.drag(placeOf(x, y), placeOf(-1.5, -1.5));
  await expect.poll(async () => (await numbers(figure, "data-point"))[0]).toBeCloseTo(-1.5, 1);
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(async () => (await numbers(figure, "data-point"))[0]).toBeCloseTo(x, 3);

  await backflow.doubleClick(placeOf(-1.6, 1.7));
  await expect(page.getByText("i = 2 of 61")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByText("i = 2 of 60")).toBeVisible();

  await page.mouse.move(placeOf(1.5, 1.5).x, placeOf(1.5, 1.5).y);
  await page.mouse.wheel(0, -300);
  const fit = page.getByRole("button", { name: "Fit", exact: true });
  await expect(fit).toBeVisible();
  await fit.click();
  await expect(fit).toBeHidden();

  // What is typed is shown, wherever the view was moved to before; and where units switch as soon as it is asked for.
  await page.mouse.wheel(0, -300);
  await expect(fit).toBeVisible();
  await page.getByRole("button", { name: "What this figure shows" }).click();
  await backflow.type(page.getByRole("textbox", { name: / from$/ }).first(), "-3");
  await backflow.type(page.getByRole("textbox", { name: / to$/ }).first(), "3");
  await page.getByRole("button", { name: "Set", exact: true }).first().click();
  await expect(fit).toBeHidden();
  const joints = page.getByRole("checkbox", { name: "Joints", exact: true });
  // What is drawn follows with the next frame, and the box with it.
  await joints.click();
  await expect(joints).not.toBeChecked();
  await expect(figure).toHaveAttribute("data-regions", "");
  await joints.click();
  await expect(joints).toBeChecked();
  await expect(figure).toHaveAttribute("data-regions", /^\d+$/);
  await page.getByRole("button", { name: "What this figure shows" }).click();

  const across = page.getByRole("slider", { name: /present point of the map/ }).first();
  await across.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => (await numbers(figure, "data-point"))[0]).toBeGreaterThan(x + 0.05);

  await page.getByLabel("In the nodes:").selectOption({ label: "nothing" });
  await expect(backflow.node("h1").locator("canvas[data-picture]")).toHaveCount(0);
  await page.getByRole("button", { name: "What this figure shows" }).click();
  const csv = await backflow.download(() => page.getByRole("button", { name: "CSV" }).click());
  expect(csv.name).toMatch(/^f-over-.*\.csv$/);
  expect(csv.text.split("\r\n")).toHaveLength(1 + 50 * 50);
  const svg = await backflow.download(() => page.getByRole("button", { name: "SVG" }).click());
  expect(svg.text).toContain("data:image/png");
  const png = await backflow.download(() => page.getByRole("button", { name: "PNG" }).click());
  expect(png.name).toMatch(/^f-over-.*\.png$/);
  // A PNG of twice the pixels of the drawing.
  expect(png.bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  const drawn = await figure.locator("svg[data-drawing]").boundingBox();
  expect(png.bytes.readUInt32BE(16)).toBe(Math.round(2 * (drawn?.width ?? 0)));
  expect(png.bytes.readUInt32BE(20)).toBe(Math.round(2 * (drawn?.height ?? 0)));
  expect(backflow.errors).toEqual([]);
});

test("a map is that of the node that the mouse is on, as long as it is there", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("two-inputs");
  const figure = figureOf(backflow);
  const shownValue = async () => (await numbers(figure, "data-point"))[2];
  const f = await backflow.value("f");
  await expect.poll(shownValue).toBeCloseTo(f, 9);
  // A view that still glides takes the node from under the mouse.
  await backflow.restingView();
  await backflow.node("f3").hover();
  await expect.poll(shownValue).toBeCloseTo(await backflow.value("f3"), 9);
  await backflow.node("h1").hover();
  await expect.poll(shownValue).toBeCloseTo(await backflow.value("h1"), 9);
  // What is pressed is to be changed: that is seen in the map that was chosen.
  await page.mouse.down();
  await expect.poll(shownValue).toBeCloseTo(f, 9);
  await page.mouse.up();
  await backflow.node("f3").hover();
  await expect.poll(shownValue).toBeCloseTo(await backflow.value("f3"), 9);

  // An input has no map: what was chosen is shown.
  await backflow.node("x1").hover();
  await expect.poll(shownValue).toBeCloseTo(f, 9);
  await expect(page.getByLabel("What is plotted")).toHaveValue(/"f"/);
  expect(backflow.errors).toEqual([]);
});

test("a pane that comes with a document takes the keys from nobody who types meanwhile", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  const held: Route[] = [];
  await page.route(/\/panels-pane-[^/]*\.js$/, (route) => void held.push(route));
  await backflow.openPreset("shallow-relu-3");
  await expect.poll(() => held.length).toBe(1);
  await backflow.press("/");
  const search = page.getByRole("combobox", { name: /^Add a node/ });
  await expect(search).toBeFocused();
  for (const route of held) await route.continue();
  await expect(figureOf(backflow)).toBeVisible();
  await expect(search).toBeFocused();
  expect(backflow.errors).toEqual([]);
});

test("R draws another member of the family, and D makes another network", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("function-family");
  const figure = figureOf(backflow);
  await expect(figure).toHaveAttribute("data-kind", "curve");
  await expect(figure).toHaveAttribute("data-slopes", /\d/);
  const before = await figure.getAttribute("data-slopes");
  await page.keyboard.press("r");
  await expect(figure).not.toHaveAttribute("data-slopes", before ?? "");
  await expect(page.getByText(/linear regions/).first()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(figure).toHaveAttribute("data-slopes", before ?? "");

  await backflow.follow("#preset=shallow-relu-d");
  const units = page.getByRole("slider", { name: /Hidden units D/ });
  await units.focus();
  await page.keyboard.press("End");
  await expect
    .poll(async () => (await numbers(figureOf(backflow), "data-joints")).length)
    .toBeGreaterThan(300);

  await backflow.follow("#preset=depth");
  await expect(figureOf(backflow)).toHaveAttribute("data-kind", "layers");
  await page.getByRole("button", { name: "What this figure shows" }).click();
  const csv = await backflow.download(() => page.getByRole("button", { name: "CSV" }).click());
  expect(csv.text.split("\r\n")[0]).toBe('"node","share","factor","value of the factor"');
  expect(backflow.errors).toEqual([]);
});

test("what is told above a plot moves it neither from region to region nor from D to D, whose bound is always told", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("shallow-relu-3");
  const figure = figureOf(backflow);
  const plot = figure.locator("svg[data-drawing]");
  const topOfPlot = async () => (await backflow.boxOf(plot)).y;
  await page.getByRole("slider", { name: /present point/ }).focus();
  await expect(figure).toContainText("slope here = ϕ₂θ₂₁");
  const ofOneTerm = await topOfPlot();
  await backflow.press("Shift+ArrowRight", "Shift+ArrowRight");
  await expect(figure).toContainText("slope here = ϕ₂θ₂₁ + ϕ₃θ₃₁");
  expect(await topOfPlot()).toBe(ofOneTerm);

  await backflow.follow("#preset=universal-approximation");
  await page.getByLabel("Figure", { exact: true }).selectOption({ index: 1 });
  await expect(figure).toContainText("With D = 6 the network");
  await expect(figure).toContainText("the bound is 0.");
  const ofSix = await topOfPlot();
  await page.getByRole("slider", { name: /Hidden units D/ }).focus();
  for (const units of [7, 8, 9]) {
    await page.keyboard.press("ArrowRight");
    await expect(figure).toContainText(`With D = ${units} the network`);
    await expect(figure).toContainText("the bound is 0.");
    expect(await topOfPlot()).toBe(ofSix);
  }
});

test("what the bars stand for is told whole, and the seed stands in line with the other settings", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 } });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("depth");
  const choice = page.getByLabel("What the bars stand for");
  await expect(choice).toBeVisible();
  const room = await choice.evaluate((select) => {
    const style = getComputedStyle(select);
    const words = document.createElement("span");
    words.style.font = style.font;
    words.style.whiteSpace = "nowrap";
    words.style.position = "absolute";
    words.textContent = (select as HTMLSelectElement).selectedOptions[0]?.label ?? "";
    document.body.append(words);
    const { width } = words.getBoundingClientRect();
    words.remove();
    // The arrow of the choice takes about as much as it is high.
    return select.clientWidth - Number.parseFloat(style.fontSize) - width;
  });
  expect(room).toBeGreaterThan(0);
  const seed = await backflow.boxOf(page.getByRole("spinbutton", { name: "Seed" }));
  const scale = await backflow.boxOf(page.getByRole("spinbutton", { name: "Weight scale, typed" }));
  const middleOf = ({ y, height }: { y: number; height: number }) => y + height / 2;
  expect(Math.abs(middleOf(seed) - middleOf(scale))).toBeLessThan(2);
});

test("bars of the depth are as long as what they tell, however small, and no word lies over where one ends", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 } });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("depth");
  await backflow.setNumber("Depth, typed", "24");
  await backflow.setNumber("Weight scale, typed", "3");
  const figure = figureOf(backflow);
  const bars = figure.locator("svg rect");
  await expect(bars).toHaveCount(48);
  const sizes: [string, number][] = JSON.parse((await figure.getAttribute("data-bars")) ?? "[]");
  const [, smallest = 1] = sizes[0] ?? [];
  expect(smallest).toBeLessThan(1e-19);
  const boxes = await bars.evaluateAll((all) =>
    all.map((bar) => bar.getBoundingClientRect().toJSON()),
  );
  // The last bar is 1, and of no length.
  const lengths = boxes.slice(0, -1).map(({ height }) => height);
  const perPower = (lengths[0] ?? 0) / -Math.log10(smallest);
  for (const [place, length] of lengths.entries()) {
    expect(length / perPower).toBeCloseTo(-Math.log10(sizes[place]?.[1] ?? 1), 1);
  }
  const word = await backflow.boxOf(figure.getByText("vanishing", { exact: true }));
  const isUnder = ({ x, width, bottom }: { x: number; width: number; bottom: number }) =>
    x + width > word.x && x < word.x + word.width && bottom > word.y;
  expect(boxes.filter(isUnder)).toEqual([]);
});

test("on a phone two fingers zoom a figure, and its pane tells the steps of the run", async ({
  browserName,
  newPage,
}) => {
  test.skip(browserName !== "chromium", "Fingers are sent by the protocol of Chromium");
  const backflow = new BackflowPage(await newPage(PHONE));
  const fingers = await Fingers.of(backflow);
  await backflow.openPreset("shallow-relu-3");
  const figure = figureOf(backflow);
  await expect.poll(async () => (await numbers(figure, "data-joints")).length).toBe(3);
  const box = await backflow.boxOf(figure.getByRole("slider", { name: /present point/ }));
  const at = (part: number) => ({ x: box.x + part * box.width, y: box.y + 70 });
  await fingers.move([
    [at(0.45), at(0.3)],
    [at(0.55), at(0.9)],
  ]);
  await expect.poll(async () => (await numbers(figure, "data-joints")).length).toBeLessThan(3);
  await expect(backflow.page.getByRole("button", { name: "Fit", exact: true })).toBeVisible();

  // The edge above it gives it more room.
  const edge = backflow.page.getByRole("separator", { name: "Edge between graph and pane" });
  const pane = backflow.page.getByRole("complementary", { name: "Figures" });
  const { height: before } = await backflow.boxOf(pane);
  const on = await backflow.middleOf(edge);
  await fingers.move([[on, { x: on.x, y: on.y - 60 }]]);
  await expect
    .poll(async () => Math.abs(((await pane.boundingBox())?.height ?? 0) - before - 60))
    .toBeLessThan(2);
  await edge.press("ArrowDown");
  await expect.poll(async () => (await pane.boundingBox())?.height).toBeLessThan(before + 50);

  // Where the pane has the place of the stage it tells the steps as well: title, number and words, and the equation at a press.
  const step = pane.getByRole("region", { name: "The step" });
  await backflow.press("ArrowRight");
  await expect(step).toContainText("Forward through linear f₁ (step 1 of 23)");
  await step.getByRole("button", { expanded: false }).click();
  await expect(step.locator(".katex:visible").first()).toBeVisible();
  expect(backflow.errors).toEqual([]);
});

test("with letters of twice the size each panel of a column has room for its words, and the pane scrolls", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  await page.addInitScript(() =>
    addEventListener("DOMContentLoaded", () => {
      document.documentElement.style.fontSize = "200%";
    }),
  );
  const backflow = new BackflowPage(page);
  await backflow.openPreset("shallow-relu-3");
  const [second, third] = ["h₂", "h₃"].map((name) =>
    page.locator(`[data-figure] [data-text="${name}"]`),
  );
  if (!second || !third) throw new Error("There are two names.");
  await third.scrollIntoViewIfNeeded();
  await expect(third).toBeInViewport({ ratio: 0.99 });
  const [above, below] = [await backflow.boxOf(second), await backflow.boxOf(third)];
  expect(below.y).toBeGreaterThan(above.y + above.height);
});

test("in front of a class the numbers of a figure have 12 pixels, and are larger once it has half of the page", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const backflow = new BackflowPage(page);
  await backflow.open();
  for (const preset of ["shallow-relu-3", "two-inputs", "depth", "universal-approximation"]) {
    await backflow.follow(`#preset=${preset}`);
    const figure = page.locator("[data-figure]");
    await expect(figure.locator("svg text").first()).toBeVisible();
    /** The smallest number of the figure, in pixels, and the letters of its axis' name. */
    const sizes = () =>
      figure.evaluate((root) => {
        const sizeOf = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
        const told = [...root.querySelectorAll("svg text, [data-text]")];
        const numbers = told.filter(({ textContent }) => /\d/.test(textContent ?? ""));
        return { least: Math.min(...numbers.map(sizeOf)), ticks: numbers.map(sizeOf)[0] ?? 0 };
      });
    const before = await sizes();
    expect(before.least, preset).toBeGreaterThanOrEqual(12);
    await backflow.press("Shift+f");
    await expect
      .poll(async () => (await sizes()).ticks, { message: preset })
      .toBeGreaterThan(1.25 * before.ticks);
    expect((await sizes()).least, preset).toBeGreaterThanOrEqual(12);
  }
});

test("on a phone that lies each step is told below the canvas, and what a figure plots is seen whole", async ({
  newPage,
}) => {
  const page = await newPage({
    viewport: { width: 844, height: 390 },
    hasTouch: true,
    reducedMotion: "reduce",
  });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("shallow-relu-3");
  // All panels are in sight, down to the name of the last.
  const figure = figureOf(backflow);
  await expect(figure.locator('[data-text="h₃"]')).toBeInViewport({ ratio: 0.99 });
  const canvas = await backflow.boxOf(backflow.canvas);
  await backflow.press("ArrowRight");
  const step = page.getByRole("region", { name: "The step" });
  await expect(step).toContainText("Forward through linear f₁ (step 1 of 23)");
  await expect(step).toBeInViewport({ ratio: 0.99 });
  const story = await backflow.boxOf(step);
  expect(story.x + story.width).toBeLessThanOrEqual(canvas.x + canvas.width + 1);
  await step.getByRole("button", { expanded: false }).click();
  await expect(step.locator(".katex:visible").first()).toBeInViewport();
  await expect(backflow.node("f1")).toBeInViewport({ ratio: 0.99 });
  // Upright again it stands in the pane.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(
    page.getByRole("complementary", { name: "Figures" }).getByRole("region", { name: "The step" }),
  ).toBeVisible();
  expect(backflow.errors).toEqual([]);
});

test("a finger up or down a curve, or beside a map, scrolls to what stands below, and drags what it holds", async ({
  browserName,
  newPage,
}) => {
  test.skip(browserName !== "chromium", "Fingers are sent by the protocol of Chromium");
  const backflow = new BackflowPage(await newPage(PHONE));
  const { page } = backflow;
  const fingers = await Fingers.of(backflow);
  await backflow.openPreset("shallow-relu-3");
  const figure = figureOf(backflow);
  await expect(figure).toHaveAttribute("data-joints", /0\.7692/);
  // A finger that was quick leaves what it has scrolled moving for a while: places are asked for once it rests.
  const boxOfPanel = () => backflow.boxOf(page.locator('[data-figure] [data-text="h₁"]'));
  // On the panel of h₁, right of the present point: nothing is held there.
  const { y: before } = await boxOfPanel();
  const from = { x: 330, y: before + 12 };
  await fingers.drag(from, { x: from.x + 3, y: from.y - 150 });
  await expect.poll(async () => (await boxOfPanel()).y).toBeLessThan(before - 60);
  await expect(page.getByRole("button", { name: "Fit", exact: true })).toHaveCount(0);

  // The present point is held, whichever way the finger goes.
  const { y: scrolled } = await boxOfPanel();
  const plot = await backflow.boxOf(figure.getByRole("slider", { name: /present point/ }));
  const handle = {
    x: plot.x + 62 + ((plot.width - 62 - 16) * (0.6 + 0.2)) / 1.4,
    y: plot.y + plot.height - 46,
  };
  await fingers.drag(handle, { x: handle.x + 30, y: handle.y - 60 });
  await expect.poll(() => backflow.value("x")).toBeGreaterThan(0.65);
  expect((await boxOfPanel()).y).toBe(scrolled);

  // A map moves both ways; beside it the pane scrolls.
  // Opened anew, its pane is at its top: how far a quick finger has scrolled the one before is not known.
  await backflow.openPreset("two-inputs");
  await expect(figure).toHaveAttribute("data-regions", "6");
  const edges = () => backflow.boxOf(figure.locator("canvas"));
  const map = await edges();
  const beside = { x: map.x + map.width + 25, y: map.y + 90 };
  await fingers.drag(beside, { x: beside.x, y: beside.y - 150 });
  await expect.poll(async () => (await edges()).y).toBeLessThan(map.y - 40);
  const { x, y } = await edges();
  const fit = page.getByRole("button", { name: "Fit", exact: true });
  await expect(fit).toHaveCount(0);
  await fingers.drag({ x: x + 20, y: y + 165 }, { x: x + 24, y: y + 110 });
  await expect(fit).toBeVisible();
  expect((await edges()).y).toBe(y);
  expect(backflow.errors).toEqual([]);
});

test("on a phone a double tap on a map adds a row, as a double click does", async ({
  browserName,
  newPage,
}) => {
  test.skip(browserName !== "chromium", "Fingers are sent by the protocol of Chromium");
  const backflow = new BackflowPage(await newPage(PHONE));
  const { page } = backflow;
  const fingers = await Fingers.of(backflow);
  await backflow.openPreset("two-inputs");
  const figure = figureOf(backflow);
  await expect(figure).toHaveAttribute("data-regions", "6");
  const { x, y, width } = await backflow.boxOf(figure.locator("canvas"));
  // Where −1.6 and 1.7 are, both axes from −2 to 2: no row is near.
  const place = { x: x + width * 0.1, y: y + width * 0.075 };
  await fingers.tap(place);
  await fingers.tap(place);
  await expect(page.getByRole("log", { name: "What was done" })).toHaveText("Row 61 added.");
  await expect(page.getByRole("button", { name: "Fit", exact: true })).toHaveCount(0);
  expect(backflow.errors).toEqual([]);
});

test("on a phone that lies what a figure shows, and what is done with it, stand in one line", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 844, height: 390 }, hasTouch: true });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("loss-slice");
  const figures = page.getByRole("tabpanel", { name: "Figures" });
  const chooser = figures.getByRole("combobox", { name: "Figure", exact: true });
  const settings = backflow.button("What this figure shows");
  const topOf = async (part: Locator) => (await part.boundingBox())?.y ?? Number.NaN;
  await expect
    .poll(async () => Math.abs((await topOf(settings)) - (await topOf(chooser))))
    .toBeLessThan(8);
});
