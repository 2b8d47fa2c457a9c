import { expect, type Page } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { storedRecords } from "./stored-records";
import { test } from "./test";

/** What a user is promised: told within so many milliseconds. */
const PROMISED = 2000;

const FAILURES = {
  "is blocked": "does not keep your work",
  "is full": "storage is full",
  "does not open": "does not answer",
  "does not finish writing": "does not answer",
} as const;
type Failure = keyof typeof FAILURES;

/** Runs in the page, before it: the storage fails until it is told to recover. */
function failStorage(failure: string): void {
  let fails = true;
  const held: (() => void)[] = [];
  addEventListener("storage-fails", () => {
    fails = true;
  });
  addEventListener("storage-recovers", () => {
    fails = false;
    for (const go of held.splice(0)) go();
  });

  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...parameters) {
    if (fails && failure === "is blocked") throw new DOMException("blocked", "SecurityError");
    return open.apply(this, parameters);
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...parameters) {
    if (fails && failure === "is full") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, parameters);
  };
  /** Holds back the events of a type until the storage recovers. */
  const hold = (target: EventTarget, type: string): void => {
    const { addEventListener: listen } = target;
    target.addEventListener = function (
      this: EventTarget,
      heard: string,
      listener: EventListenerOrEventListenerObject | null,
    ) {
      listen.call(this, heard, (event) => {
        const tell = () => typeof listener === "function" && listener.call(this, event);
        if (fails && heard === type) held.push(tell);
        else tell();
      });
    };
  };
  if (failure === "does not open") hold(IDBOpenDBRequest.prototype, "success");
  if (failure === "does not finish writing") hold(IDBTransaction.prototype, "complete");
}

function tellStorage(page: Page, event: "storage-fails" | "storage-recovers"): Promise<void> {
  return page.evaluate((type) => {
    dispatchEvent(new Event(type));
  }, event);
}

