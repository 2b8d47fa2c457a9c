/**
 * The engine against plain JavaScript written by hand, and against itself on graphs of all sizes. What counts are
 * ratios within one run; nothing here fails for being slow, for a test of time would fail on somebody else's machine.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Arenas,
  averagePartials,
  blockRows,
  clearPartials,
  createArenas,
  type Plan,
  type PlanColumns,
  planColumns,
  planOf,
  readRows,
  runBackward,
  runForward,
  runRows,
  writeNumbers,
} from "@/engine";
import type { BackflowDocument } from "@/graph";
import { chainedNetworks, shallowNetwork, toyNetwork } from "./graphs";
import { median, medianRatio, race } from "./race";
import { milliseconds, printRows, type Row } from "./rows";

/**
 * A fresh copy of the baselines, as they are written: in the bundle they would take themselves for the main program.
 * Fresh, because V8 compiles `step` to code that is up to twice as fast as long as shallowByHand was called but once.
 */
function loadBaselines(copy: string): Promise<typeof import("./baselines.mjs")> {
  const { href } = pathToFileURL(join(process.cwd(), "bench/baselines.mjs"));
  return import(`${[href, copy].join("?")}`);
}

/** Results that nothing else reads, so that no work can be left out. */
let sink = 0;

interface Prepared {
  readonly plan: Plan;
  readonly arenas: Arenas;
  readonly columns: PlanColumns;
  readonly rows: number;
}

function prepare(document: BackflowDocument): Prepared {
  const plan = planOf(document.graph);
  const { rows } = document.data;
  const arenas = createArenas(plan, blockRows(plan, rows));
  writeNumbers(plan, document.numbers, arenas);
  const columns = planColumns(plan, document.data);
  readRows(plan, columns, null, 0, arenas.rows, arenas);
  return { plan, arenas, columns, rows };
}

/** Both passes over the rows that are in the arenas. */
function runBoth({ plan, arenas }: Prepared): void {
  clearPartials(arenas);
  runForward(plan, arenas);
  runBackward(plan, arenas);
}

function valueSlot(plan: Plan, node: string): number {
  return plan.slots[plan.topology.indexOf.get(node) ?? -1]?.value ?? -1;
}

function expectClose(what: string, actual: number, expected: number): void {
  if (Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected))) return;
  throw new Error(`${what}: the engine says ${actual}, the baseline ${expected}.`);
}

const nanoseconds = (time: number) => `${time.toPrecision(3)} ns`;

async function toyRows(): Promise<Row[]> {
  const { toyByHand, toyByObjects } = await loadBaselines("toy");
  const p = Float64Array.of(1, 0.1, 2, -0.4, -3, 2, 0.4, 3, 2.3, 2);
  const g = new Float64Array(8);
  const toy = prepare(toyNetwork(Array.from(p)));
  const { plan, arenas } = toy;
  const x = valueSlot(plan, "x");
  const loss = valueSlot(plan, "loss");
  const expected = toyByHand(p, g);
  runBoth(toy);
  expectClose("toy loss", arenas.values[loss] as number, expected);
  g.forEach((partial, i) => {
    expectClose(`toy partial ${i}`, arenas.partials[i] as number, partial);
  });

  const [hand = [], engine = [], objects = []] = race(
    [
      (count) => {
        for (let i = 0; i < count; i++) {
          p[8] = 2.3 + (i & 7) * 1e-3;
          sink += toyByHand(p, g);
        }
      },
      (count) => {
        for (let i = 0; i < count; i++) {
          arenas.values[x] = 2.3 + (i & 7) * 1e-3;
          runBoth(toy);
          sink += arenas.values[loss] as number;
        }
      },
      (count) => {
        for (let i = 0; i < count; i++) {
          p[8] = 2.3 + (i & 7) * 1e-3;
          sink += toyByObjects(p, g);
        }
      },
    ],
    { rounds: 501, milliseconds: 2 },
  );
  const ours = nanoseconds(median(engine));
  return [
    {
      figure: "toy network ÷ by hand",
      medians: `${ours}, ${nanoseconds(median(hand))}`,
      ratio: medianRatio(engine, hand),
      bound: 3,
    },
    {
      figure: "toy network, by objects ÷ ours",
      medians: `${ours}, ${nanoseconds(median(objects))}`,
      ratio: medianRatio(objects, engine),
      bound: 10,
      atLeast: true,
    },
  ];
}

