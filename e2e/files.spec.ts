import { writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { storedRecords } from "./stored-records";
import { test } from "./test";

const GRAPH = {
  format: "backflow",
  version: 1,
  title: "One unit",
  nodes: [
    { id: "x", op: "input", value: [[3]], position: { x: 0, y: 28 } },
    { id: "h1", op: "square", position: { x: 200, y: 0 } },
  ],
  wires: [{ from: "x", to: "h1" }],
};
const GOOD = JSON.stringify(GRAPH);

/** Files that hold no graph, and a part of the sentence that says so. */
const BAD: readonly { what: string; bytes: () => Buffer; sentence: RegExp }[] = [
  { what: "something else", bytes: () => Buffer.from('{"hello": 1}'), sentence: /not a Backflow/ },
  { what: "nothing", bytes: () => Buffer.alloc(0), sentence: /not valid JSON/ },
  {
    what: "half a graph",
    bytes: () => Buffer.from(GOOD.slice(0, GOOD.length / 2)),
    sentence: /not valid JSON/,
  },
  {
    what: "bytes of no text",
    bytes: () => Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167) % 256)),
    sentence: /not valid JSON/,
  },
  {
    what: "20 MB of nothing",
    bytes: () => Buffer.alloc(20 * 2 ** 20, " "),
    sentence: /not valid JSON/,
  },
  {
    what: "a graph that runs in a circle",
    bytes: () =>
      Buffer.from(
        JSON.stringify({
          ...GRAPH,
          nodes: [...GRAPH.nodes, { id: "h2", op: "add", position: { x: 0, y: 0 } }],
          wires: [
            { from: "h2", to: "h1" },
            { from: "h1", to: "h2", port: 0 },
            { from: "x", to: "h2", port: 1 },
          ],
        }),
      ),
    sentence: /circle|cycle|itself/,
  },
  {
    what: "a number that is too large",
    bytes: () => Buffer.from(GOOD.replace("[[3]]", "[[1e999]]")),
    sentence: /finite|number/,
  },
];

/** Lets go of a file over the page, or over what lies on it. */
async function drop(page: Page, onto: string, bytes: Buffer): Promise<void> {
  // Packed on its way to the page, where the time of a test would go into large files.
  await page.evaluate(
    async ([selector, text]) => {
      const data = new DataTransfer();
      const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const unpacking = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      const content = await new Response(unpacking).arrayBuffer();
      data.items.add(new File([content], "dropped.backflow.json"));
      const options = { dataTransfer: data, bubbles: true, cancelable: true };
      const target = document.querySelector(selector);
      target?.dispatchEvent(new DragEvent("dragover", options));
      target?.dispatchEvent(new DragEvent("drop", options));
    },
    [onto, gzipSync(bytes).toString("base64")] as const,
  );
}

/** Opens the toy network with an edit of one's own, which is stored. */
async function openOwn(page: Page): Promise<BackflowPage> {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.setNumber("ω₁", "-0.5");
  await expect(backflow.saving).toHaveText("Saved");
  return backflow;
}

for (const { what, bytes, sentence } of BAD) {
  test(`a file with ${what} is refused with a sentence, chosen or dropped, and nothing is lost`, async ({
    page,
  }) => {
    const backflow = await openOwn(page);
    const before = await storedRecords(page);
    const file = test.info().outputPath("notes.json");
    await writeFile(file, bytes());
    await backflow.openFile(file);
    await expect(backflow.alert).toContainText(sentence);
    await backflow.alert.getByRole("button", { name: "Close this message" }).click();
    await drop(page, "main", bytes());
    await expect(backflow.alert).toContainText(sentence);
    await expect(backflow.saving).toHaveText("Saved");
    expect(await storedRecords(page)).toEqual(before);
    await expect(backflow.node("f1")).toHaveAttribute("data-parameters", /-0.5/);
    await backflow.press("Control+z");
    await expect(backflow.node("f1")).not.toHaveAttribute("data-parameters", /-0.5/);
    expect(backflow.errors).toEqual([]);
  });
}

test("a file that is larger than any graph is refused without being read", async ({ page }) => {
  const backflow = await openOwn(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    const megabyte = new Uint8Array(2 ** 20);
    data.items.add(new File(Array<BlobPart>(129).fill(megabyte), "film.mp4"));
    const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector("main")?.dispatchEvent(event);
  });
  await expect(backflow.alert).toContainText("“film.mp4” is larger than 128 MB");
  await expect(backflow.node("f1")).toHaveAttribute("data-parameters", /-0.5/);
  expect(backflow.errors).toEqual([]);
});

