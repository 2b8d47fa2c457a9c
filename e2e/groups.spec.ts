import { expect, test } from "@playwright/test";
import { BackflowPage } from "./backflow-page";

test("nodes fold into one with ports and a name, and unfold; a note has symbols; all is kept and undone", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 23);
  const before = await backflow.gradient("f0");
  for (const id of ["f1", "h2", "f2"]) {
    await backflow
      .node(id)
      .click({ modifiers: id === "f1" ? [] : ["Shift"], position: { x: 40, y: 15 } });
  }
  await backflow.press("Control+g");
  const card = page.locator("[data-group]");
  await expect(card).toHaveAccessibleName("Group Group 1, 3 nodes");
  await expect(backflow.node("h2")).toHaveCount(0);
  // What leads in and out goes on, with its numbers; what is inside is not drawn.
  await expect(backflow.wire("h1", "f1")).toHaveAttribute("data-local", "-0.4");
  await expect(backflow.wire("f2", "h3")).toBeAttached();
  await expect(backflow.wire("f1", "h2")).toHaveCount(0);
  expect(await backflow.gradient("f0")).toBe(before);

  const name = card.getByRole("textbox", { name: "Name of the group" });
  await name.fill("Middle");
  await name.press("Enter");
  await expect(card).toHaveAccessibleName("Group Middle, 3 nodes");
  const from = await backflow.middleOf(backflow.node("h1"));
  await backflow.dragTo(
    { x: (await backflow.middleOf(card)).x, y: (await backflow.middleOf(card)).y + 10 },
    { x: from.x + 150, y: from.y + 160 },
  );
  await page.mouse.up();

  await page.keyboard.press("Escape");
  await backflow.press("x");
  await page.getByRole("textbox", { name: "Text of the note" }).fill("Look at $\\omega_0$");
  await page.keyboard.press("Enter");
  const note = page.locator("[data-note]");
  await expect(note.getByRole("img", { name: "ω₀" })).toBeVisible();

  await card.getByRole("button", { name: "Unfold Middle" }).click();
  await expect(backflow.node("h2")).toBeVisible();
  await expect(page.getByRole("region", { name: "Group Middle" })).toBeVisible();
  await backflow.press("Control+z");
  await expect(card).toBeVisible();
  await expect(backflow.title.or(page.getByText("Saved"))).not.toHaveCount(0);
  expect(backflow.errors).toEqual([]);
});
