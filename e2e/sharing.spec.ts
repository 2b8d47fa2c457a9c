import { expect } from "@playwright/test";
import { BackflowPage } from "./backflow-page";
import { test } from "./test";

test("a shared link opens the same graph at the same step in another browser", async ({
  browser,
}) => {
  const sender = await browser.newContext();
  const from = new BackflowPage(await sender.newPage());
  await from.openPreset("toy-network", 11);
  await from.setNumber("ω₁", "-0.123456789012345678");
  await from.button("Share").click();
  const field = from.page.getByRole("dialog").getByRole("textbox");
  await expect(field).toHaveValue(/#g1=/);
  const link = await field.inputValue();
  await expect(from.page.getByRole("dialog")).toContainText(`${link.length}`);
  const expected = await from.node("f0").getAttribute("data-value");
  const gradient = await from.node("f2").getAttribute("data-gradient");
  await sender.close();

  const receiver = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const to = new BackflowPage(await receiver.newPage());
  await to.open(link.slice(link.indexOf("#")));
  await expect(to.stage).toContainText("step 11 of 23");
  await expect(to.node("f0")).toHaveAttribute("data-value", expected ?? "missing");
  await expect(to.node("f2")).toHaveAttribute("data-gradient", gradient ?? "missing");
  await expect(to.node("f1")).toHaveAttribute(
    "data-parameters",
    '{"beta":[2],"omega":[[-0.12345678901234568]]}',
  );
  await to.expectNoOverflow();
  expect(to.errors).toEqual([]);
  await receiver.close();
});

test("the toy network's link is at most 260 characters after the #", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.button("Share").click();
  const field = page.getByRole("dialog").getByRole("textbox");
  await expect(field).toHaveValue(/#g1=/);
  const link = await field.inputValue();
  expect(link.length - link.indexOf("#") - 1).toBeLessThanOrEqual(260);
});

const BAD_LINKS = [
  {
    name: "a cut link",
    fragment: "#g1=eNptjTEOgzAMRa-CPHfg",
    says: /cut|damaged|whole|incomplete/i,
  },
  { name: "letters that are no link", fragment: "#g1=!!!", says: /link/i },
  { name: "a link of a newer Backflow", fragment: "#g7=abc", says: /newer/i },
  { name: "a preset that there is not", fragment: "#preset=nothing-such", says: /preset/i },
  { name: "an oversized link", fragment: `#g1=${"A".repeat(70_000)}`, says: /long|large/i },
  { name: "something else", fragment: "#constructor", says: /graph/i },
];

for (const { name, fragment, says } of BAD_LINKS) {
  test(`${name} gets a plain message, and no other graph`, async ({ page }) => {
    const backflow = new BackflowPage(page);
    await backflow.open(fragment);
    await expect(backflow.alert.first()).toContainText(says);
    await expect(page.locator("[data-node]")).toHaveCount(0);
    expect(backflow.errors).toEqual([]);
  });
}

test("a bad link that is followed later leaves the present work in place", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.setNumber("ω₁", "-0.9");
  await page.evaluate(() => {
    location.hash = "#g1=eNptjTEOgzAMRa";
  });
  await expect(backflow.alert.first()).toBeVisible();
  await expect(backflow.node("f1")).toHaveAttribute(
    "data-parameters",
    '{"beta":[2],"omega":[[-0.9]]}',
  );
  // The address names the work again: a reload brings it back, and not the bad link.
  await expect(backflow.saving).toHaveText("Saved");
  await backflow.reload();
  await expect(backflow.node("f1")).toHaveAttribute(
    "data-parameters",
    '{"beta":[2],"omega":[[-0.9]]}',
  );
});

test("a bad link that is followed from a preview leaves the preview, and its address", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  const follow = async () => {
    await page.evaluate(() => {
      location.hash = "#g1=eNptjTEOgzAMRa";
    });
    await expect(backflow.alert.first()).toBeVisible();
  };
  await backflow.openPreset("fan-out");
  await follow();
  await expect(page).toHaveURL(/#preset=fan-out$/);
  await page.reload();
  await expect(backflow.title).toHaveText(/Fan-out/);
  await page.goto("about:blank");
  await backflow.open();
  await follow();
  await expect(page).toHaveURL(/\/$/);
  await page.reload();
  await expect(backflow.node("f1")).toBeVisible();
  expect(backflow.errors).toEqual([]);
});

test("a file is saved and opened again", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("shallow-relu-3");
  await backflow.setNumber("Value of x", "0.77");
  const saved = await backflow.download(() => page.keyboard.press("Control+s"));
  expect(saved.name).toMatch(/\.backflow\.json$/);
  // Its figures are what a page of the first version would lose.
  expect(JSON.parse(saved.text)).toMatchObject({ format: "backflow", version: 2 });

  await backflow.openPreset("toy-network");
  await backflow.openFile({
    name: saved.name,
    mimeType: "application/json",
    buffer: Buffer.from(saved.text),
  });
  await expect(backflow.node("x")).toHaveAttribute("data-value", "0.77");
  await expect.poll(() => backflow.value("y")).toBeCloseTo(-0.8364999999999996, 12);
});
