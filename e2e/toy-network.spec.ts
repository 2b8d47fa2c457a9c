import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

interface Reference {
  exact: {
    values: Record<string, number>;
    gradients: Record<string, number> & { h3: number };
    parameterGradients: Record<string, number>;
  };
}

const reference = JSON.parse(
  readFileSync(new URL("./reference/toy-network.json", import.meta.url), "utf8"),
) as Reference;

test.describe("the toy network", () => {
  test("is there, evaluated, at the bare address, with one button that runs it", async ({
    page,
  }) => {
    const backflow = new BackflowPage(page);
    await backflow.open();
    await expect(backflow.title).toHaveText(/Toy network/);
    for (const [id, value] of Object.entries(reference.exact.values)) {
      await expect.poll(() => backflow.value(id)).toBeCloseTo(value, 10);
      await expect(backflow.node(id)).toHaveAttribute("data-gradient", "");
    }
    await expect(backflow.button("Play or pause")).toBeVisible();
    expect(backflow.errors).toEqual([]);
  });

  test("shows every derivative and partial at the end of the run", async ({ page }) => {
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network");
    await backflow.press("End");
    for (const [id, gradient] of Object.entries(reference.exact.gradients)) {
      await expect.poll(() => backflow.gradient(id)).toBeCloseTo(gradient, 10);
    }
    for (const k of [0, 1, 2, 3]) {
      const { [`beta${k}`]: beta, [`omega${k}`]: omega } = reference.exact.parameterGradients;
      await expect
        .poll(() => backflow.partials(`f${k}`))
        .toMatchObject({
          beta: [expect.closeTo(beta ?? Number.NaN, 10)],
          omega: [[expect.closeTo(omega ?? Number.NaN, 10)]],
        });
    }
    await expect(backflow.wire("h2", "f2")).toHaveAttribute("data-local", "2");
    await expect
      .poll(async () => Number(await backflow.wire("h3", "f3").getAttribute("data-gradient")))
      .toBeCloseTo(reference.exact.gradients.h3, 10);
  });

  test("is stepped through by key: 8 forward, 7 backward, 8 partials", async ({ page }) => {
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network");
    const parts = [
      { steps: 8, title: /^Forward through / },
      { steps: 7, title: /^Backward through / },
      { steps: 8, title: /^Derivative of [βω]/ },
    ];
    let step = 0;
    for (const { steps, title } of parts) {
      for (const end = step + steps; step < end; step++) {
        await backflow.press("ArrowRight");
        await expect(backflow.stage).toContainText(`step ${step + 1} of 23`);
        await expect(backflow.stage.getByRole("heading").first()).toHaveText(title);
      }
    }
    await expect(backflow.button("Step")).toHaveAttribute("aria-disabled", "true");
    await backflow.press("ArrowLeft");
    await expect(backflow.stage).toContainText("step 22 of 23");
    await backflow.press("Home");
    await expect(backflow.node("f3")).toHaveAttribute("data-gradient", "");
    expect(backflow.errors).toEqual([]);
  });

  test("gives each quantity its derivative when the playhead reaches it", async ({ page }) => {
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network", 11);
    await expect.poll(() => backflow.gradient("f2")).toBeCloseTo(-1.6830577496003047, 10);
    await expect(backflow.node("h2")).toHaveAttribute("data-gradient", "");
    await backflow.press("ArrowLeft");
    await expect(backflow.node("f2")).toHaveAttribute("data-gradient", "");
  });

  test("says the chain rule with what is known marked, and lights the wire of a factor", async ({
    page,
  }) => {
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network", 11);
    await expect(backflow.stage.getByRole("heading").first()).toHaveText("Backward through cos");
    await expect(backflow.stage).toContainText("step 10");
    // It is fitted anew once a face of its type has come: the mouse would be beside it then.
    await backflow.awaitFaces();
    const factor = backflow.stage.getByRole("button", { name: /∂h₃\/∂f₂/ }).first();
    await backflow.boxOf(factor);
    await factor.hover();
    await expect(backflow.wire("f2", "h3")).toHaveAttribute("data-lit", "true");
    await page.mouse.move(5, 300);
    await expect(backflow.wire("f2", "h3")).not.toHaveAttribute("data-lit", "true");
  });
});
