import { type DataTable, trainingRows } from "@/data";
import type { BackflowDocument, GraphNode, NodeIndex } from "@/graph";
import { opOf, type UnaryOp } from "@/ops";
import { type Arenas, blockRows, createArenas, writeNumbers } from "./arenas";
import { averagePartials, clearPartials, readLosses, runBackward, runForward } from "./passes";
import type { NodeSlots, Plan } from "./plan";
import { planOf } from "./plan-builder";
import { type PlanColumns, planColumns, readRows } from "./table-rows";

/** Partials are looked through for numbers that are not finite after so many rows: of a wide layer a block has few, and looking after each would cost too much. */
const ROWS_BETWEEN_CHECKS = 128;

const PARTIALS_ONLY = { leaves: false };

/** What is evaluated of a document. */
export type Evaluated = Pick<BackflowDocument, "graph" | "numbers" | "data">;

/** What is known of a document over all training rows (E15). Small: it is kept, while blocks of rows come and go. */
export interface Statistics {
  /** How many training rows there are: N − V. */
  readonly rows: number;
  /** ℓᵢ of every training row; zeros where nothing is differentiated. */
  readonly losses: Float64Array;
  /** L, the mean of ℓᵢ; null where nothing is differentiated. */
  readonly objective: number | null;
  /** ∂L/∂β, ∂L/∂Ω, ∂L/∂parameter: means over the training rows, laid out as the parameters of the plan. */
  readonly partials: Float64Array;
  /**
   * By node index: 1 for each unit of a node that clips (ReLU) whose input is clipped on every row; null for
   * all other nodes. One row is no data set, and says nothing: an empty list.
   */
  readonly clipped: readonly (Uint8Array | null)[];
  /** The first rows that were run together after which a partial was not finite; null where all are finite. */
  readonly spoiledBy: { readonly first: number; readonly count: number } | null;
}

/**
 * Computes the statistics of documents, one after the other, block by block of rows, into buffers that it keeps: the
 * floor has no clock, so the caller says when to go on. Nothing is shown before all rows are through.
 */
export class StatisticsRun {
  private document: Evaluated | null = null;
  private plan: Plan | null = null;
  private arenas: Arenas | null = null;
  private columns: PlanColumns = [];
  private losses = new Float64Array(0);
  private clippers: readonly Clipper[] = [];
  private rows = 0;
  private done = 0;
  /** Rows after which the partials were looked through last. */
  private checked = 0;
  private spoiledBy: Statistics["spoiledBy"] = null;
  private result: Statistics | null = null;

  /**
   * Begins anew with a document, or with P other parameters in place of its own, laid out as those of its plan. What was
   * computed of another one is lost.
   */
  start(document: Evaluated, parameters: Float64Array | null = null): void {
    const plan = planOf(document.graph);
    const rows = trainingRows(document.data);
    const blocked = blockRows(plan, rows);
    if (this.plan !== plan || this.arenas?.rows !== blocked) {
      this.arenas = createArenas(plan, blocked);
      this.clippers = clippersOf(plan);
    }
    if (this.losses.length !== rows) this.losses = new Float64Array(rows);
    this.document = parameters ? null : document;
    this.plan = plan;
    this.rows = rows;
    this.columns = planColumns(plan, document.data);
    this.done = 0;
    this.checked = 0;
    this.spoiledBy = null;
    this.result = null;
    for (const { stillClipped } of this.clippers) stillClipped.fill(1);
    writeNumbers(plan, document.numbers, this.arenas as Arenas);
    if (parameters) this.arenas?.parameters.set(parameters);
    clearPartials(this.arenas as Arenas);
  }

  /** Is this what was started last? */
  isOf({ graph, numbers, data }: Evaluated): boolean {
    const { document } = this;
    return document?.graph === graph && document.numbers === numbers && document.data === data;
  }

  /** Runs one block of rows; gives the statistics once all are through, else null. */
  advance(): Statistics | null {
    const { plan, arenas } = this;
    if (this.result || !plan || !arenas) return this.result;
    const count = Math.min(arenas.rows, this.rows - this.done);
    readRows(plan, this.columns, null, this.done, count, arenas);
    runForward(plan, arenas, count);
    runBackward(plan, arenas, count, PARTIALS_ONLY);
    readLosses(plan, arenas, count, this.losses, this.done);
    for (const clipper of this.clippers) noteClipped(clipper, arenas, count);
    this.done += count;
    const unchecked = this.done - this.checked;
    if (unchecked >= ROWS_BETWEEN_CHECKS || this.done === this.rows) {
      // A sum that is not finite once never is again.
      if (!this.spoiledBy && !isFiniteAll(arenas.partials)) {
        this.spoiledBy = { first: this.checked, count: unchecked };
      }
      this.checked = this.done;
    }
    if (this.done === this.rows) this.result = this.finish(plan, arenas);
    return this.result;
  }

