import { expect, type Page } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

/** Windows of phones, upright and turned, and of projectors. */
const WINDOWS = [
  [360, 640],
  [390, 664],
  [375, 667],
  [844, 390],
  [667, 375],
  [1280, 720],
  [1366, 768],
] as const;
const PRESETS = ["toy-network", "saturated-sigmoid", "fan-out"] as const;

/** What of the present equation cannot be seen without scrolling. */
function cutParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const frame = document.querySelector("[aria-label='What happens']");
    if (!frame) return ["no stage"];
    const seen = frame.getBoundingClientRect();
    return Array.from(frame.querySelectorAll("[data-row] .katex-html"), (formula) => {
      const { left, right, top, bottom } = formula.getBoundingClientRect();
      const whole =
        left >= seen.left - 2 &&
        right <= seen.right + 2 &&
        top >= seen.top - 2 &&
        bottom <= seen.bottom + 2;
      return whole
        ? ""
        : `${formula.textContent} (${Math.round(bottom - seen.bottom)} below, ${Math.round(right - seen.right)} beside)`;
    }).filter((told) => told !== "");
  });
}

for (const [width, height] of WINDOWS) {
  test(`the equation of every step is whole at ${width} × ${height}`, async ({ newPage }) => {
    const backflow = new BackflowPage(
      await newPage({
        viewport: { width, height },
        hasTouch: width < 1000,
        isMobile: width < 1000,
        reducedMotion: "reduce",
      }),
    );
    const { page } = backflow;
    for (const preset of PRESETS) {
      await backflow.openPreset(preset);
      const last = (await backflow.scrubber.getAttribute("max")) ?? "";
      for (let step = 1; ; step++) {
        await backflow.press("ArrowRight");
        await expect(backflow.scrubber).toHaveAttribute("aria-valuetext", RegExp(`^step ${step} `));
        // A face of the type that this equation is the first to need comes a moment later, and it is fitted anew.
        await expect.poll(() => cutParts(page), { message: `${preset}, step ${step}` }).toEqual([]);
        if ((await backflow.scrubber.inputValue()) === last) break;
      }
    }
  });
}

test("the equation of a step stays whole, and as large as it can be, when its numbers change", async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 23);
  const board = page.locator("[aria-label='What happens'] [data-cut]");
  const size = () =>
    board.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  await expect.poll(() => cutParts(page)).toEqual([]);
  await backflow.awaitFaces();
  const before = await backflow.settled(size);
  const weight = page.getByRole("spinbutton", { name: "ω₃", exact: true });
  const first = await weight.inputValue();
  await backflow.type(weight, "1.2345e-7");
  await weight.press("Enter");
  await expect.poll(size).toBeLessThan(before);
  await expect.poll(() => cutParts(page)).toEqual([]);
  await backflow.type(weight, first);
  await weight.press("Enter");
  await expect.poll(size).toBe(before);
  expect(backflow.errors).toEqual([]);
});
