import { expect, type Page } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import type { ShownView } from "./resting-page";
import { storedRecords, storeRecord } from "./stored-records";
import { test } from "./test";

/** Makes an own document of a preset, with ω of the node f1 changed where it has one. */
async function make(backflow: BackflowPage, slug: string, title: string): Promise<void> {
  await backflow.follow(`#preset=${slug}`);
  await expect(backflow.saving).toHaveText("Preview");
  await rename(backflow, title);
  await expect(backflow.saving).toHaveText("Saved");
}

async function rename(backflow: BackflowPage, title: string): Promise<void> {
  await backflow.title.getByRole("button").click();
  await backflow.type(backflow.page.getByRole("textbox", { name: "Title of the graph" }), title);
  await backflow.press("Enter");
  await expect(backflow.title).toHaveText(title);
}

/** The same but for what is lost where a number is written into a style. */
function about({ x, y, zoom }: ShownView): object {
  return { x: expect.closeTo(x, 1), y: expect.closeTo(y, 1), zoom: expect.closeTo(zoom, 2) };
}

test("the title is edited where it stands: Enter keeps it, Escape does not, undo takes it back", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await expect(backflow.saving).toHaveText("Preview");
  await rename(backflow, "Lecture 7");
  await expect(backflow.saving).toHaveText("Saved");
  await expect(page).toHaveTitle(/Lecture 7/);
  await backflow.title.getByRole("button").click();
  await backflow.type(page.getByRole("textbox", { name: "Title of the graph" }), "Something else");
  await backflow.press("Escape");
  await expect(backflow.title).toHaveText("Lecture 7");
  await page.reload();
  await expect(backflow.title).toHaveText("Lecture 7");
  await rename(backflow, "Lecture 8");
  await backflow.press("Control+z");
  await expect(backflow.title).toHaveText("Lecture 7");
  await expect.poll(async () => (await storedRecords(page))[0]?.title).toBe("Lecture 7");
  expect(backflow.errors).toEqual([]);
});

test("the list has every own graph, the last edited first, and opens it", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await make(backflow, "toy-network", "First");
  await make(backflow, "fan-out", "Second");
  await backflow.openDocuments();
  await expect(backflow.documents.getByRole("heading", { level: 3 })).toHaveText([
    "Second",
    "First",
  ]);
  // A slow machine may take more than a minute from there to here.
  await expect(backflow.card("First")).toContainText(/(?:just now|ago) · 10 nodes/);
  await expect(backflow.card("Second")).toContainText("open now");
  await backflow.card("First").getByRole("button", { name: "Open “First”" }).press("Enter");
  await expect(backflow.documents).toBeHidden();
  await expect(backflow.title).toHaveText("First");
  await expect(backflow.saving).toHaveText("Saved");
  await page.reload();
  await expect(backflow.title).toHaveText("First");
  expect(backflow.errors).toEqual([]);
});

test("a new graph is empty, one's own, and leaves the others alone", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await make(backflow, "toy-network", "First");
  await backflow.button("File").click();
  await page.getByRole("button", { name: "New graph" }).click();
  await expect(backflow.title).toHaveText("Untitled");
  await expect(page.locator("[data-node]")).toHaveCount(0);
  await expect(backflow.saving).toHaveText("Saved");
  await expect.poll(async () => (await storedRecords(page)).length).toBe(2);
  await backflow.goBack();
  await expect(backflow.title).toHaveText("First");
  await backflow.goForward();
  await expect(backflow.title).toHaveText("Untitled");
});

test("in the list graphs are renamed and duplicated, the open one and others", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await make(backflow, "toy-network", "First");
  await make(backflow, "fan-out", "Second");
  await backflow.openDocuments();
  for (const [from, to] of [
    ["First", "Uno"],
    ["Second", "Dos"],
  ] as const) {
    await backflow.button(`Rename “${from}”`).click();
    await backflow.type(backflow.documents.getByRole("textbox"), to);
    await backflow.press("Enter");
    await expect(backflow.card(to)).toBeVisible();
    await expect(backflow.card(from)).toBeHidden();
  }
  // A field that is left for another one leaves that one open.
  await backflow.button("Rename “Uno”").click();
  await backflow.button("Rename “Dos”").click();
  await expect(backflow.documents.getByRole("textbox")).toHaveValue("Dos");
  await backflow.type(backflow.documents.getByRole("textbox"), "Tres");
  await backflow.press("Enter");
  await expect(backflow.card("Tres")).toBeVisible();
  await expect(backflow.button("Rename “Tres”")).toBeFocused();
  await backflow.button("Duplicate “Uno”").click();
  await expect(backflow.card("Uno (copy)")).toContainText("10 nodes");
  await expect(backflow.documents.getByRole("listitem")).toHaveCount(3);
  await backflow.press("Escape");
  await expect(backflow.documents).toBeHidden();
  await expect(backflow.title).toHaveText("Tres");
  await backflow.press("Control+z");
  await expect(backflow.title).toHaveText("Dos");
});

