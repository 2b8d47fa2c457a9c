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
 * The graph of 26 nodes as the fastest loops over columns that keep every value and derivative, as the engine does for
 * the canvas, plots and health: one loop a hidden unit and pass, over its linear node and its ReLU together.
 */
function unitByUnit({ numbers, data }: BackflowDocument): () => number {
  const column = () => new Float64Array(ROWS);
  const [x = column()] = data.columns.get("x") ?? [];
  const [y = column()] = data.columns.get("y") ?? [];
  const linearOf = (id: string) => {
    const own = numbers.get(id);
    if (own?.kind !== "linear") throw new Error(`${id} is not linear.`);
    return { beta: own.beta[0] ?? 0, omega: own.omega.map((block) => block[0]?.[0] ?? 0) };
  };
  const output = linearOf("f");
  const hidden = Array.from({ length: HIDDEN }, (_, unit) => linearOf(`f${unit}`));
  const columns = () => hidden.map(column);
  const [zs, hs, dzs, dhs] = [columns(), columns(), columns(), columns()];
  const [f, loss, df] = [column(), column(), column()];
  const partials = new Float64Array(3 * HIDDEN + 1);
  const forward = (beta: number, omega: number, phi: number, z: Float64Array, h: Float64Array) => {
    for (let i = 0; i < ROWS; i++) {
      const input = beta + omega * (x[i] as number);
      const activation = input > 0 ? input : 0;
      z[i] = input;
      h[i] = activation;
      f[i] = (f[i] as number) + phi * activation;
    }
  };
  const backward = (
    phi: number,
    z: Float64Array,
    h: Float64Array,
    dz: Float64Array,
    dh: Float64Array,
    at: number,
  ) => {
    let ofPhi = 0;
    let ofBeta = 0;
    let ofOmega = 0;
    for (let i = 0; i < ROWS; i++) {
      const upstream = df[i] as number;
      const activation = phi * upstream;
      const input = (z[i] as number) > 0 ? activation : 0;
      dh[i] = activation;
      dz[i] = input;
      ofPhi += upstream * (h[i] as number);
      ofBeta += input;
      ofOmega += input * (x[i] as number);
    }
    partials[at] = ofPhi / ROWS;
    partials[at + 1] = ofBeta / ROWS;
    partials[at + 2] = ofOmega / ROWS;
  };
  return () => {
    let sum = 0;
    let ofBeta = 0;
    f.fill(output.beta);
    for (let k = 0; k < HIDDEN; k++) {
      const { beta, omega } = hidden[k] as { beta: number; omega: number[] };
      const [z, h] = [zs[k], hs[k]] as [Float64Array, Float64Array];
      forward(beta, omega[0] as number, output.omega[k] as number, z, h);
    }
    for (let i = 0; i < ROWS; i++) {
      const error = (f[i] as number) - (y[i] as number);
      loss[i] = error * error;
      df[i] = 2 * error;
      sum += error * error;
      ofBeta += 2 * error;
    }
    partials[3 * HIDDEN] = ofBeta / ROWS;
    for (let k = 0; k < HIDDEN; k++) {
      const [z, h, dz, dh] = [zs[k], hs[k], dzs[k], dhs[k]] as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      backward(output.omega[k] as number, z, h, dz, dh, 3 * k);
    }
    return sum / ROWS;
  };
}

/**
 * Two kinds of loops by hand. The bound speaks of those that keep what the engine keeps: it was set beside "1.2 × for
 * the passes alone, 3.8 × with new arrays", said of the engine as it stood before rows left the structure (83eded6). That
 * one, measured again by these loops: 1.5 × and 4.6 × those that keep every value unit by unit, 0.87 × and 2.6 × the same
 * with a loop of its own for each node, but 2.7 × and 8.2 × `shallowByHand`. This one goes row after row, keeps nothing but
 * the hidden units of all rows, and shows what it costs that every number can be looked at.
 */
async function scalarRows(): Promise<Row[]> {
  const { shallowByHand } = await loadBaselines("scalar");
  const step = shallowByHand(ROWS, HIDDEN);
  const document = scalarShallowNetwork(ROWS, HIDDEN);
  if (document.graph.nodes.length !== 26) throw new Error("The graph has to have 26 nodes.");
  const run = new StatisticsRun();
  run.start(document);
  expectClose("26 nodes", finish(run).objective ?? Number.NaN, step(0));
  const units = unitByUnit(document);
  expectClose("26 nodes, unit by unit", units(), step(0));
  const edit = editing(document, "f");
  // As in the page, it has been dragged for a while before it is measured.
  for (let i = 0; i < 300; i++) {
    edit();
    sink += step(0) + units();
  }
  const [hand = [], columns = [], ours = []] = race(
    [
      (count) => {
        for (let i = 0; i < count; i++) sink += step(0);
      },
      (count) => {
        for (let i = 0; i < count; i++) sink += units();
      },
      (count) => {
        for (let i = 0; i < count; i++) edit();
      },
    ],
    { rounds: 201, milliseconds: 5 },
  );
  const row = (what: string, theirs: readonly number[]) => ({
    figure: `10,000 rows × 26 nodes, an edit ÷ ${what}`,
    medians: `${milliseconds(median(ours))}, ${milliseconds(median(theirs))}`,
    ratio: medianRatio(ours, theirs),
  });
  return [{ ...row("all kept", columns), bound: 1.5 }, row("h alone kept", hand)];
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
