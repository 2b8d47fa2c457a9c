import { expect, type Page } from "@playwright/test";

import { BackflowPage } from "./backflow-page";
import { Fingers, PHONE } from "./fingers";
import { test } from "./test";

/** The table beside the graph, as its users see it. */
function tableOf(page: Page) {
  const grid = page.getByRole("grid", { name: "Rows" });
  const told = page.getByRole("region", { name: "Table" }).getByRole("status");
  const row = (number: number) => grid.locator(`[data-row="${number}"]`);
  const cells = (number: number) => row(number).getByRole("gridcell");
  return { grid, told, row, cells };
}

async function openTable(page: Page, preset = "toy-network") {
  const backflow = new BackflowPage(page);
  await backflow.openPreset(preset);
  await backflow.press("s");
  const table = tableOf(page);
  await expect(table.grid).toBeVisible();
  return { backflow, ...table };
}

test("the table by keyboard alone: typed, moved in, rows added, duplicated, removed, undone", async ({
  page,
}) => {
  const { backflow, grid, told, row, cells } = await openTable(page);
  await expect(grid).toHaveAttribute("data-rows", "1");
  // A key that opens the pane goes there, wherever the keys went before: the rows are some Tabs away, not all of the page.
  await expect(page.getByRole("complementary", { name: "Data" })).toBeFocused();
  await grid.focus();
  await backflow.press("Insert", "Insert");
  await expect(grid).toHaveAttribute("data-rows", "3");
  // The row with the focus is the chosen sample.
  await expect(row(3)).toHaveAttribute("data-chosen", "true");
  await expect(backflow.stage).toContainText("Sample i = 3 of 3");

  await backflow.press("4", "Tab", "-", "1", "Enter");
  await expect(cells(3).nth(0)).toHaveText("4");
  await expect(cells(3).nth(1)).toHaveText("−1");
  await expect.poll(() => backflow.value("x")).toBe(4);
  await backflow.press("Control+z");
  await expect(cells(3).nth(1)).toHaveText("2");

  // N and Shift N choose the sample as ever.
  await backflow.press("Shift+N");
  await expect(row(2)).toHaveAttribute("data-chosen", "true");
  await backflow.press("Control+d");
  await expect(grid).toHaveAttribute("data-rows", "4");

  await backflow.press("Delete");
  await expect(told).toContainText("A cell always holds a number");
  await backflow.press("Home", "Delete");
  await expect(grid).toHaveAttribute("data-rows", "3");
  await expect(told).toHaveText("1 row removed.");

  const line = page.getByRole("separator", { name: "Line between training and validation rows" });
  await line.focus();
  await backflow.press("ArrowUp");
  await expect(grid).toHaveAttribute("data-validation", "1");
  await backflow.press("Control+z", "Control+z");
  await expect(grid).toHaveAttribute("data-validation", "0");
  await expect(grid).toHaveAttribute("data-rows", "4");
  expect(backflow.errors).toEqual([]);
});

test("Tab after the last number leaves the table, and what is typed then goes nowhere", async ({
  page,
}) => {
  const { backflow, grid, cells } = await openTable(page);
  const [x, y] = [cells(1).nth(0), cells(1).nth(1)];
  const before = await x.textContent();
  await y.click();
  await backflow.press("7", "Tab");
  await expect(y).toHaveText("7");
  await expect(grid).not.toBeFocused();
  await backflow.press("5", "Enter");
  await expect(x).toHaveText(before ?? "");
  await expect(y).toHaveText("7");
});