test("a deleted graph comes back by undo, whether or not it was open", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await make(backflow, "toy-network", "First");
  await backflow.setNumber("ω₁", "-0.75");
  await expect(backflow.saving).toHaveText("Saved");
  await make(backflow, "fan-out", "Second");
  await backflow.openDocuments();
  await backflow.button("Delete “First”").click();
  await expect(backflow.card("First")).toBeHidden();
  await expect(backflow.card("Second").getByRole("button").first()).toBeFocused();
  await expect.poll(() => storedRecords(page)).toHaveLength(1);
  await backflow.documents.getByRole("button", { name: "Undo" }).click();
  await expect(backflow.card("First")).toBeVisible();
  await backflow.card("First").getByRole("button").first().click();
  await expect(backflow.node("f1")).toHaveAttribute("data-parameters", /-0.75/);

  await backflow.button("File").click();
  await page.getByRole("button", { name: "Delete this graph" }).click();
  await expect(backflow.title).toHaveText("Second");
  await expect.poll(() => storedRecords(page)).toHaveLength(1);
  await page.getByRole("status").filter({ hasText: "deleted" }).getByText("Undo").click();
  await expect(backflow.title).toHaveText("First");
  await expect(backflow.node("f1")).toHaveAttribute("data-parameters", /-0.75/);
  await backflow.setNumber("ω₁", "-0.5");
  await expect(backflow.saving).toHaveText("Saved");
  expect(await storedRecords(page)).toHaveLength(2);
  expect(backflow.errors).toEqual([]);
});

/** Makes three own graphs, and opens their list. */
async function listThree(page: Page): Promise<BackflowPage> {
  const backflow = new BackflowPage(page);
  await backflow.open();
  for (const title of ["First", "Second", "Third"]) await make(backflow, "toy-network", title);
  await backflow.openDocuments();
  return backflow;
}

test("undo brings back all that was deleted in a row, also once something else is open", async ({
  page,
}) => {
  const backflow = await listThree(page);
  await backflow.button("Delete “First”").click();
  await expect(backflow.card("First")).toBeHidden();
  await backflow.button("Delete “Second”").click();
  await expect(backflow.documents).toContainText("2 graphs are deleted.");
  await backflow.press("Escape");
  await backflow.followPreset("fan-out");
  await expect(backflow.node("h2")).toBeVisible();
  await page.getByRole("status").filter({ hasText: "deleted" }).getByText("Undo").click();
  await expect.poll(async () => (await storedRecords(page)).length).toBe(3);
  expect(backflow.errors).toEqual([]);
});

test("the list stays while the open graph is deleted in it, again and again, and put back", async ({
  page,
}) => {
  const backflow = await listThree(page);
  for (const [title, next] of [
    ["Third", "Second"],
    ["Second", "First"],
  ] as const) {
    await expect(backflow.card(title)).toContainText("open now");
    await backflow.button(`Delete “${title}”`).click();
    await expect(backflow.card(title)).toBeHidden();
    await expect(backflow.card(next)).toContainText("open now");
    await expect(backflow.card(next).getByRole("button").first()).toBeFocused();
    await expect(page).toHaveTitle(`${next} · Backflow`);
  }
  await backflow.button("Delete “First”").press("Enter");
  await expect(backflow.documents).toContainText("Nothing here yet.");
  await expect(backflow.documents.getByRole("button", { name: "New graph" })).toBeFocused();
  await expect(page).toHaveTitle("Toy network · Backflow");
  await expect(backflow.documents).toContainText("3 graphs are deleted.");
  await backflow.documents.getByRole("button", { name: "Undo" }).click();
  await expect(backflow.documents.getByRole("heading", { level: 3 })).toHaveText([
    "Third",
    "Second",
    "First",
  ]);
  await expect(backflow.card("Third")).toContainText("open now");
  await expect(page).toHaveTitle("Third · Backflow");
  await backflow.press("Escape");
  await expect(backflow.documents).toBeHidden();
  await expect(backflow.saving).toHaveText("Saved");
  await page.reload();
  await expect(backflow.title).toHaveText("Third");
  expect(backflow.errors).toEqual([]);
});