async function shallowRows(units: number, bound: number): Promise<Row[]> {
  const batch = 256;
  const { shallowByHand } = await loadBaselines(String(units));
  const step = shallowByHand(batch, units);
  const { plan, arenas, columns, rows } = prepare(shallowNetwork(batch, units));
  // A few steps of training: if the losses keep agreeing, so do all partials.
  for (let iteration = 0; iteration < 5; iteration++) {
    const mean = runRows(plan, columns, null, 0, rows, arenas) / rows;
    averagePartials(arenas.partials, rows);
    expectClose(`shallow network, D = ${units}, iteration ${iteration}`, mean, step(1e-3));
    for (let i = 0; i < arenas.parameters.length; i++) {
      arenas.parameters[i] =
        (arenas.parameters[i] as number) - 1e-3 * (arenas.partials[i] as number);
    }
  }

  const [hand = [], engine = [], training = []] = race(
    [
      (count) => {
        for (let i = 0; i < count; i++) sink += step(0);
      },
      (count) => {
        for (let i = 0; i < count; i++) {
          sink += runRows(plan, columns, null, 0, rows, arenas);
          averagePartials(arenas.partials, rows);
        }
      },
      (count) => {
        for (let i = 0; i < count; i++) {
          sink += runRows(plan, columns, null, 0, rows, arenas, { leaves: false });
          averagePartials(arenas.partials, rows);
        }
      },
    ],
    { rounds: 401, milliseconds: 3 },
  );
  const row = (figure: string, times: readonly number[]): Row => ({
    figure: `${figure} ÷ by hand, D = ${units}`,
    medians: `${milliseconds(median(times))}, ${milliseconds(median(hand))}`,
    ratio: medianRatio(times, hand),
    bound,
  });
  // By hand, ∂ℓ/∂x and ∂ℓ/∂y are left out, as in a step of training; a page that shows them pays for them.
  return [
    row("shallow network, training,", training),
    row("shallow network, all derivatives,", engine),
  ];
}

function scaleRow(): Row {
  const sizes = [1e2, 1e3, 1e4, 1e5];
  const runs = sizes.map((size) => ({ size, ...prepare(chainedNetworks(size)) }));
  const times = race(
    runs.map((run) => (count) => {
      for (let i = 0; i < count; i++) {
        runBoth(run);
        sink += run.arenas.partials[0] as number;
      }
    }),
    { rounds: 251, milliseconds: 4 },
  );
  // Forward and backward: two passes over each node.
  const costs = times.map((rounds, i) => rounds.map((time) => time / (2 * (sizes[i] as number))));
  const medians = costs.map(median);
  const largest = costs[medians.indexOf(Math.max(...medians))] ?? [];
  const smallest = costs[medians.indexOf(Math.min(...medians))] ?? [];
  return {
    figure: "node and pass, 1e2 to 1e5 nodes",
    medians: `${medians.map((cost) => cost.toPrecision(3)).join(", ")} ns`,
    ratio: medianRatio(largest, smallest),
    bound: 1.6,
  };
}

/** As in the page, the engine has run graphs of every kind before it is measured on one. */
function warmUp(): void {
  const documents = [
    toyNetwork([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
    chainedNetworks(1000),
    shallowNetwork(64, 50),
  ];
  for (const prepared of documents.map(prepare)) {
    for (let i = 0; i < 200; i++) runBoth(prepared);
    sink += prepared.arenas.partials[0] as number;
  }
}

warmUp();
const rows = [
  ...(await toyRows()),
  ...(await shallowRows(1000, 1.5)),
  ...(await shallowRows(100, 2)),
  scaleRow(),
];
if (!Number.isFinite(sink)) throw new Error("What was measured was no calculation.");
printRows(rows);