test("the line between training and validation is dragged, and nothing else with it", async ({
  page,
}) => {
  // Its preset opens with the table.
  const backflow = new BackflowPage(page);
  await backflow.openPreset("dead-relu");
  const { grid, row, cells } = tableOf(page);
  await expect(backflow.button("Line")).toBeVisible();
  await backflow.setNumber("Validation rows", "5");
  await cells(3).first().click();
  await expect(row(3)).toHaveAttribute("data-chosen", "true");
  const line = page.getByRole("separator", { name: "Line between training and validation rows" });
  await line.scrollIntoViewIfNeeded();
  const { height } = await backflow.boxOf(line);
  const { x, y } = await backflow.middleOf(line);
  await backflow.drag({ x, y }, { x, y: y - 2 * height });
  await expect(grid).toHaveAttribute("data-validation", "7");
  await expect(backflow.button("Remove")).toBeVisible();
  await expect(
    page.getByRole("region", { name: "Table" }).getByText("Rows of your own"),
  ).toHaveCount(0);
  await expect(backflow.button("Line")).toBeVisible();
  await grid.focus();
  await expect(backflow.stage).toContainText("Sample i = 3 of");
  await backflow.press("Control+z");
  await expect(grid).toHaveAttribute("data-validation", "5");
});

test("a recipe is a sentence whose words are changed in place; a changed number makes its rows one's own", async ({
  page,
}) => {
  const { backflow, grid, told, cells } = await openTable(page);
  await backflow.button("Rows of your own").click();
  await expect(backflow.button("Spirals")).toBeDisabled();
  await backflow.button("Sine").click();
  await expect(grid).toHaveAttribute("data-rows", "24");

  await backflow.setNumber("Validation rows", "8");
  await expect(grid).toHaveAttribute("data-rows", "32");
  await expect(grid).toHaveAttribute("data-validation", "8");
  await backflow.setNumber("Training rows", "0");
  await expect(told).toHaveText("There has to be a whole number of training rows, at least 1.");
  await backflow.setNumber("Noise", "-1");
  await expect(told).toContainText("Noise is how far rows are scattered");
  await expect(grid).toHaveAttribute("data-rows", "32");

  await expect(cells(1).nth(0)).toHaveText(/\d/);
  const first = await cells(1).nth(0).textContent();
  await backflow.button("Another seed").click();
  await expect(cells(1).nth(0)).not.toHaveText(first ?? "");

  await grid.focus();
  await backflow.press("9", "Enter");
  await expect(backflow.button("Rows of your own")).toBeVisible();
  await expect(backflow.number("Training rows")).toHaveValue("24");
  await backflow.press("Control+z");
  await expect(backflow.button("Sine").first()).toBeVisible();
});

test("a block from a spreadsheet is pasted, and copied again", async ({ page }) => {
  const { backflow, grid, told, cells } = await openTable(page);
  await grid.focus();
  const paste = (text: string) => backflow.paste(grid, text);
  await paste("1\t10\n2\t20\n3,5\t30\n");
  await expect(grid).toHaveAttribute("data-rows", "3");
  await expect(cells(3).nth(0)).toHaveText("3.5");
  await paste("1\t2\nthree\tfour\n5\t6\n");
  await expect(told).toHaveText("Line 2, column 1: “three” is no number.");
  await expect(cells(1).nth(1)).toHaveText("10");
  await backflow.press("Control+z");
  await expect(grid).toHaveAttribute("data-rows", "1");
});

/** 150 rows of four lengths and a name, in three classes. */
const FLOWERS = [
  "length;width;petal length;petal width;species",
  ...Array.from({ length: 150 }, (_, row) => {
    const kind = Math.floor(row / 50);
    const cm = (base: number) => (base + kind + (row % 7) / 10).toFixed(1).replace(".", ",");
    return [cm(5), cm(3), cm(1.4), cm(0.2), ["setosa", "versicolor", "virginica"][kind]].join(";");
  }),
].join("\r\n");

