import { expect, type Locator } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
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