test("copies with long titles are told apart in the list: their ends are not cut", async ({
  page,
}) => {
  const long = "Backpropagation by hand, an exercise for the tutorial of week 7";
  const backflow = new BackflowPage(page);
  await backflow.open();
  await make(backflow, "toy-network", long);
  await backflow.openDocuments();
  await backflow.button(`Duplicate “${long}”`).click();
  // The copy comes first and moves the other card: places are asked for when it is there.
  await expect(backflow.card(`${long} (copy)`)).toBeVisible();
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    for (const title of [long, `${long} (copy)`]) {
      const heading = backflow.card(title).getByRole("heading", { name: title, exact: true });
      await expect(heading).toHaveAttribute("title", title);
      const end = heading.getByText(title.slice(-10));
      await expect(end).toBeInViewport({ ratio: 1 });
      const outside = await backflow.settled(() =>
        end.evaluate((element) => {
          const whole = element.closest("h3")?.getBoundingClientRect();
          const kept = element.getBoundingClientRect();
          if (!whole) return null;
          return Math.max(
            whole.left - kept.left,
            kept.right - whole.right,
            kept.bottom - whole.bottom,
          );
        }),
      );
      expect(outside).toBeLessThanOrEqual(0.5);
    }
    await backflow.expectNoOverflow();
  }
});

test("where the only graph is deleted, the toy network is there", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await make(backflow, "fan-out", "Only");
  await backflow.button("File").click();
  await page.getByRole("button", { name: "Delete this graph" }).click();
  await expect(backflow.title).toHaveText("Toy network");
  await expect(backflow.saving).toHaveText("Preview");
  await page.reload();
  await expect(backflow.title).toHaveText("Toy network");
});

test("a record that cannot be read is listed, and its text can be saved", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await make(backflow, "toy-network", "First");
  const [record] = await storedRecords(page);
  await storeRecord(page, { ...record, id: "broken", title: "Broken", text: '{"half": ' });
  await backflow.openDocuments();
  await expect(backflow.card("Broken")).toContainText("cannot be read");
  const { text } = await backflow.download(() =>
    backflow.card("Broken").getByRole("button", { name: "Save its text" }).click(),
  );
  expect(text).toBe('{"half": ');
});

test("hundreds of graphs are listed a portion at a time", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await make(backflow, "toy-network", "First");
  const [record] = await storedRecords(page);
  await page.evaluate(
    (one) =>
      new Promise<void>((done) => {
        const opening = indexedDB.open("backflow");
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("records", "readwrite");
          for (let index = 0; index < 300; index++) {
            const title = `Old ${index}`;
            transaction
              .objectStore("records")
              .put({ ...one, id: title, title, savedAt: 1e12 + index });
          }
          transaction.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
    record,
  );
  await backflow.openDocuments();
  await expect(backflow.documents.getByRole("listitem")).toHaveCount(36);
  await expect(backflow.card("Old 299")).toBeVisible();
  await backflow.documents.getByRole("button", { name: "Show more (265 left)" }).click();
  await expect(backflow.documents.getByRole("listitem")).toHaveCount(72);
});

test("Back returns to the own graph that was open, not to the one edited last", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await make(backflow, "toy-network", "First");
  await make(backflow, "shallow-relu-3", "Second");
  await backflow.openDocuments();
  await backflow.card("First").getByRole("button").first().click();
  await expect(backflow.title).toHaveText("First");
  await backflow.followPreset("fan-out");
  await expect(backflow.title).toHaveText(/Fan-out/);
  await backflow.goBack();
  await expect(backflow.title).toHaveText("First");
  await expect(page).toHaveURL(/\/$/);
  await backflow.goForward();
  await expect(backflow.title).toHaveText(/Fan-out/);
  await page.reload();
  await expect(backflow.title).toHaveText(/Fan-out/);
  await backflow.goBack();
  await expect(backflow.title).toHaveText("First");
  await backflow.goBack();
  await expect(backflow.title).toHaveText("Second");
});