test("a CSV of 150 rows with a class column comes into a classifier that learns it, as the README says", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.open();
  await backflow.press("p");
  await page
    .getByRole("region", { name: "Made to measure" })
    .getByRole("button", { name: /Layers/ })
    .click();
  await expect(backflow.node("f2")).toBeVisible();
  // A key opens it as well as a file that is dropped.
  await backflow.openFile({
    name: "flowers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(FLOWERS),
  });
  const { grid } = tableOf(page);
  await backflow.button("Give the graph 4 inputs and 3 outputs, and softmax cross-entropy").click();
  await expect(backflow.node("loss")).toHaveAttribute("data-op", "softmax-cross-entropy");
  // All of it is one step back, and the file is still at hand.
  await backflow.press("Control+z");
  await expect(backflow.node("loss")).not.toHaveAttribute("data-op", "softmax-cross-entropy");
  await expect(
    backflow.button("Give the graph 4 inputs and 3 outputs, and softmax cross-entropy"),
  ).toBeVisible();
  await backflow.press("Control+Shift+z");
  await expect(backflow.node("loss")).toHaveAttribute("data-op", "softmax-cross-entropy");
  // The match is shown before anything is taken.
  await expect(page.getByLabel("Column for xᵢ unit 3")).toHaveValue(/^numbers 2/);
  await expect(page.getByLabel("Column for yᵢ unit 2")).toHaveValue("is-class 4 versicolor");
  await expect(page.getByText("left out")).toHaveCount(0);
  await backflow.setNumber("Rows for validation", "30");
  // The last 30 rows of a file that is sorted by class are of one class.
  const taken = page.getByRole("region", { name: "CSV in" });
  await expect(taken).toContainText("The validation rows lack the classes setosa and versicolor");
  await expect(page.getByRole("log", { name: "What was done" })).toContainText("rows lack");
  await backflow.button("Shuffle the rows").click();
  const shuffled = page.getByRole("switch", { name: "Shuffle the rows" });
  await expect(shuffled).toBeChecked();
  // What was pressed has gone: who goes on by keys goes on there.
  await expect(shuffled).toBeFocused();
  await expect(taken).not.toContainText("rows lack");
  // Classes are to be learnt from measured numbers: it is proposed.
  await expect(page.getByRole("switch", { name: /Standardise/ })).toBeChecked();
  await backflow.button("Take 150 rows").click();
  await expect(grid).toHaveAttribute("data-rows", "150");
  await expect(grid).toHaveAttribute("data-validation", "30");
  await expect(grid).toBeFocused();
  await expect(backflow.node("y")).toHaveAttribute("data-value", /^\[(1,0,0|0,1,0|0,0,1)\]$/);

  const { name, text } = await backflow.download(() => backflow.button("CSV out").click());
  expect(name).toMatch(/\.csv$/);
  expect(text.split("\n")).toHaveLength(152);
  expect(text.split("\n")[0]).toBe("x1,x2,x3,x4,y1,y2,y3");

  await backflow.press("r");
  const training = page.locator("[data-iteration]");
  await expect(training).toHaveAttribute("data-loss", /\d/);
  const before = Number(await training.getAttribute("data-loss"));
  // As fast as the machine goes: how long that takes is no matter here.
  await page.getByRole("radio", { name: "full" }).check();
  await backflow.button("Play or pause").click();
  await expect
    .poll(async () => Number(await training.getAttribute("data-loss")))
    .toBeLessThan(before / 2);
  expect(backflow.errors).toEqual([]);
});

test("a bad CSV says where, and nothing of it is taken", async ({ page }) => {
  const { backflow, grid } = await openTable(page);
  await backflow.button("CSV in").click();
  const source = page.getByRole("region", { name: "CSV in" });
  const cases: [string, string][] = [
    ["x,y\n1,2\n3,NaN\n4,5", "Line 3, column “y”"],
    ["x,y\n1,2\n3", "Line 3 has 1 field where the first line has 2."],
    ['x,y\n1,"2', "A quote that opens in line 2 is never closed."],
  ];
  for (const [text, sentence] of cases) {
    await backflow.type(source.getByRole("textbox"), text);
    await expect(source.getByRole("alert")).toContainText(sentence);
  }
  // A column that fits no unit, and one that is missing; quotes and line breaks in a field are no fault.
  await backflow.type(source.getByRole("textbox"), "x,y\n1,two\n2,three\n3,four");
  await expect(source.getByRole("alert")).toContainText("One unit has no column");
  await expect(backflow.button("Take 3 rows")).toBeDisabled();
  await backflow.type(source.getByRole("textbox"), '"x","the\ny"\n"1","2"');
  await expect(source.getByRole("alert")).toHaveCount(0);
  await expect(backflow.button("Take 1 row")).toBeEnabled();
  await source.getByLabel("choose a file").setInputFiles({
    name: "table.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
  });
  await expect(source.getByRole("alert")).toContainText("a file of a spreadsheet program");
  await backflow.button("Cancel").click();
  await expect(grid).toHaveAttribute("data-rows", "1");
});