for (const failure of Object.keys(FAILURES) as Failure[]) {
  test(`where storage ${failure}, a warning comes in time, work goes on, and is kept once it recovers`, async ({
    page,
  }) => {
    await page.clock.install();
    await page.addInitScript(failStorage, failure);
    const backflow = new BackflowPage(page);
    await backflow.openPreset("toy-network");
    await backflow.stopClock();
    await expect(backflow.alert).toHaveCount(0);
    await backflow.setNumber("ω₁", "-0.5");
    await page.clock.runFor(PROMISED);
    await expect(backflow.alert).toContainText(FAILURES[failure]);
    await expect(backflow.alert).toContainText("Save it as a file, or share its link");
    await expect(backflow.saving).toHaveText("Not saved");
    await page.clock.resume();

    await backflow.setNumber("ω₂", "2.25");
    await expect(backflow.node("f2")).toHaveAttribute("data-parameters", /2.25/);
    await backflow.press("Control+z");
    await expect(backflow.node("f2")).not.toHaveAttribute("data-parameters", /2.25/);
    await backflow.press("Control+Shift+z");
    await expect(backflow.node("f2")).toHaveAttribute("data-parameters", /2.25/);
    const { text } = await backflow.download(() => backflow.press("Control+s"));
    expect(text).toContain("2.25");
    await backflow.button("Share").click();
    await expect(page.getByRole("dialog").getByRole("textbox")).toHaveValue(/#g1=/);
    await backflow.press("Escape");
    await expect(backflow.alert).toContainText(FAILURES[failure]);
    await expect(backflow.saving).toHaveText("Not saved");

    await tellStorage(page, "storage-recovers");
    await expect(backflow.saving).toHaveText("Saved");
    await expect(backflow.alert).toHaveCount(0);
    const [record, ...others] = await storedRecords(page);
    expect(others).toEqual([]);
    expect(record?.text).toContain("2.25");
    expect(backflow.errors).toEqual([]);
  });
}

test("a storage that fails in the middle of work is told about, and again in the next document", async ({
  page,
}) => {
  await page.addInitScript(failStorage, "is full");
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await tellStorage(page, "storage-recovers");
  await backflow.setNumber("ω₁", "-0.5");
  await expect(backflow.saving).toHaveText("Saved");
  await tellStorage(page, "storage-fails");
  await backflow.setNumber("ω₁", "-0.25");
  await expect(backflow.alert).toContainText("storage is full");
  await backflow.followPreset("fan-out");
  await expect(backflow.title).toHaveText(/Fan-out/);
  await expect(backflow.alert).toContainText("storage is full");
  // What is refused meanwhile is told beside it.
  await backflow.openFile({
    name: "broken.backflow.json",
    mimeType: "application/json",
    buffer: Buffer.from("{"),
  });
  await expect(backflow.alert.filter({ hasText: "not valid JSON" })).toBeVisible();
  await expect(backflow.alert.filter({ hasText: "storage is full" })).toBeVisible();
  await backflow.goBack();
  await expect(backflow.node("f1")).toHaveAttribute("data-parameters", /-0.25/);
  await tellStorage(page, "storage-recovers");
  await expect(backflow.saving).toHaveText("Saved");
  await expect(backflow.alert).toHaveCount(0);
  expect((await storedRecords(page)).map(({ text }) => text)).toEqual([
    expect.stringContaining("-0.25"),
  ]);
});

test("a storage that is slow to answer keeps the list of graphs waiting, and then it is there", async ({
  page,
}) => {
  await page.clock.install();
  await page.addInitScript(failStorage, "does not open");
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.setNumber("ω₁", "-0.5");
  await backflow.press("g");
  // The promised time, and as much as the edit before it may have to itself.
  await page.clock.runFor(2 * PROMISED);
  await expect(backflow.documents).toContainText("slow to answer");
  await expect(backflow.documents.getByRole("listitem")).toHaveCount(0);
  await tellStorage(page, "storage-recovers");
  await expect(backflow.card("Toy network")).toBeVisible();
  await expect(backflow.documents).not.toContainText("slow to answer");
  expect(backflow.errors).toEqual([]);
});

test("a storage that cannot be read says so in the list of graphs, which can be asked for again", async ({
  page,
}) => {
  await page.addInitScript(failStorage, "is blocked");
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.setNumber("ω₁", "-0.5");
  await backflow.press("g");
  await expect(backflow.documents.getByText("cannot be listed right now")).toBeVisible();
  await tellStorage(page, "storage-recovers");
  await backflow.documents.getByRole("button", { name: "Try again" }).click();
  await expect(backflow.card("Toy network")).toBeVisible();
  await expect(backflow.documents.getByRole("alert")).toHaveCount(0);
  expect(backflow.errors).toEqual([]);
});

test("“Saved” is shown only once the transaction is complete", async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(failStorage, "does not finish writing");
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.stopClock();
  await backflow.setNumber("ω₁", "-0.5");
  await expect(backflow.saving).toHaveText("Saving…");
  await page.clock.runFor(1000);
  // It has arrived, but the page has not been told that it will stay.
  await expect.poll(async () => (await storedRecords(page))[0]?.text).toContain("-0.5");
  await expect(backflow.saving).toHaveText("Saving…");
  await tellStorage(page, "storage-recovers");
  // Once there are no more edits, it is secured.
  await page.clock.resume();
  await expect(backflow.saving).toHaveText("Saved");
});

test("a storage that Chromium itself calls full is told about, and nothing half is kept", async ({
  page,
  browserName,
  baseURL,
}) => {
  test.skip(browserName !== "chromium", "Only Chromium's room can be set.");
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const session = await page.context().newCDPSession(page);
  const origin = new URL(baseURL ?? "").origin;
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await backflow.setNumber("ω₁", "-0.25");
  await expect(backflow.alert).toContainText("storage is full");
  expect(await storedRecords(page)).toEqual([]);
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await expect(backflow.saving).toHaveText("Saved");
  await expect(backflow.alert).toHaveCount(0);
  expect((await storedRecords(page))[0]?.text).toContain("-0.25");
});

test("leaving with work that could not be stored asks first; stored work is left without a question", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await page.addInitScript(failStorage, "is full");
  await backflow.openPreset("toy-network");
  await tellStorage(page, "storage-recovers");
  await backflow.setNumber("ω₁", "-0.5");
  await expect(backflow.saving).toHaveText("Saved");
  const asks = () =>
    page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  expect(await asks()).toBe(false);
  await tellStorage(page, "storage-fails");
  await backflow.setNumber("ω₁", "-0.6");
  await expect(backflow.alert).toContainText("storage is full");
  expect(await asks()).toBe(true);
});
