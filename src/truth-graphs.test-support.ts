import type { BackflowDocument, GraphNode, NodeId, NodeNumbers, Wire } from "@/graph";
import { mostPorts, type Op, ops, resultWidth } from "@/ops";

/** What a drawn graph is made of; a test holds the page's claims about it against facts. */
export type DrawnGraph = Pick<BackflowDocument, "graph" | "numbers" | "data">;

/** Numbers from 0 to 1, by seed alone. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Which numbers a graph is given: each kind makes other sentences true. */
const TEMPERS: Readonly<Record<string, readonly number[]>> = {
  moderate: [],
  // Exactly at kinks, and equal to each other.
  kinks: [0, 0, 0, 1, 1, -1, 0.5, -0.5, 2, -2],
  saturating: [8, -8, 20, -20, 3, -3, 0.2, -0.3, 1],
  extreme: [0, 1, -1, 800, -800, 1e-200, 1e200, -1e200, 1e308, 5e-324, 30],
  tiny: [1e-3, -2e-3, 1e-60, 1e-110, 0.3, -0.5, 1],
  growing: [30, -40, 12, 1000, -3, 0.5],
};

const computed = ops.filter(({ kind }) => kind !== "leaf" && kind !== "loss");
const losses = ops.filter(({ kind }) => kind === "loss");
const gentle = ops.filter(
  ({ kind, group }) => kind === "linear" || (kind === "unary" && group === "activations"),
);

/** A graph by seed: all ops, one to five rows, up to four units; without a loss, with one, with several, or a chosen output. */
export function drawGraph(seed: number): DrawnGraph {
  return new Drawing(seed).draw();
}

class Drawing {
  private readonly random: () => number;
  private readonly temper: readonly number[];
  private readonly nodes: GraphNode[] = [];
  private readonly wires: Wire[] = [];
  private readonly numbers = new Map<NodeId, NodeNumbers>();
  private readonly columns = new Map<NodeId, readonly Float64Array[]>();
  private readonly widths = new Map<NodeId, number>();
  private readonly rows: number;
  private readonly validation: number;

  constructor(private readonly seed: number) {
    this.random = randomOf(seed * 7919 + 17);
    const tempers = Object.values(TEMPERS);
    this.temper = tempers[seed % tempers.length] ?? [];
    this.rows = this.chance(0.4) ? 1 : 2 + this.below(4);
    this.validation = this.rows > 2 && this.chance(0.3) ? 1 : 0;
  }

