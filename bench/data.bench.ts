/**
 * A table of 10,000 rows behind the graph: what a change of one number costs, against the two loops that one would write
 * by hand for this network (`shallowByHand`), and what a wide layer over as many rows needs. Ratios within one run.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { evaluateSample, planOf, type Statistics, StatisticsRun, statisticsWork } from "@/engine";
import { type BackflowDocument, withNumber } from "@/graph";
import { scalarShallowNetwork, shallowNetwork } from "./graphs";
import { median, medianRatio, race } from "./race";
import { milliseconds, printRows, type Row } from "./rows";

const ROWS = 10_000;
/** Hidden units of the graph of 26 scalar nodes: x, twelve linear, eleven ReLU, target, loss. */
const HIDDEN = 11;
const WIDE = 1000;

/** A fresh copy, as in engine.bench.ts. */
function loadBaselines(copy: string): Promise<typeof import("./baselines.mjs")> {
  const { href } = pathToFileURL(join(process.cwd(), "bench/baselines.mjs"));
  return import(`${href}?data-${copy}`);
}

/** Results that nothing else reads, so that no work can be left out. */
let sink = 0;

function finish(run: StatisticsRun): Statistics {
  for (;;) {
    const statistics = run.advance();
    if (statistics) return statistics;
  }
}

function expectClose(what: string, actual: number, expected: number): void {
  if (Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected))) return;
  throw new Error(`${what}: the engine says ${actual}, the baseline ${expected}.`);
}

/** What each change of a dragged number does before anything is drawn: the edit, the shown sample, all rows. */
function editing(start: BackflowDocument, node: string): () => void {
  const run = new StatisticsRun();
  let document = start;
  let turn = 0;
  return () => {
    turn = (turn + 1) % 8;
    document = withNumber(document, { kind: "beta", node, unit: 0 }, 0.1 + turn * 1e-3);
    const evaluation = evaluateSample(document, 17);
    run.start(document);
    const { objective } = finish(run);
    sink += (evaluation.arenas.values[0] ?? 0) + (objective ?? 0);
  };
}

async function scalarRow(): Promise<Row> {
  const { shallowByHand } = await loadBaselines("scalar");
  const step = shallowByHand(ROWS, HIDDEN);
  const document = scalarShallowNetwork(ROWS, HIDDEN);
  if (document.graph.nodes.length !== 26) throw new Error("The graph has to have 26 nodes.");
  const run = new StatisticsRun();
  run.start(document);
  expectClose("26 nodes", finish(run).objective ?? Number.NaN, step(0));
  const edit = editing(document, "f");
  const [hand = [], ours = []] = race(
    [
      (count) => {
        for (let i = 0; i < count; i++) sink += step(0);
      },
      (count) => {
        for (let i = 0; i < count; i++) edit();
      },
    ],
    { rounds: 201, milliseconds: 5 },
  );
  return {
    figure: "10,000 rows × 26 nodes, an edit ÷ by hand",
    medians: `${milliseconds(median(ours))}, ${milliseconds(median(hand))}`,
    ratio: medianRatio(ours, hand),
    bound: 1.5,
  };
}

async function wideRow(): Promise<Row> {
  const { shallowByHand } = await loadBaselines("wide");
  const step = shallowByHand(ROWS, WIDE);
  const document = shallowNetwork(ROWS, WIDE);
  const run = new StatisticsRun();
  run.start(document);
  expectClose("D = 1000", finish(run).objective ?? Number.NaN, step(0));
  const edit = editing(document, "f1");
  const [hand = [], ours = []] = race(
    [
      (count) => {
        for (let i = 0; i < count; i++) sink += step(0);
      },
      (count) => {
        for (let i = 0; i < count; i++) edit();
      },
    ],
    { rounds: 21, milliseconds: 50 },
  );
  return {
    figure: "10,000 rows × D = 1000, L and partials ÷ by hand",
    medians: `${milliseconds(median(ours))}, ${milliseconds(median(hand))}`,
    ratio: medianRatio(ours, hand),
    bound: 1.5,
  };
}

/** The sample that is shown, and one slice of the rows: neither may take longer than a frame. */
function printSlices(): void {
  const document = shallowNetwork(ROWS, WIDE);
  const run = new StatisticsRun();
  run.start(document);
  const slices: number[] = [];
  const samples: number[] = [];
  for (let isThrough = false; !isThrough; ) {
    const start = performance.now();
    isThrough = run.advance() !== null;
    const between = performance.now();
    slices.push((between - start) * 1e6);
    const evaluation = evaluateSample(document, 17);
    samples.push((performance.now() - between) * 1e6);
    sink += evaluation.arenas.values[0] ?? 0;
  }
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const work = statisticsWork(planOf(document.graph), document.data);
  console.log(
    `D = 1000: ${slices.length} blocks of ${milliseconds(median(slices))}, a sample ${milliseconds(median(samples))}, ` +
      `${work.toPrecision(2)} products; heap ${((heapUsed + arrayBuffers) / 2 ** 20).toFixed(0)} MB`,
  );
}

printSlices();
const rows = [await scalarRow(), await wideRow()];
if (!Number.isFinite(sink)) throw new Error("What was measured was no calculation.");
printRows(rows);