test("a dropped file that is refused is no news once another one is taken up", async ({ page }) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  const drop = (name: string, text: string) =>
    page.evaluate(
      ([file = "", bits = ""]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([bits], file));
        const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector("main")?.dispatchEvent(event);
      },
      [name, text],
    );
  const alert = page.getByRole("alert");
  await drop("rows.xlsx", "PK\u0003\u0004");
  await expect(alert).toContainText("a file of a spreadsheet program");
  await drop("empty.csv", " \n");
  await expect(alert).toContainText("There are no rows of numbers in it.");
  await drop("rows.csv", "x,y\n1,2\n3,4\n");
  await expect(backflow.button("Take 2 rows")).toBeVisible();
  await expect(alert).toHaveCount(0);

  // The same of a file that is chosen beside the graph.
  const source = page.getByRole("region", { name: "CSV in" });
  const choose = (name: string, text: string) =>
    source
      .getByLabel("choose a file")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await choose("empty.csv", "");
  await expect(alert).toContainText("There are no rows of numbers in it.");
  await drop("rows.csv", "x,y\n1,2\n3,4\n5,6\n");
  await expect(backflow.button("Take 3 rows")).toBeVisible();
  await expect(alert).toHaveCount(0);
  expect(backflow.errors).toEqual([]);
});

test("a CSV is dropped anywhere on the page, and taken by touch into a table that is edited by touch", async ({
  newPage,
  browserName,
}) => {
  test.skip(browserName !== "chromium", "Fingers are sent by the protocol of Chromium");
  const { backflow, grid, row, cells } = await openTable(await newPage(PHONE));
  const { page } = backflow;
  const fingers = await Fingers.of(backflow);
  await backflow.button("Close Data").click();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x;y\n1,5;2\n2,5;3\n3,5;4\n"], "rows.csv"));
    const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector("main")?.dispatchEvent(drop);
  });
  await expect(page.getByLabel("Column for xᵢ")).toBeVisible();
  await backflow.button("Take 3 rows").tap();
  await expect(grid).toHaveAttribute("data-rows", "3");

  // A tap chooses the row, another one opens its number.
  await fingers.tap(cells(2).nth(1));
  await expect(row(2)).toHaveAttribute("data-chosen", "true");
  await expect.poll(() => backflow.value("x")).toBe(2.5);
  await fingers.tap(cells(2).nth(1));
  await expect(cells(2).nth(1).getByRole("textbox")).toBeFocused();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await expect(cells(2).nth(1)).toHaveText("9");
  // f and ℓᵢ are seen without moving the table sideways.
  await expect(cells(2).nth(3)).toBeInViewport({ ratio: 1 });
  await backflow.button("Add a row").tap();
  await expect(grid).toHaveAttribute("data-rows", "4");
  expect(backflow.errors).toEqual([]);
});

test("a made graph follows its sliders; a drag is one undo, and a weight by hand makes it an ordinary graph", async ({
  page,
}) => {
  const backflow = new BackflowPage(page);
  await backflow.openPreset("toy-network");
  await backflow.press("p");
  await page.getByRole("region", { name: "Made to measure" }).getByRole("button").first().click();
  const units = page.getByRole("slider", { name: "Hidden units D" });
  await expect(backflow.node("f3")).toBeVisible();
  await units.focus();
  await backflow.press("ArrowRight", "ArrowRight");
  await expect(backflow.node("f5")).toHaveCount(1);
  await backflow.setNumber("Hidden units D, typed", "0");
  const settings = page.getByRole("region", { name: "Settings: Shallow network" });
  await expect(settings.getByRole("status")).toHaveText(
    "Hidden units D: a whole number from 1 to 1000.",
  );
  await backflow.press("Control+z");
  await expect(backflow.node("f4")).toHaveCount(0);
  await backflow.setNumber("θ₁₁", "0.5");
  await expect(settings).toHaveCount(0);
  await backflow.press("Control+z");
  await expect(settings).toBeVisible();
  expect(backflow.errors).toEqual([]);
});
