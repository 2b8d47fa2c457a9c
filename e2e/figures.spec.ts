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
    expect(await backflow.value("x")).toBeCloseTo(0.7, 9);

    // The handle on the axis is dragged across the last joint: slope and derivative change together.
    const box = await present.boundingBox();
    if (!box) throw new Error("The figure has no box.");
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
    expect(await backflow.gradient("x")).toBeCloseTo(2.55, 12);
    // One drag, one undo.
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(async () => backflow.value("x")).toBeCloseTo(0.7, 9);
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

test("on a map rows are chosen, dragged and added, the view moves, and the numbers are taken away", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("two-inputs");
  const figure = figureOf(backflow);
  await expect(figure).toHaveAttribute("data-regions", "6");
  await expect(figure).toHaveAttribute("data-cells", "100");
  const box = await figure.locator("canvas").boundingBox();
  if (!box) throw new Error("The map has no box.");
  /** Both axes show −2 to 2. */
  const placeOf = (x: number, y: number) => ({
    x: box.x + (box.width * (x + 2)) / 4,
    y: box.y + (box.height * (2 - y)) / 4,
  });
  // A click on the row of the second sample chooses it; its place is that of the present point then.
  await page.getByRole("button", { name: "Next sample" }).click();
  const [x = 0, y = 0] = await numbers(figure, "data-point");
  await page.getByRole("button", { name: /^Sample before/ }).click();
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
  await page
    .getByRole("textbox", { name: / from$/ })
    .first()
    .fill("-3");
  await page.getByRole("textbox", { name: / to$/ }).first().fill("3");
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
  const before = await figure.getAttribute("data-slopes");
  await page.keyboard.press("r");
  await expect(figure).not.toHaveAttribute("data-slopes", before ?? "");
  await expect(page.getByText(/linear regions/).first()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(figure).toHaveAttribute("data-slopes", before ?? "");

  await backflow.followPreset("shallow-relu-d");
  const units = page.getByRole("slider", { name: /Hidden units D/ });
  await units.focus();
  await page.keyboard.press("End");
  await expect
    .poll(async () => (await numbers(figureOf(backflow), "data-joints")).length)
    .toBeGreaterThan(300);

  await backflow.followPreset("depth");
  await expect(figureOf(backflow)).toHaveAttribute("data-kind", "layers");
  await page.getByRole("button", { name: "What this figure shows" }).click();
  const csv = await backflow.download(() => page.getByRole("button", { name: "CSV" }).click());
  expect(csv.text.split("\r\n")[0]).toBe('"node","share","factor","value of the factor"');
  expect(backflow.errors).toEqual([]);
});

test("two fingers zoom a figure on a phone", async ({ browserName, newPage }) => {
  test.skip(browserName !== "chromium", "Fingers are sent by the protocol of Chromium");
  const backflow = new BackflowPage(await newPage(PHONE));
  const fingers = await Fingers.of(backflow);
  await backflow.openPreset("shallow-relu-3");
  const figure = figureOf(backflow);
  await expect.poll(async () => (await numbers(figure, "data-joints")).length).toBe(3);
  const box = await figure.getByRole("slider", { name: /present point/ }).boundingBox();
  if (!box) throw new Error("The figure has no box.");
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
  const before = (await pane.boundingBox())?.height ?? 0;
  const grip = await edge.boundingBox();
  if (!grip) throw new Error("The edge has no box.");
  const on = { x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 };
  await fingers.move([[on, { x: on.x, y: on.y - 60 }]]);
  await expect
    .poll(async () => Math.abs(((await pane.boundingBox())?.height ?? 0) - before - 60))
    .toBeLessThan(2);
  await edge.press("ArrowDown");
  await expect.poll(async () => (await pane.boundingBox())?.height).toBeLessThan(before + 50);
  expect(backflow.errors).toEqual([]);
});