for (const dialog of ["Presets", "Share", "My graphs", "Keys"] as const) {
  test(`a file that is dropped while a dialog is open is refused in it, or opened: ${dialog}`, async ({
    page,
  }) => {
    const backflow = await openOwn(page);
    const keys = { Presets: "p", "My graphs": "g", Keys: "?" };
    if (dialog === "Share") await backflow.button("Share").click();
    else await backflow.press(keys[dialog]);
    const open = page.getByRole("dialog");
    await expect(open).toBeVisible();
    await drop(page, "dialog", Buffer.from("no graph"));
    await expect(open.getByRole("alert")).toContainText("not valid JSON");
    await expect(open).toBeVisible();
    await drop(page, "dialog", Buffer.from(GOOD));
    await expect(open).toBeHidden();
    await expect(backflow.title).toHaveText("One unit");
    await expect(backflow.saving).toHaveText("Saved");
    await backflow.goBack();
    await expect(backflow.node("f1")).toHaveAttribute("data-parameters", /-0.5/);
    expect(backflow.errors).toEqual([]);
  });
}

test("a file that is refused leaves what is half-typed where it is", async ({ page }) => {
  const backflow = await openOwn(page);
  await backflow.title.getByRole("button").click();
  const field = page.getByRole("textbox", { name: "Title of the graph" });
  await backflow.type(field, "Half a na");
  await drop(page, "main", Buffer.from("no graph"));
  await expect(backflow.alert).toContainText("not valid JSON");
  await expect(field).toHaveValue("Half a na");
  await expect(field).toBeFocused();
});

test("a folder that is dropped is no graph", async ({ page }) => {
  const backflow = await openOwn(page);
  await page.evaluate(() => {
    // A folder comes as a file that cannot be read.
    Blob.prototype.arrayBuffer = () =>
      Promise.reject(new DOMException("It is a folder.", "NotFoundError"));
  });
  await drop(page, "main", Buffer.from(""));
  await expect(backflow.alert).toContainText("could not be read");
  await expect(backflow.node("f1")).toHaveAttribute("data-parameters", /-0.5/);
});

/** Lets go of several files at once over the page. */
async function dropAll(
  page: Page,
  files: readonly { readonly name: string; readonly type: string; readonly text: string }[],
): Promise<void> {
  await page.evaluate((all) => {
    const data = new DataTransfer();
    for (const { name, type, text } of all) data.items.add(new File([text], name, { type }));
    const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector("main")?.dispatchEvent(event);
  }, files);
}

test("of several dropped files graphs are opened, and each other one gets its sentence", async ({
  page,
}) => {
  const backflow = await openOwn(page);
  await dropAll(page, [
    { name: "board.jpg", type: "image/jpeg", text: "…" },
    { name: "one.backflow.json", type: "application/json", text: GOOD },
    { name: "notes.md", type: "text/markdown", text: "no graph" },
  ]);
  await expect(backflow.title).toHaveText("One unit");
  await expect(backflow.alert).toContainText("“board.jpg” is a picture, which holds no graph.");
  await expect(backflow.alert).toContainText("“notes.md”: This file is not valid JSON");
  expect(backflow.errors).toEqual([]);
});

test("a text that is dropped on a node opens the link in it, or it is said that it is no graph", async ({
  page,
}) => {
  const backflow = await openOwn(page);
  const dropText = (text: string): Promise<boolean> =>
    page
      .locator("[data-node]")
      .first()
      .evaluate((node, typed) => {
        const data = new DataTransfer();
        data.setData("text/plain", typed);
        const options = { dataTransfer: data, bubbles: true, cancelable: true };
        // Whatever is not prevented, the browser takes for itself: it leaves the page for a link.
        return ["dragover", "drop"].every(
          (type) => !node.dispatchEvent(new DragEvent(type, options)),
        );
      }, text);
  expect(await dropText("a few words")).toBe(true);
  await expect(backflow.alert).toBeVisible();
  await expect(backflow.node("f1")).toHaveAttribute("data-parameters", /-0.5/);
  expect(await dropText("Look at this: https://example.org/#preset=xor!")).toBe(true);
  await expect(backflow.title).toHaveText(/XOR/i);
  expect(backflow.errors).toEqual([]);
});

test("a half-typed number goes into its own graph when a link is followed", async ({ page }) => {
  const backflow = await openOwn(page);
  await backflow.number("ω₁").click();
  await backflow.type(backflow.number("ω₁"), "-0.9");
  await page.evaluate(() => {
    location.hash = "#preset=fan-out";
  });
  await expect(backflow.title).toHaveText(/Fan-out/);
  await expect(page).toHaveURL(/#preset=fan-out$/);
  await backflow.goBack();
  await expect(backflow.node("f1")).toHaveAttribute("data-parameters", /-0.9/);
  // Of a preview it makes an own graph, and the link is followed all the same.
  await backflow.openPreset("toy-network");
  await backflow.number("ω₁").click();
  await backflow.type(backflow.number("ω₁"), "-0.7");
  await page.evaluate(() => {
    location.hash = "#preset=fan-out";
  });
  await expect(backflow.title).toHaveText(/Fan-out/);
  await expect(page).toHaveURL(/#preset=fan-out$/);
  await expect
    .poll(async () => JSON.stringify(await storedRecords(page)).includes("-0.7"))
    .toBe(true);
  expect(backflow.errors).toEqual([]);
});
