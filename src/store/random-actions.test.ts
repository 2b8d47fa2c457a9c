import { describe, expect, inject, it } from "vitest";
import { evaluate } from "@/engine";
import {
  type BackflowDocument,
  checkDocument,
  copyNodes,
  EMPTY_DOCUMENT,
  type NodeId,
  readFile,
  swapOp,
  type Wire,
  withOutput,
  withRowCount,
  withSymbol,
  withTitle,
  withWidth,
  writeFile,
} from "@/graph";
import { ops } from "@/ops";
import { presets } from "@/presets/made.test-support";
import {
  chooseNode,
  chooseOp,
  connectWire,
  deleteNodes,
  deleteWire,
  documentOf,
  evaluationOf,
  insertNode,
  partOf,
  pasteGraph,
  placeNode,
  traceOfState,
  useBackflow,
} from "./index";
import { selectedNodes } from "./state";

/** Everything that a user can do to a document, at random: undone it is as it was, and what is shown is what it says. */

const SEQUENCES = inject("turns")["random sequences of edits"];
const LONGEST = 100;
const BLOCKS = 20;

const STARTS = [EMPTY_DOCUMENT, EMPTY_DOCUMENT, ...presets.map((preset) => preset.document)];
const SYMBOLS = ["\\omega_0", "\\theta_{11}", "\\href{javascript:alert(1)}{x}", "", "a b", "x_i"];
const NUMBERS = [0, 1, -1, 0.5, -2.75, 1e300, 5e-324, -0];

class Monkey {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** In [0, 1): mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)];
  }

  node(): NodeId {
    return this.pick(documentOf(useBackflow.getState()).graph.nodes)?.id ?? "gone";
  }

  wire(): Wire {
    const wires = documentOf(useBackflow.getState()).graph.wires;
    return this.pick(wires) ?? { source: "gone", target: "gone", port: 0 };
  }

  position() {
    return { x: this.below(2000) - 500, y: this.below(1500) - 500 };
  }

  /** A gesture of a few names, so that edits of one merge. */
  gesture(): string {
    return `gesture:${this.below(3)}`;
  }
}

type Action = (monkey: Monkey) => void;

const present = () => documentOf(useBackflow.getState());

function selectSome(monkey: Monkey): void {
  const ids = new Set(present().graph.nodes.map(({ id }) => id));
  const chosen = [monkey.node(), monkey.node(), monkey.node()].filter((id) => ids.has(id));
  useBackflow.getState().select(new Set(chosen));
}

const actions: readonly Action[] = [
  (monkey) => placeNode(monkey.pick(ops)?.id ?? "sin", monkey.position()),
  (monkey) =>
    placeNode(monkey.pick(ops)?.id ?? "sin", monkey.position(), {
      kind: "connection",
      connection: { fixed: { kind: "source", node: monkey.node() }, replacing: null },
      letGo: null,
    }),
  (monkey) =>
    connectWire(
      { fixed: { kind: "source", node: monkey.node() }, replacing: null },
      monkey.node(),
      monkey.next() < 0.5 ? null : monkey.below(3),
    ),
  (monkey) =>
    connectWire(
      { fixed: { kind: "target", node: monkey.node(), port: monkey.below(3) }, replacing: null },
      monkey.node(),
      null,
    ),
  (monkey) => {
    const replacing = monkey.wire();
    const fixed = { kind: "source", node: replacing.source } as const;
    connectWire({ fixed, replacing }, monkey.node(), monkey.next() < 0.5 ? null : monkey.below(3));
  },
  (monkey) => {
    const replacing = monkey.wire();
    const fixed = { kind: "target", node: replacing.target, port: replacing.port } as const;
    connectWire({ fixed, replacing }, monkey.node(), null);
  },
  (monkey) => insertNode(monkey.node(), monkey.wire()),
  (monkey) => {
    const wire = monkey.wire();
    const search = { kind: "insert", anchor: null, position: monkey.position(), wire } as const;
    chooseOp(search, monkey.pick(ops)?.id ?? "sin");
  },
  (monkey) => {
    const wire = { fixed: { kind: "source", node: monkey.node() }, replacing: null } as const;
    chooseNode({ kind: "connect", anchor: null, position: monkey.position(), wire }, monkey.node());
  },
  (monkey) => {
    const position = monkey.next() < 0.5 ? null : monkey.position();
    const search = { kind: "add", anchor: null, position, node: monkey.node() } as const;
    chooseOp(search, monkey.pick(ops)?.id ?? "sin");
  },
  (monkey) => deleteWire(monkey.wire()),
  (monkey) => {
    selectSome(monkey);
    if (monkey.next() < 0.4) deleteNodes([...selectedNodes(useBackflow.getState())]);
  },
  (monkey) => {
    selectSome(monkey);
    if (present().graph.nodes.length < 60) {
      pasteGraph(
        partOf([...selectedNodes(useBackflow.getState())]),
        monkey.next() < 0.5 ? null : monkey.position(),
      );
    }
  },
  (monkey) => {
    const other = monkey.pick(STARTS) ?? EMPTY_DOCUMENT;
    const some = new Set(other.graph.nodes.map(({ id }) => id).filter(() => monkey.next() < 0.5));
    if (present().graph.nodes.length < 60) pasteGraph(copyNodes(other, some), null);
  },
  (monkey) =>
    useBackflow.getState().apply(swapOp(present(), monkey.node(), monkey.pick(ops)?.id ?? "sin")),
  (monkey) => {
    const part = monkey.pick(["own", "beta", { port: monkey.below(3) }] as const) ?? "own";
    const symbol = monkey.pick(SYMBOLS) ?? "";
    useBackflow.getState().apply(withSymbol(present(), monkey.node(), part, symbol));
  },
  (monkey) => useBackflow.getState().apply(withWidth(present(), monkey.node(), monkey.below(5))),
  (monkey) => useBackflow.getState().apply(withRowCount(present(), monkey.below(4))),
  (monkey) => useBackflow.getState().apply(withTitle(present(), "title".repeat(monkey.below(60)))),
  (monkey) => {
    const state = useBackflow.getState();
    const output = monkey.next() < 0.5 ? monkey.node() : null;
    state.apply({ ok: true, value: withOutput(documentOf(state), output) });
  },
  (monkey) => {
    const node = monkey.node();
    const address =
      monkey.pick([
        { kind: "value", node, row: monkey.below(2), unit: monkey.below(2) },
        { kind: "beta", node, unit: monkey.below(2) },
        { kind: "omega", node, port: monkey.below(3), unit: 0, input: monkey.below(2) },
        { kind: "setting", node },
      ] as const) ?? ({ kind: "setting", node } as const);
    const value = address.kind === "setting" ? 0.5 + monkey.next() : (monkey.pick(NUMBERS) ?? 0);
    useBackflow.getState().setNumber(address, value, monkey.gesture());
  },
  (monkey) =>
    useBackflow
      .getState()
      .moveNodes(new Map([[monkey.node(), monkey.position()]]), monkey.gesture()),
  (monkey) => {
    const thresholds = { vanishing: 0.001 + monkey.next() / 2, exploding: 2 + monkey.below(99) };
    useBackflow.getState().setThresholds(thresholds, monkey.gesture());
  },
  () => useBackflow.getState().undo(),
  () => useBackflow.getState().redo(),
  (monkey) => useBackflow.getState().seek(monkey.below(40)),
  (monkey) => useBackflow.getState().setSample(monkey.below(4)),
];

