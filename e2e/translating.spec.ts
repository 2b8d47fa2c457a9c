import { expect, type Page } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

/** What a browser's translator does: every text that may be translated goes into two elements of the translator's own. */
function translate(page: Page): Promise<number> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    let count = 0;
    for (const text of texts) {
      const parent = text.parentElement;
      if (!parent || parent.closest("script, style, textarea, input, noscript, font, svg"))
        continue;
      if (parent.closest("[translate]")?.getAttribute("translate") === "no") continue;
      if (!/[A-Za-z]{2}/.test(text.data)) continue;
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      inner.textContent = `«${text.data}»`;
      outer.append(inner);
      parent.replaceChild(outer, text);
      count++;
    }
    return count;
  });
}

test("a page that the browser translates goes on working, and its words stay true", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("saturated-sigmoid", 5);
  // What explains a step may come later than the page, and is translated as well.
  await expect(backflow.stage).toContainText("step 5 of 23");
  expect(await translate(page)).toBeGreaterThan(5);
  await expect(backflow.stage).toContainText("«");
  await backflow.press("h");
  const health = page.getByRole("complementary", { name: "Health" });
  await expect(health).toBeVisible();
  for (let step = 6; step <= 23; step++) {
    await translate(page);
    await backflow.press("ArrowRight");
    const title = backflow.stage.getByRole("heading");
    await expect(backflow.stage).toContainText(`step ${step} of 23`);
    // The new step's own words stand there, not the translation of the last.
    await expect(title).not.toContainText("«");
  }
  await translate(page);
  await backflow.setNumber("β₂", "0");
  await backflow.press("Space", "Space", "p", "Escape", "?", "Escape", "Control+z");
  await translate(page);
  await backflow.press("Home");
  await expect(backflow.stage.getByRole("heading")).not.toContainText("«");
  await expect(page.getByText("stopped working")).toHaveCount(0);
  expect(backflow.errors).toEqual([]);
});
