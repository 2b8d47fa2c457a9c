/**
 * A table of 10,000 rows behind the graph: what a change of one number costs, against the loops that one would write
 * by hand for this network, and what a wide layer over as many rows needs. Ratios within one run.
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

/**
 * The graph of 26 nodes as loops over columns, node after node: every value and derivative is there afterwards, as the
 * canvas, plots and health need them. `shallowByHand` goes row after row instead, and keeps the hidden units alone.
 */
function nodeByNode({ numbers, data }: BackflowDocument): () => number {
  const column = () => new Float64Array(ROWS);
  const [x = column()] = data.columns.get("x") ?? [];
  const [y = column()] = data.columns.get("y") ?? [];
  const linearOf = (id: string) => {
    const own = numbers.get(id);
    if (own?.kind !== "linear") throw new Error(`${id} is not linear.`);
    return { beta: own.beta[0] ?? 0, omega: own.omega.map((block) => block[0]?.[0] ?? 0) };
  };
  const hidden = Array.from({ length: HIDDEN }, (_, unit) => linearOf(`f${unit}`));
  const output = linearOf("f");
  const [fs, hs, dfs, dhs] = [hidden, hidden, hidden, hidden].map((list) => list.map(column));
  const [f, loss, df] = [column(), column(), column()];
  const partials = new Float64Array(3 * HIDDEN + 1);
  const forward = (
    beta: number,
    omega: number,
    from: Float64Array,
    z: Float64Array,
    h: Float64Array,
  ) => {
    for (let i = 0; i < ROWS; i++) z[i] = beta + omega * (from[i] as number);
    for (let i = 0; i < ROWS; i++) h[i] = (z[i] as number) > 0 ? (z[i] as number) : 0;
  };
  const add = (omega: number, h: Float64Array) => {
    for (let i = 0; i < ROWS; i++) f[i] = (f[i] as number) + omega * (h[i] as number);
  };
  const backward = (
    omega: number,
    z: Float64Array,
    h: Float64Array,
    dh: Float64Array,
    dz: Float64Array,
    at: number,
  ) => {
    let [ofOutput, ofBeta, ofOmega] = [0, 0, 0];
    for (let i = 0; i < ROWS; i++) ofOutput += (df[i] as number) * (h[i] as number);
    for (let i = 0; i < ROWS; i++) dh[i] = omega * (df[i] as number);
    for (let i = 0; i < ROWS; i++) dz[i] = (z[i] as number) > 0 ? (dh[i] as number) : 0;
    for (let i = 0; i < ROWS; i++) ofBeta += dz[i] as number;
    for (let i = 0; i < ROWS; i++) ofOmega += (dz[i] as number) * (x[i] as number);
    partials[at] = ofOutput / ROWS;
    partials[at + 1] = ofBeta / ROWS;
    partials[at + 2] = ofOmega / ROWS;
  };
  return () => {
    let sum = 0;
    f.fill(output.beta);
    for (let k = 0; k < HIDDEN; k++) {
      const { beta, omega } = hidden[k] as { beta: number; omega: number[] };
      forward(beta, omega[0] as number, x, fs?.[k] as Float64Array, hs?.[k] as Float64Array);
      add(output.omega[k] as number, hs?.[k] as Float64Array);
    }
    for (let i = 0; i < ROWS; i++) {
      const error = (f[i] as number) - (y[i] as number);
      loss[i] = error * error;
      df[i] = 2 * error;
      sum += loss[i] as number;
    }
    let ofBeta = 0;
    for (let i = 0; i < ROWS; i++) ofBeta += df[i] as number;
    partials[3 * HIDDEN] = ofBeta / ROWS;
    for (let k = 0; k < HIDDEN; k++) {
      const [z, h, dh, dz] = [fs?.[k], hs?.[k], dhs?.[k], dfs?.[k]] as Float64Array[];
      backward(
        output.omega[k] as number,
        z as Float64Array,
        h as Float64Array,
        dh as Float64Array,
        dz as Float64Array,
        3 * k,
      );
    }
    return sum / ROWS;
  };
}

async function scalarRows(): Promise<Row[]> {
  const { shallowByHand } = await loadBaselines("scalar");
  const step = shallowByHand(ROWS, HIDDEN);
  const document = scalarShallowNetwork(ROWS, HIDDEN);
  if (document.graph.nodes.length !== 26) throw new Error("The graph has to have 26 nodes.");
  const run = new StatisticsRun();
  run.start(document);
  expectClose("26 nodes", finish(run).objective ?? Number.NaN, step(0));
  const nodes = nodeByNode(document);
  expectClose("26 nodes, node by node", nodes(), step(0));
  const edit = editing(document, "f");
  // As in the page, it has been dragged for a while before it is measured.
  for (let i = 0; i < 300; i++) {
    edit();
    sink += step(0) + nodes();
  }
  const [hand = [], columns = [], ours = []] = race(
    [
      (count) => {
        for (let i = 0; i < count; i++) sink += step(0);
      },
      (count) => {
        for (let i = 0; i < count; i++) sink += nodes();
      },
      (count) => {
        for (let i = 0; i < count; i++) edit();
      },
    ],
    { rounds: 201, milliseconds: 5 },
  );
  const row = (what: string, theirs: readonly number[]): Row => ({
    figure: `10,000 rows × 26 nodes, an edit ÷ ${what}`,
    medians: `${milliseconds(median(ours))}, ${milliseconds(median(theirs))}`,
    ratio: medianRatio(ours, theirs),
    bound: 1.5,
  });
  return [row("node by node", columns), row("row by row", hand)];
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
const rows = [...(await scalarRows()), await wideRow()];
if (!Number.isFinite(sink)) throw new Error("What was measured was no calculation.");
printRows(rows);