for (const kind of ["own graph", "preview"] as const) {
  test(`viewport, playhead and open panel survive a reload: ${kind}`, async ({ page }) => {
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network", 3);
    if (kind === "own graph") await rename(backflow, "Mine");
    for (let step = 0; step < 8; step++) await backflow.press("ArrowRight");
    await page.mouse.move(400, 620);
    await page.mouse.down();
    await page.mouse.move(340, 560, { steps: 5 });
    await page.mouse.up();
    const { zoom } = await backflow.restingView();
    await page.mouse.wheel(0, -120);
    await expect.poll(async () => (await backflow.shownView()).zoom).not.toBe(zoom);
    await backflow.press("h");
    await expect(page.getByRole("complementary", { name: /health/i })).toBeVisible();
    const before = await backflow.restingView();
    // An own graph remembers in its record, a preview in the history of the tab.
    await expect
      .poll(async () =>
        kind === "own graph"
          ? (await storedRecords(page))[0]
          : page.evaluate(() => history.state?.view),
      )
      .toMatchObject({ step: 11, panel: "health", viewport: about(before) });
    // What is done in the last moment counts as well.
    await backflow.press("ArrowRight");
    await page.reload();
    await expect(page.getByRole("complementary", { name: /health/i })).toBeVisible();
    await expect(backflow.scrubber).toHaveAttribute("aria-valuetext", /step 12 of 23/);
    await expect.poll(() => backflow.shownView()).toEqual(about(before));
    await expect(backflow.saving).toHaveText(kind === "preview" ? "Preview" : "Saved");
    if (kind === "preview") {
      // Another visit of the preset begins at its start.
      await backflow.follow("#preset=fan-out");
      await backflow.follow("#preset=toy-network");
      await expect(backflow.scrubber).toHaveValue("0");
    }
  });
}

test("looking at a preview, moving its view and playing it keep nothing; its first edit does", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const before = await backflow.restingView();
  await backflow.drag({ x: 400, y: 620 }, { x: 340, y: 560 });
  await expect.poll(() => backflow.shownView()).not.toEqual(before);
  await page.mouse.wheel(0, -120);
  await backflow.press("Space");
  await expect(backflow.scrubber).not.toHaveValue("0");
  await backflow.press("End", "h", "h");
  await backflow.selectByKey("h2");
  await backflow.press("d");
  await expect(page.getByRole("complementary")).toBeVisible();
  // By now the view has been noted, so an edit would have been as well.
  await expect
    .poll(() => page.evaluate(() => history.state?.view))
    .toMatchObject({ step: 23, panel: "node", selection: ["h2"] });
  await expect(backflow.saving).toHaveText("Preview");
  await expect(page).toHaveURL(/#preset=toy-network$/);
  expect(await storedRecords(page)).toEqual([]);
  await backflow.setNumber("ω₁", "-0.5");
  await expect(backflow.saving).toHaveText("Saved");
  await expect(page).toHaveURL(/\/$/);
  expect(await storedRecords(page)).toHaveLength(1);
  expect(backflow.errors).toEqual([]);
});

test("the details of the selected node are open again after a reload", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network", 23);
  await rename(backflow, "Mine");
  await page.locator('.react-flow__node[data-id="h2"]').focus();
  await backflow.press("Enter", "d");
  await expect(page.getByRole("complementary")).toContainText("5.06829505117");
  await expect
    .poll(async () => (await storedRecords(page))[0])
    .toMatchObject({ panel: "node", selection: ["h2"] });
  await page.reload();
  await expect(page.getByRole("complementary")).toContainText("5.06829505117");
});

test("an edit just before a reload is kept", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  for (const omega of ["-0.5", "-0.25", "-0.125"]) {
    await backflow.setNumber("ω₁", omega);
    await backflow.reload();
    await expect(backflow.node("f1")).toHaveAttribute(
      "data-parameters",
      `{"beta":[2],"omega":[[${omega}]]}`,
    );
  }
  // What waits for the next start of the page goes once its record is stored and secured.
  await expect(backflow.saving).toHaveText("Saved");
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  expect(await storedRecords(page)).toHaveLength(1);
});

test("records of the first version are read, listed and edited", async ({ page }) => {
  const toy = JSON.stringify({
    format: "backflow",
    version: 1,
    title: "From before",
    nodes: [{ id: "x", op: "input", value: [[3]], position: { x: 0, y: 28 } }],
    wires: [],
  });
  await page.route("**/blank", (route) => route.fulfill({ body: "", contentType: "text/html" }));
  await page.goto("/blank");
  await page.evaluate(
    (text) =>
      new Promise<void>((done) => {
        const opening = indexedDB.open("backflow", 1);
        opening.onupgradeneeded = () =>
          opening.result
            .createObjectStore("records", { keyPath: "id" })
            .createIndex("savedAt", "savedAt");
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("records", "readwrite");
          const old = { id: "old", text, preset: null, step: 0, sample: 0, savedAt: 1.6e12 };
          transaction.objectStore("records").put(old);
          transaction.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
    toy,
  );
  const backflow = new BackflowPage(page);
  await backflow.open();
  await expect(backflow.title).toHaveText("From before");
  await backflow.setNumber("Value of xᵢ", "5");
  await expect(backflow.saving).toHaveText("Saved");
  await backflow.openDocuments();
  await expect(backflow.card("From before")).toContainText("1 node");
  expect(await storedRecords(page)).toHaveLength(1);
  expect(backflow.errors).toEqual([]);
});