describe("random actions", () => {
  for (let block = 0; block < BLOCKS; block++) {
    const each = SEQUENCES / BLOCKS;
    it(`${each} sequences of up to ${LONGEST}, block ${block + 1} of ${BLOCKS}`, () => {
      for (let sequence = 0; sequence < each; sequence++) {
        playSequence(block * each + sequence + 1);
      }
    }, 600_000);
  }
});

function playSequence(seed: number): void {
  const monkey = new Monkey(seed);
  const start = monkey.pick(STARTS) ?? EMPTY_DOCUMENT;
  useBackflow.getState().open(start, { kind: "file" });
  const length = 1 + monkey.below(LONGEST);
  let judged: BackflowDocument | null = null;
  for (let action = 0; action < length; action++) {
    monkey.pick(actions)?.(monkey);
    if (present() === judged) continue;
    judged = present();
    expectSound(`seed ${seed}, action ${action}`);
  }
  const end = writeFile(present());
  while (useBackflow.getState().history.future.length > 0) useBackflow.getState().redo();
  const farthest = writeFile(present());
  while (useBackflow.getState().history.past.length > 0) useBackflow.getState().undo();
  expect(writeFile(present()), `seed ${seed}: undone`).toBe(writeFile(start));
  while (useBackflow.getState().history.future.length > 0) useBackflow.getState().redo();
  expect(writeFile(present()), `seed ${seed}: redone`).toBe(farthest);
  if (farthest !== end) return;
  expectSound(`seed ${seed}, redone`);
}

/** The document is whole, the view is within it, and the evaluation is that of a document read anew. */
function expectSound(where: string): void {
  const state = useBackflow.getState();
  const document = documentOf(state);
  const checked = checkDocument(document);
  if (!checked.ok) throw new Error(`${where}: ${JSON.stringify(checked.problem)}`);
  const read = readFile(writeFile(document));
  if (!read.ok) throw new Error(`${where}: ${JSON.stringify(read.problem)}`);
  const fresh = evaluate(read.value, state.sample);
  const shown = evaluationOf(state);
  for (const arena of ["values", "derivatives", "partials"] as const) {
    expect(isSame(shown.arenas[arena], fresh.arenas[arena]), `${where}: ${arena}`).toBe(true);
  }
  const ids = new Set(document.graph.nodes.map(({ id }) => id));
  expect(
    [...selectedNodes(state)].every((node) => ids.has(node)),
    where,
  ).toBe(true);
  expect(state.sample, where).toBeLessThan(document.data.rows);
  expect(state.playhead, where).toBeLessThanOrEqual(traceOfState(state).steps.length);
}

/** Bit for bit: NaN is NaN, and −0 is not 0. */
function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((number, index) => Object.is(number, b[index]));
}
