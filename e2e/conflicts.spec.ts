import { expect, type Page } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { storedRecords } from "./stored-records";
import { test } from "./test";

/** Two tabs that show the same own document: the toy network with −0.5 for ω₁. */
async function openTwice(page: Page): Promise<[first: BackflowPage, second: BackflowPage]> {
  const first = new BackflowPage(page);
  await first.openPreset("toy-network");
  await first.setNumber("ω₁", "-0.5");
  await expect(first.saving).toHaveText("Saved");
  const second = new BackflowPage(await page.context().newPage());
  await second.open();
  await expect(second.saving).toHaveText("Saved");
  await expectNumber(second, "f1", "-0.5");
  return [first, second];
}

async function expectNumber(backflow: BackflowPage, node: string, omega: string): Promise<void> {
  await expect(backflow.node(node)).toHaveAttribute(
    "data-parameters",
    new RegExp(`\\[${omega}\\]`),
  );
}

async function deleteGraph(backflow: BackflowPage): Promise<void> {
  await backflow.button("File").click();
  await backflow.button("Delete this graph").click();
}

/** The texts of all records that the browser keeps. */
async function texts(backflow: BackflowPage): Promise<string[]> {
  return (await storedRecords(backflow.page)).map(({ text }) => text);
}

test("the later edit of two tabs becomes a copy, and says so until it is read", async ({
  page,
}) => {
  const [first, second] = await openTwice(page);
  await first.setNumber("ω₂", "2.25");
  await expect(first.saving).toHaveText("Saved");
  await second.setNumber("ω₃", "3.75");
  await expect(second.notice).toContainText("“Toy network” was also changed in another tab");
  await expect(second.saving).toHaveText("Saved");
  // Each has a title of its own from then on, whatever is undone.
  await expect(second.title).toHaveText("Toy network (copy)");
  await expect(first.title).toHaveText("Toy network");
  await second.press("Control+z", "Control+Shift+z");
  await expect(second.announcer).toHaveText("Redone.");
  await expect(second.title).toHaveText("Toy network (copy)");
  await expect(second.saving).toHaveText("Saved");
  const titles = (await storedRecords(first.page)).map(({ title }) => title);
  expect(titles.sort()).toEqual(["Toy network", "Toy network (copy)"]);
  const [one, other, ...others] = await texts(first);
  expect(others).toEqual([]);
  expect([one, other].filter((text) => text?.includes("2.25"))).toHaveLength(1);
  expect([one, other].filter((text) => text?.includes("3.75"))).toHaveLength(1);
  await second.followPreset("fan-out");
  await expect(second.title).toHaveText(/Fan-out/);
  await expect(second.notice).toContainText("kept as a copy");
  await second.goBack();
  await expectNumber(second, "f3", "3.75");
});

test("an edit just before a reload that comes too late becomes a copy as well, and says so", async ({
  page,
}) => {
  const [first, second] = await openTwice(page);
  await first.setNumber("ω₂", "2.25");
  await expect(first.saving).toHaveText("Saved");
  await second.page.clock.install();
  await second.stopClock();
  await second.setNumber("ω₃", "3.75");
  await second.page.reload();
  await second.page.clock.resume();
  await expectNumber(second, "f3", "3.75");
  await expect(second.title).toHaveText("Toy network (copy)");
  await expect(second.notice).toContainText("kept as a copy");
  await expect.poll(async () => (await texts(first)).join()).toContain("3.75");
  expect((await texts(first)).join()).toContain("2.25");
});

test("a graph that is deleted in another tab is told to be kept no more, until it is kept anew", async ({
  page,
}) => {
  const [first, second] = await openTwice(page);
  await deleteGraph(second);
  await expect(first.alert).toContainText("“Toy network” was deleted in another tab");
  await expect(first.saving).toHaveText("Not saved");
  // Looking at it does not keep it.
  await first.press("ArrowRight");
  await expect(first.saving).toHaveText("Not saved");
  expect(await texts(first)).toEqual([]);
  await first.alert.getByRole("button", { name: "Keep it" }).click();
  await expect(first.saving).toHaveText("Saved");
  await expect(first.alert).toHaveCount(0);
  expect(await texts(first)).toEqual([expect.stringContaining("-0.5")]);
  // What came back under its old name is another graph by now.
  await second.notice.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await texts(first)).length).toBe(2);
});

