import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

interface KeyPress {
  /** Left out of the presses that come without, as when a browser fills in a field. */
  readonly key?: string;
  readonly code?: string;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly isComposing?: boolean;
}

/** Tells an element of a key press. True where the page kept it from the browser. */
function sendKey(backflow: BackflowPage, selector: string, press: KeyPress): Promise<boolean> {
  return backflow.page.evaluate(
    ([target, init]) => {
      const event = new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true });
      if (init.key === undefined) Object.defineProperty(event, "key", { value: undefined });
      const element = document.querySelector(target);
      if (!element) throw new Error(`There is no ${target}.`);
      return !element.dispatchEvent(event);
    },
    [selector, press] as const,
  );
}

test("Ctrl Z undoes on a Russian, Greek or Arabic keyboard", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const before = '{"beta":[2],"omega":[[-0.4]]}';
  for (const key of ["я", "ζ", "ئ"]) {
    await backflow.setNumber("ω₁", "-0.9");
    await expect(backflow.node("f1")).not.toHaveAttribute("data-parameters", before);
    expect(await sendKey(backflow, "body", { key, code: "KeyZ", ctrlKey: true })).toBe(true);
    await expect(backflow.node("f1")).toHaveAttribute("data-parameters", before);
  }
});

test("a key press that is none harms nothing, and an input method's Enter commits nothing", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  for (const target of ["body", '.react-flow__node[data-id="h1"]', "input"]) {
    await sendKey(backflow, target, {});
  }
  await backflow.number("ω₁").click();
  await backflow.type(backflow.number("ω₁"), "-0.9");
  await sendKey(backflow, "input:focus", { key: "Enter", isComposing: true });
  await expect(backflow.node("f1")).toHaveAttribute(
    "data-parameters",
    '{"beta":[2],"omega":[[-0.4]]}',
  );
  await backflow.press("Escape", "Escape", "/");
  await expect(backflow.nodeSearch).toBeFocused();
  await sendKey(backflow, "input:focus", { key: "Escape", isComposing: true });
  await expect(backflow.nodeSearch).toBeVisible();
  expect(backflow.errors).toEqual([]);
});

test("keys that can do nothing are left to the browser", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  for (const key of ["F2", "Backspace"]) {
    expect(await sendKey(backflow, "body", { key })).toBe(false);
  }
  expect(await sendKey(backflow, "body", { key: "ArrowLeft", altKey: true })).toBe(false);
  await backflow.selectByKey("h1");
  expect(await sendKey(backflow, "body", { key: "ArrowLeft", altKey: true })).toBe(true);
});

test("Ctrl S while a number is typed saves what was typed", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.number("ω₁").click();
  await backflow.type(backflow.number("ω₁"), "-0.9");
  const { text } = await backflow.download(() => backflow.press("Control+s"));
  expect(text).toContain("-0.9");
});

// A test of its own: what Firefox tells of a download takes the focus from the window, where no field can be left.
test("Ctrl S while the title is typed saves what was typed", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.button("File").click();
  await backflow.button("Rename this graph").click();
  const field = page.getByRole("textbox", { name: "Title of the graph" });
  await backflow.type(field, "My lecture");
  const { name } = await backflow.download(() => backflow.press("Control+s"));
  expect(name).toBe("my-lecture.backflow.json");
});

test("a paste that follows a middle press is none", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const paste = () => backflow.paste(page.locator("body"), "some words");
  const box = await backflow.canvas.boundingBox();
  if (!box) throw new Error("There is no canvas.");
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down({ button: "middle" });
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + 40);
  await page.mouse.up({ button: "middle" });
  await paste();
  await expect(page.getByText("is no graph")).toBeHidden();
  await backflow.press("Shift");
  await paste();
  await expect(page.getByText("is no graph")).toBeVisible();
});
