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
    const cut: string[] = [];
    for (const preset of PRESETS) {
      await backflow.openPreset(preset);
      await page.evaluate(() => document.fonts.ready);
      const last = Number(await backflow.scrubber.getAttribute("max"));
      for (;;) {
        await backflow.press("ArrowRight");
        const place = Number(await backflow.scrubber.inputValue());
        for (const part of await cutParts(page)) cut.push(`${preset} ${place}: ${part}`);
        if (place === last) break;
      }
    }
    expect(cut).toEqual([]);
  });
}
