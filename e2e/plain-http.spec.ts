import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Serves the page under a name that is not localhost, by plain http: as a lecture hall's own server would. */
async function servePlainly(page: Page): Promise<void> {
  await page.route("http://lecture.test/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = pathname === "/" ? "/index.html" : pathname;
    const contentType = TYPES[extname(file)] ?? "application/octet-stream";
    await route.fulfill({ body: await readFile(join(DIST, file)), contentType });
  });
}

test("by plain http everything can be edited, undone, kept and saved", async ({ page }) => {
  await servePlainly(page);
  const backflow = new BackflowPage(page);
  await page.goto("http://lecture.test/#preset=toy-network");
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await backflow.setNumber("ω₁", "-0.9");
  await expect(backflow.node("f1")).toHaveAttribute(
    "data-parameters",
    '{"beta":[2],"omega":[[-0.9]]}',
  );
  await backflow.selectByKey("h2");
  await backflow.press("Delete");
  await expect(backflow.node("h2")).toHaveCount(0);
  await backflow.press("Control+z");
  await expect(backflow.node("h2")).toHaveCount(1);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const { text } = await backflow.download(() => backflow.press("Control+s"));
  expect(JSON.parse(text).nodes).toHaveLength(10);
  await page.goto("http://lecture.test/");
  await page.reload();
  await expect(backflow.node("f1")).toHaveAttribute(
    "data-parameters",
    '{"beta":[2],"omega":[[-0.9]]}',
  );
  await backflow.press("g");
  await backflow.button("New graph").click();
  await expect(page.locator("[data-node]")).toHaveCount(0);
  expect(backflow.errors).toEqual([]);
});
