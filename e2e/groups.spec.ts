import { expect } from "@playwright/test";
import { BackflowPage, NODE_HEAD } from "./backflow-page";
import { test } from "./test";

test("nodes fold into one with ports and a name, and unfold; a note has symbols; all is kept and undone", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 23);
  await expect(backflow.node("f0")).not.toHaveAttribute("data-gradient", "");
  const before = await backflow.gradient("f0");
  for (const id of ["f1", "h2", "f2"]) {
    await backflow.node(id).click({ modifiers: id === "f1" ? [] : ["Shift"], position: NODE_HEAD });
  }
  await backflow.press("Control+g");
  const card = page.locator("[data-group]");
  await expect(card).toHaveAccessibleName("Group Group 1, 3 nodes");
  await expect(backflow.node("h2")).toHaveCount(0);
  // What leads in and out goes on, with its numbers; what is inside is not drawn.
  await expect(backflow.wire("h1", "f1")).toHaveAttribute("data-local", "-0.4");
  await expect(backflow.wire("f2", "h3")).toBeAttached();
  await expect(backflow.wire("f1", "h2")).toHaveCount(0);
  await expect.poll(() => backflow.gradient("f0")).toBe(before);

  const name = card.getByRole("textbox", { name: "Name of the group" });
  await backflow.type(name, "Middle");
  await name.press("Enter");
  await expect(card).toHaveAccessibleName("Group Middle, 3 nodes");
  await backflow.restingView();
  const beside = await backflow.middleOf(backflow.node("h1"));
  const held = await backflow.middleOf(card);
  await backflow.dragTo({ x: held.x, y: held.y + 10 }, { x: beside.x + 150, y: beside.y + 160 });
  await page.mouse.up();

  await page.keyboard.press("Escape");
  await backflow.press("x");
  await backflow.type(
    page.getByRole("textbox", { name: "Text of the note" }),
    "Look at $\\omega_0$",
  );
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

test("wires begin and end at the card of a folded group; groups fold into one another", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const head = { position: NODE_HEAD };
  for (const id of ["f1", "h2", "f2"]) {
    await backflow.node(id).click({ modifiers: id === "f1" ? [] : ["Shift"], ...head });
  }
  await backflow.press("Control+g");
  const card = page.locator("[data-group]");
  await expect(card).toHaveAccessibleName("Group Group 1, 3 nodes");
  await backflow.press("Escape");

  // From its output on, as from any node.
  const output = backflow.button("Output f₂ of the group");
  const from = await backflow.middleOf(output);
  await backflow.drag(output, { x: from.x + 40, y: from.y + 210 });
  await expect(backflow.nodeSearch).toBeFocused();
  await page.keyboard.type("tanh");
  await backflow.press("Enter");
  await expect(backflow.wire("f2", "h4")).toBeAttached();
  // Onto the card: what in it takes the wire.
  await backflow.dragTo(backflow.outputPort("x"), card);
  await expect(backflow.verdict).toContainText("x");
  await page.mouse.up();
  await expect(backflow.wire("x", "f1", 1)).toBeAttached();
  // The end of a wire is taken out of its port at the card, and let go at another node.
  await backflow.drag(backflow.button("Input h₁ of the group"), backflow.node("f3"));
  await expect(backflow.wire("h1", "f3", 1)).toBeAttached();
  await expect(backflow.wire("h1", "f1")).toHaveCount(0);
  await backflow.press("Control+z", "Control+z", "Control+z");

  await backflow.press("Escape");
  await card.click({ position: { x: 80, y: 70 } });
  await backflow.node("h3").click({ modifiers: ["Shift"], ...head });
  await backflow.press("Control+g");
  await expect(card).toHaveAccessibleName("Group Group 2, 4 nodes");
  await card.getByRole("button", { name: "Unfold Group 2" }).click();
  await expect(page.getByRole("region", { name: "Group Group 2" })).toBeVisible();
  await expect(card).toHaveAccessibleName("Group Group 1, 3 nodes");
  await expect(backflow.node("h3")).toBeVisible();
  await card.getByRole("button", { name: "Unfold Group 1" }).click();
  await expect(backflow.node("h2")).toBeVisible();
  expect(backflow.errors).toEqual([]);
});