  draw(): DrawnGraph {
    const isChain = this.chance(0.3);
    const width = this.chance(0.5) ? 1 : 2 + this.below(3);
    this.addLeaf("input", width);
    if (!isChain || this.chance(0.3)) this.addLeaf("input", this.chance(0.5) ? 1 : width);
    if (this.chance(0.5)) this.addLeaf("parameter", this.chance(0.5) ? 1 : width);
    if (this.chance(0.3)) this.addLeaf("constant", 1);
    const count = isChain ? 3 + this.below(12) : 1 + this.below(9);
    for (let at = 0; at < count; at++) this.addComputed(isChain);
    this.addLosses();
    if (this.chance(0.08)) this.addIncomplete();
    const ends = this.nodes.map(({ id }) => id);
    const output = this.chance(0.12) ? this.pick(ends) : null;
    const table = { rows: this.rows, validation: this.validation, columns: this.columns };
    return {
      graph: { nodes: this.nodes, wires: this.wires, output },
      numbers: this.numbers,
      data: { ...table, source: { kind: "own" } },
    };
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private below(count: number): number {
    return Math.floor(this.random() * count);
  }

  private pick<Each>(from: readonly Each[]): Each {
    const found = from[this.below(from.length)];
    if (found === undefined) throw new Error(`Nothing to pick from in graph ${this.seed}`);
    return found;
  }

  private number(): number {
    const isOwn = this.temper.length > 0 && this.chance(0.7);
    return isOwn ? this.pick(this.temper) : Math.round((this.random() * 4 - 2) * 1000) / 1000;
  }

  private row(width: number): number[] {
    return Array.from({ length: width }, () => this.number());
  }

  private addLeaf(id: "input" | "target" | "parameter" | "constant", width: number): NodeId {
    const name = `${id.charAt(0)}${this.nodes.length}`;
    this.nodes.push({ id: name, op: id, symbol: name, width });
    if (id === "parameter" || id === "constant") {
      this.numbers.set(name, { kind: "leaf", values: this.row(width) });
    } else {
      const columns = Array.from({ length: width }, () => Float64Array.from(this.row(this.rows)));
      this.columns.set(name, columns);
    }
    this.widths.set(name, width);
    return name;
  }

  private addComputed(isChain: boolean): void {
    const op = this.pick(isChain && this.chance(0.85) ? gentle : computed);
    const all = [...this.widths.keys()];
    const newest = all.at(-1) ?? "";
    const source = isChain || this.chance(0.6) ? newest : this.pick(all);
    const other = this.chance(0.2) ? source : this.pick(all);
    if (op.kind === "linear") {
      const isTwice = !isChain && this.chance(0.5);
      this.addLinear(isTwice ? [source, other] : [source]);
      return;
    }
    const pairs =
      mostPorts(op) === 1
        ? [[source]]
        : [
            [source, other],
            [other, source],
            [source, source],
          ];
    for (const inputs of pairs) {
      const width = resultWidth(
        op,
        inputs.map((id) => this.widths.get(id) ?? 0),
      );
      if (width === null || width < 1 || width > 6) continue;
      this.add(op, inputs, width);
      return;
    }
  }

  private add(op: Op, inputs: readonly NodeId[], width: number): NodeId {
    const id = `n${this.nodes.length}`;
    if (op.kind === "leaf" || op.kind === "linear") throw new Error(`${op.id} is made elsewhere`);
    this.nodes.push({ id, op: op.id, symbol: id });
    this.wires.push(...inputs.map((source, port) => ({ source, target: id, port })));
    if (op.id === "power") {
      this.numbers.set(id, { kind: "setting", value: this.pick([0.5, 2, 3, -1, 0, 1, 1.5]) });
    } else if (op.kind === "loss" && "setting" in op) {
      this.numbers.set(id, { kind: "setting", value: this.pick([1, 0.5, 3]) });
    }
    this.widths.set(id, width);
    return id;
  }

  private addLinear(inputs: readonly NodeId[]): void {
    const id = `f${this.nodes.length}`;
    const width = this.chance(0.5) ? 1 : 1 + this.below(4);
    const node: GraphNode = {
      id,
      op: "linear",
      symbol: id,
      width,
      betaSymbol: `beta_${id}`,
      omegaSymbols: inputs.map((_, port) => `omega_${id}${port}`),
    };
    this.nodes.push(node);
    this.wires.push(...inputs.map((source, port) => ({ source, target: id, port })));
    const omega = inputs.map((source) => {
      const isZero = this.chance(0.08);
      return Array.from({ length: width }, () =>
        this.row(this.widths.get(source) ?? 1).map((weight) => (isZero ? 0 : weight)),
      );
    });
    this.numbers.set(id, { kind: "linear", beta: this.row(width), omega });
    this.widths.set(id, width);
  }

  private addLosses(): void {
    const count = this.pick([0, 1, 1, 1, 1, 2, 3]);
    for (let at = 0; at < count; at++) {
      const all = [...this.widths.keys()].filter((id) => !this.isLoss(id));
      const prediction = at === 0 || this.chance(0.4) ? (all.at(-1) ?? "") : this.pick(all);
      const width = this.widths.get(prediction) ?? 1;
      const same = all.filter((id) => id !== prediction && this.widths.get(id) === width);
      const isComputed = same.length > 0 && this.chance(0.12);
      const target = isComputed ? this.pick(same) : this.addTarget(prediction, width);
      const loss = this.pick(losses);
      const id = this.add(loss, [prediction, target], 1);
      // A loss of a loss is no objective of its own.
      if (this.chance(0.05)) this.add(this.pick(losses), [id, this.addLeaf("target", 1)], 1);
    }
  }

  /** Often exactly what is predicted at a kink, or a distribution. */
  private addTarget(prediction: NodeId, width: number): NodeId {
    const id = this.addLeaf("target", width);
    const own = this.numbers.get(prediction);
    const [first] = own?.kind === "linear" ? own.beta : [];
    if (this.chance(0.3)) {
      const value = first !== undefined && this.chance(0.5) ? first : 0;
      const columns = Array.from({ length: width }, () => new Float64Array(this.rows).fill(value));
      this.columns.set(id, columns);
    } else if (this.chance(0.4)) {
      const hot = this.below(width);
      const columns = Array.from({ length: width }, (_, unit) =>
        new Float64Array(this.rows).fill(unit === hot ? 1 : 0),
      );
      this.columns.set(id, columns);
    }
    return id;
  }

  private isLoss(id: NodeId): boolean {
    const op = this.nodes.find((node) => node.id === id)?.op ?? "input";
    return losses.some((loss) => loss.id === op);
  }

  /** A node with a port that nothing is wired into, and one behind it. */
  private addIncomplete(): void {
    const source = this.pick([...this.widths.keys()]);
    const id = `open${this.nodes.length}`;
    this.nodes.push({ id, op: "add", symbol: id });
    this.wires.push({ source, target: id, port: 0 });
    const behind = `behind${this.nodes.length}`;
    this.nodes.push({ id: behind, op: "sin", symbol: behind });
    this.wires.push({ source: id, target: behind, port: 0 });
  }
}
