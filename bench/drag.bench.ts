// Script time per change while a number is dragged, on the production build in a real browser.
import { encodeLink } from "@/graph";
import { scriptTimeOf, startBuiltPage } from "./built-page";
import { primitiveNetwork } from "./primitive-network";
import { median } from "./race";

/** Milliseconds of script per change: evaluation, React and DOM. */
const BOUND = 4;
const WARM_UP = 60;
const CHANGES = 240;

/** At the end of the run every derivative, colour and width follows the number; zoomed out, all nodes are in view. */
const SCENES = [
  { step: 0, zoomedOut: false, where: "at rest" },
  { step: 99999, zoomedOut: false, where: "at the end of the run" },
  { step: 99999, zoomedOut: true, where: "at the end of the run, all in view" },
];

const built = await startBuiltPage("page");
const { browser, address } = built;

try {
  console.log(`${"script time per change, median of 240".padEnd(54)} ${"ms".padEnd(8)} bound`);
  const network = primitiveNetwork();
  if (network.graph.nodes.length !== 141) throw new Error("The network has to have 141 nodes.");
  const cases = [
    { name: "toy network", fragment: "preset=toy-network", field: "Value of xᵢ" },
    { name: "141 nodes", fragment: await encodeLink(network), field: "Value of x0" },
  ];
  for (const { name, fragment, field } of cases) {
    for (const { step, zoomedOut, where } of SCENES) {
      const times = await dragTimes(`${address}#${fragment}&step=${step}`, field, zoomedOut);
      const time = median(times.changes);
      const figure = `${name}, ${where}`;
      const verdict = time <= BOUND ? "ok" : "MISSED";
      console.log(
        `${figure.padEnd(54)} ${time.toFixed(2).padEnd(8)} ≤ ${BOUND}    ${verdict.padEnd(7)} mean ${times.mean.toFixed(2)}`,
      );
    }
  }
} finally {
  await built.close();
}

interface DragTimes {
  /** Script milliseconds of each change while the field is dragged to and fro. */
  readonly changes: readonly number[];
  /** All script from the first change until the page rests again, divided by the changes: what was put off counts. */
  readonly mean: number;
}

/** Drags the field to and fro. */
async function dragTimes(url: string, field: string, zoomedOut: boolean): Promise<DragTimes> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  const number = page.getByRole("spinbutton", { name: field, exact: true });
  await number.waitFor();
  if (zoomedOut) {
    await page.mouse.move(200, 500);
    for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, 200);
    await page.waitForTimeout(500);
  }
  const scriptTime = await scriptTimeOf(page);
  const box = await number.boundingBox();
  if (!box) throw new Error(`${field} is not on the page.`);
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  const times: number[] = [];
  let begin = 0;
  let before = await number.inputValue();
  for (let change = 0; change < WARM_UP + CHANGES; change++) {
    const start = await scriptTime();
    if (change === WARM_UP) begin = start;
    await page.mouse.move(x + 10 + (change % 40), y);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const time = (await scriptTime()) - start;
    const after = await number.inputValue();
    if (after === before) throw new Error("The drag changed nothing, so nothing was measured.");
    before = after;
    if (change >= WARM_UP) times.push(time);
  }
  await page.mouse.up();
  await page.waitForTimeout(600);
  const mean = ((await scriptTime()) - begin) / CHANGES;
  await page.close();
  return { changes: times, mean };
}