  private finish(plan: Plan, arenas: Arenas): Statistics {
    const { rows } = this;
    const losses = this.losses.slice();
    const partials = arenas.partials.slice();
    averagePartials(partials, rows);
    return {
      rows,
      losses,
      objective: plan.objective.length > 0 ? meanOf(losses) : null,
      partials,
      clipped: clippedUnits(plan, this.clippers),
      spoiledBy: this.spoiledBy,
    };
  }

  /** Runs what is left of the rows, however long that takes. Throws where nothing was started. */
  finishAll(): Statistics {
    if (!this.plan) throw new Error("There is no document to compute the statistics of.");
    for (;;) {
      const result = this.advance();
      if (result) return result;
    }
  }
}

/** The statistics of a document at once, however long that takes. */
export function statisticsOf(document: Evaluated): Statistics {
  const run = new StatisticsRun();
  run.start(document);
  return run.finishAll();
}

/** The statistics of a table of one training row, from its own arenas of one row after both passes: nothing is run. */
export function statisticsOfRow(plan: Plan, arenas: Arenas): Statistics {
  const losses = new Float64Array(1);
  readLosses(plan, arenas, 1, losses, 0);
  return {
    rows: 1,
    losses,
    objective: plan.objective.length > 0 ? meanOf(losses) : null,
    partials: arenas.partials,
    clipped: [],
    spoiledBy: isFiniteAll(arenas.partials) ? null : { first: 0, count: 1 },
  };
}

/** About how many products it takes to compute the statistics of a document. */
export function statisticsWork(plan: Plan, data: DataTable): number {
  return trainingRows(data) * (plan.valueCount + plan.derivativeCount + plan.parameterCount);
}

function meanOf(losses: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < losses.length; row++) sum += losses[row] as number;
  return sum / losses.length;
}

/** No callback: many numbers are looked through at every change of a dragged one. */
export function isFiniteAll(arena: Float64Array): boolean {
  for (let at = 0; at < arena.length; at++) {
    if (!Number.isFinite(arena[at])) return false;
  }
  return true;
}

/** A node that clips what passes it, with the units of which no row is known yet that is not clipped. */
interface Clipper {
  readonly node: NodeIndex;
  readonly clips: NonNullable<UnaryOp["clips"]>;
  /** Slot of its input. */
  readonly input: number;
  readonly stillClipped: Uint8Array;
}

function clippersOf({ graph, topology, slots }: Plan): readonly Clipper[] {
  return Array.from(topology.order).flatMap((node): Clipper | [] => {
    const width = topology.widths[node] as number;
    const op = opOf((graph.nodes[node] as GraphNode).op);
    if (width === 0 || op.kind !== "unary" || !op.clips) return [];
    const source = topology.sources[topology.incoming[node]?.[0] ?? -1] ?? -1;
    const input = (slots[source] as NodeSlots).value;
    return { node, clips: op.clips, input, stillClipped: new Uint8Array(width).fill(1) };
  });
}

/** A unit that is not clipped on some row is never looked at again, so that only dead units cost anything. */
function noteClipped({ clips, input, stillClipped }: Clipper, arenas: Arenas, rows: number): void {
  const width = stillClipped.length;
  const start = input * arenas.rows;
  for (let unit = 0; unit < width; unit++) {
    if (stillClipped[unit] === 0) continue;
    // An input below one that is clipped is clipped too, so the op is asked about few of them. NaN is below nothing.
    let clipped = Number.NEGATIVE_INFINITY;
    for (let at = start + unit; at < start + rows * width; at += width) {
      const input = arenas.values[at] as number;
      if (input <= clipped) continue;
      if (!clips(input)) {
        stillClipped[unit] = 0;
        break;
      }
      clipped = input;
    }
  }
}

function clippedUnits(plan: Plan, clippers: readonly Clipper[]): readonly (Uint8Array | null)[] {
  const units = new Array<Uint8Array | null>(plan.graph.nodes.length).fill(null);
  for (const { node, stillClipped } of clippers) units[node] = stillClipped.slice();
  return units;
}
