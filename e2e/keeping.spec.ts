import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { storedRecords } from "./stored-records";
import { test } from "./test";

const FILE = {
  name: "one.backflow.json",
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify({
      format: "backflow",
      version: 1,
      title: "One unit",
      nodes: [
        { id: "x", op: "input", value: [[3]], position: { x: 0, y: 28 } },
        { id: "h1", op: "square", position: { x: 200, y: 0 } },
      ],
      wires: [{ from: "x", to: "h1" }],
    }),
  ),
};

/** Waits until the browser has kept a document that contains `text`. */
async function expectKept(backflow: BackflowPage, text: string): Promise<void> {
  await expect
    .poll(async () => JSON.stringify(await storedRecords(backflow.page)).includes(text))
    .toBe(true);
}

test("work of one's own is there again at the bare address, and a preset does not touch it", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.setNumber("ω₁", "-0.75");
  await expect(page).toHaveURL(/\/$/);
  await expectKept(backflow, "-0.75");
  await backflow.openPreset("fan-out");
  await expect(backflow.title).toHaveText(/Fan-out/);
  await backflow.open();
  await expect(backflow.node("f1")).toHaveAttribute(
    "data-parameters",
    '{"beta":[2],"omega":[[-0.75]]}',
  );
});

test("a file that is opened is kept at once, whatever the address held", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("fan-out");
  await backflow.openFile(FILE);
  await expect(backflow.title).toHaveText(/One unit/);
  await expectKept(backflow, "One unit");
  await page.reload();
  await expect(backflow.title).toHaveText(/One unit/);
});

test("an edit just before another document is opened is kept", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.setNumber("ω₁", "-0.625");
  await page.evaluate(() => {
    location.hash = "#preset=fan-out";
  });
  await expect(backflow.title).toHaveText(/Fan-out/);
  await expectKept(backflow, "-0.625");
});

test("what is half-typed does not land in the document that is opened next", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.number("Value of xᵢ").click();
  await backflow.type(backflow.number("Value of xᵢ"), "99");
  await page.evaluate(() => {
    location.hash = "#preset=saturated-sigmoid";
  });
  await expect(backflow.title).toHaveText(/Saturated/);
  await page.mouse.click(400, 640);
  await expect(backflow.node("x")).toHaveAttribute("data-value", "1.2");
});

test("a slow storage does not replace what was begun meanwhile", async ({ page }) => {
  const first = new BackflowPage(page);
  await first.openPreset("toy-network");
  await first.setNumber("ω₁", "-0.5");
  await expectKept(first, "-0.5");
  const second = new BackflowPage(await page.context().newPage());
  await second.page.addInitScript(() => {
    // Storage answers, but only when it is told to.
    const listen = EventTarget.prototype.addEventListener;
    let answer: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      answer = resolve;
    });
    addEventListener("let-storage-answer", () => answer());
    IDBOpenDBRequest.prototype.addEventListener = function (
      type: string,
      listener: EventListenerOrEventListenerObject | null,
    ) {
      const late = (event: Event) =>
        void told.then(() => typeof listener === "function" && listener.call(this, event));
      listen.call(this, type, type === "success" ? late : listener);
    };
  });
  await second.visit();
  await expect(second.node("f1")).toHaveAttribute("data-parameters", /-0.4/);
  await second.setNumber("ω₂", "2.25");
  await second.page.evaluate(() => dispatchEvent(new Event("let-storage-answer")));
  await expectKept(first, "2.25");
  await expectKept(first, "-0.5");
  await expect(second.node("f2")).toHaveAttribute("data-parameters", /2.25/);
});
