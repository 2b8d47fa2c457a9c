import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

test("a saturated sigmoid is named where it stands, with its factor", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("saturated-sigmoid");
  await backflow.press("End");
  await expect(backflow.node("h2")).toHaveAttribute("data-state", "saturated");
  await expect(backflow.node("f2")).toHaveAttribute("data-flow", "vanishing");
  await expect(backflow.node("h1")).toHaveAttribute("data-flow", "flowing");
  await expect(backflow.wire("f2", "h2")).toHaveAttribute("data-flow", "vanishing");
  await expect(backflow.node("h2")).toContainText("1.349·10⁻⁴");
});

test("a finding says why in words, lights its factors and path, and selects the culprit", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("saturated-sigmoid");
  await backflow.press("End", "h");
  const panel = page.getByRole("complementary", { name: /health/i });
  await expect(panel).toContainText(/saturated/);
  const finding = panel.getByRole("listitem").filter({ hasText: /f₂/ }).first();
  await finding.hover();
  for (const [source, target] of [
    ["f2", "h2"],
    ["h2", "f3"],
    ["f3", "h3"],
    ["h3", "f4"],
  ] as const) {
    await expect(backflow.wire(source, target)).toHaveAttribute("data-lit", "true");
  }
  await finding.getByRole("button").first().click();
  await expect(backflow.node("h2")).toHaveAttribute("data-selected", "true");
});

test("in the vanishing chain the product is the reason; with ReLU it flows", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("vanishing-chain");
  await backflow.press("End", "h");
  await expect(page.getByRole("complementary", { name: /health/i })).toContainText(
    /factors .* each/,
  );
  await expect(backflow.node("f1")).toHaveAttribute("data-flow", "vanishing");
  await backflow.openPreset("relu-chain");
  await backflow.press("End");
  await expect(backflow.node("f1")).toHaveAttribute("data-flow", "flowing");
});

test("a threshold is edited in the panel, judges anew, and is undone", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("vanishing-chain");
  await backflow.press("h");
  const threshold = page.getByRole("spinbutton", { name: /vanishing/i });
  await threshold.click();
  await backflow.type(threshold, "1e-9");
  await threshold.press("Enter");
  await threshold.blur();
  await expect(backflow.node("f1")).toHaveAttribute("data-flow", "flowing");
  await backflow.button("Undo").click();
  await expect(backflow.node("f1")).toHaveAttribute("data-flow", "vanishing");
});

test("the first step that is not finite is named, and nothing prints a bare NaN", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("overflow");
  await backflow.press("End");
  await expect(backflow.node("h2")).toContainText("exp[812.4] overflows");
  await expect(backflow.node("h2")).toHaveAttribute("data-value", "Infinity");
  await expect(backflow.node("f0")).toHaveAttribute("data-flow", "not-finite");
  await backflow.press("h");
  await expect(page.getByRole("complementary")).toContainText("overflows");
  await expect(page.locator("body")).not.toContainText(/\bNaN\b/, { useInnerText: true });
});

test("an inactive ReLU blocks its branch, and the other flows", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("inactive-relu");
  await backflow.press("End");
  await expect(backflow.node("h1")).toHaveAttribute("data-state", "inactive");
  await expect(backflow.node("f1")).toHaveAttribute("data-flow", "blocked");
  await expect(backflow.wire("f1", "h1")).toHaveAttribute("data-gradient", "0");
});

test("at a fan-out the wires carry their contributions and the node their sum", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("fan-out");
  await backflow.press("End");
  const along = async (target: string) =>
    Number(await backflow.wire("f0", target).getAttribute("data-gradient"));
  // What is painted at the node and at both wires belongs together once all of it is.
  await expect
    .poll(async () => (await backflow.gradient("f0")) - (await along("h1")) - (await along("h2")))
    .toBeCloseTo(0, 12);
  await expect(backflow.node("f0")).toContainText("Σ");
});