test("the next edit keeps a graph that was deleted in another tab, as a new one", async ({
  page,
}) => {
  const [first, second] = await openTwice(page);
  await deleteGraph(second);
  await expect(first.saving).toHaveText("Not saved");
  await first.setNumber("ω₂", "2.25");
  await expect(first.notice).toContainText("kept here as a new graph, with your changes");
  await expect(first.saving).toHaveText("Saved");
  expect(await texts(first)).toEqual([expect.stringContaining("2.25")]);
  await first.page.reload();
  await expectNumber(first, "f2", "2.25");
});

test("a graph that is deleted and put back in another tab is saved as before", async ({ page }) => {
  const [first, second] = await openTwice(page);
  await deleteGraph(second);
  await expect(first.saving).toHaveText("Not saved");
  await second.notice.getByRole("button", { name: "Undo" }).click();
  await expect(first.saving).toHaveText("Saved");
  await expect(first.alert).toHaveCount(0);
  await first.setNumber("ω₂", "2.25");
  await expect(first.saving).toHaveText("Saved");
  expect(await texts(first)).toEqual([expect.stringContaining("2.25")]);
});

test("what was deleted in another tab since it was listed is not there to be opened, and that is told", async ({
  page,
}) => {
  // Tabs that hear nothing of each other, as for a moment all do.
  await page.context().addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
  const [first, second] = await openTwice(page);
  await second.followPreset("fan-out");
  await expect(second.title).toHaveText(/Fan-out/);
  await second.openDocuments();
  await deleteGraph(first);
  await expect(first.notice).toContainText("is deleted");
  await second.documents.getByRole("button", { name: "Open “Toy network”" }).click();
  await expect(second.alert).toContainText("That graph is not there any more");
  await expect(second.title).toHaveText(/Fan-out/);
  expect(second.errors).toEqual([]);
});

test("a graph is not deleted by a tab that has not seen what another one changed in it", async ({
  page,
}) => {
  const [first, second] = await openTwice(page);
  await first.setNumber("ω₂", "2.25");
  await expect(first.saving).toHaveText("Saved");
  await deleteGraph(second);
  await expect(second.alert).toContainText("so it is not deleted");
  await expectNumber(second, "f2", "2.25");
  expect(await texts(first)).toEqual([expect.stringContaining("2.25")]);
  await deleteGraph(second);
  await expect(second.notice).toContainText("“Toy network” is deleted");
  expect(await texts(first)).toEqual([]);
});

for (const how of ["the database", "the data of the site"] as const) {
  test(`where ${how} is deleted, a warning says so, and the next edit is kept again`, async ({
    page,
    browserName,
    baseURL,
  }) => {
    test.skip(
      how === "the data of the site" && browserName !== "chromium",
      "Only Chromium can be asked to do that.",
    );
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network");
    await backflow.setNumber("ω₁", "-0.5");
    await expect(backflow.saving).toHaveText("Saved");
    if (how === "the database") {
      await page.evaluate(() => void indexedDB.deleteDatabase("backflow"));
    } else {
      const session = await page.context().newCDPSession(page);
      await session.send("Storage.clearDataForOrigin", {
        origin: new URL(baseURL ?? "").origin,
        storageTypes: "all",
      });
    }
    await expect(backflow.alert).toContainText("with this site's data");
    await expect(backflow.saving).toHaveText("Not saved");
    await backflow.setNumber("ω₂", "2.25");
    await expect(backflow.saving).toHaveText("Saved");
    await expect(backflow.alert).toHaveCount(0);
    expect(await texts(backflow)).toEqual([expect.stringContaining("2.25")]);
    expect(backflow.errors).toEqual([]);
  });
}
