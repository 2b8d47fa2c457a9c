import type { PauseCondition } from "@/graph";
import type { TrainingSettings } from "@/optimizers";
import { Checkpoints } from "./checkpoints";
import { type Cursor, cursorAfter, iterationsToEndOf, sampleGradients } from "./cursor";
import { EpochLosses } from "./epoch-losses";
import {
  allFinite,
  createIteration,
  type Iteration,
  iterate,
  type Moment,
  rateAt,
} from "./iteration";
import { LossHistory } from "./loss-history";
import type { Model } from "./model";
import { NodeHistory } from "./node-history";
import { ParameterPath } from "./parameter-path";
import { PauseWatch } from "./pause-watch";
import { rowOrder } from "./row-order";
import type { RunStart } from "./run-start";

/** Bytes that the memory of a run may take, its checkpoints and its losses; two that stand side by side share them. */
export const MEMORY_BUDGET = 64 * 1024 * 1024;
/** Of these, what the losses may grow to. */
const LOSS_BUDGET = 8 * 1024 * 1024;

/** Why a run does not go on by itself. */
export type Stop =
  /** All its epochs are done. */
  | { readonly kind: "finished" }
  /** The next iteration has a number that is not finite; iteration t is the last that has none. */
  | { readonly kind: "diverged"; readonly t: number }
  /** Early stopping: the validation loss was least after epoch `best`, at iteration `bestT`. */
  | { readonly kind: "early"; readonly best: number; readonly bestT: number }
  /** A condition of the document has come to hold, first at iteration t. */
  | { readonly kind: "condition"; readonly condition: PauseCondition; readonly t: number };

/**
 * A run: iteration by iteration from its start, and back to any of them. The same start, settings and rows give the same
 * numbers, bit for bit, however it is stepped and sought. Time is the number of iterations that are done.
 */
export class TrainingRun {
  readonly losses = new LossHistory();
  readonly epochs: EpochLosses;
  readonly nodes: NodeHistory;
  readonly path: ParameterPath;
  private watch: PauseWatch;
  private readonly iteration: Iteration;
  private readonly checkpoints: Checkpoints;
  private readonly batch: number;
  private order: Uint32Array;
  private orderEpoch = -1;
  /** Where the numbers are that are in the arrays now. It is changed in place: a step allocates nothing. */
  private readonly now: { -readonly [Key in keyof Moment]: number } & { position: number };
  /** The furthest that the run has come, and its numbers while the arrays hold others. */
  private furthest: number;
  private readonly head: Float64Array;
  private stopped: Stop | null = null;
  private best = { epoch: 0, t: 0, validation: Number.POSITIVE_INFINITY };

  /** `penalized` has 1 for each of the model's parameters that penalties act on. */
  constructor(
    private readonly model: Model,
    public settings: TrainingSettings,
    private readonly penalized: Uint8Array,
    readonly start: RunStart,
    budget = MEMORY_BUDGET,
    pauses: readonly PauseCondition[] = [],
  ) {
    this.iteration = createIteration(model, settings, penalized);
    const { numbers } = this.iteration;
    numbers.parameters.set(start.parameters);
    if (start.memory) numbers.all.set(start.memory.numbers, model.parameterCount);
    this.head = numbers.all.slice();
    this.batch =
      settings.batchSize === "all" ? model.rows : Math.min(settings.batchSize, model.rows);
    this.order = new Uint32Array();
    this.epochs = new EpochLosses(start.cursor.epoch);
    this.nodes = new NodeHistory(start.cursor.epoch);
    this.path = new ParameterPath(model.parameterCount, start.t);
    this.path.add(start.t, start.parameters);
    this.watch = new PauseWatch(model, pauses, start.parameters);
    this.now = { t: start.t, memoryAge: start.memory?.age ?? 0, ...start.cursor };
    this.furthest = start.t;
    this.checkpoints = new Checkpoints(start.t, numbers.all.length, budget - LOSS_BUDGET);
    this.checkpoints.offer(start.t, numbers.all);
    if (start.cursor.position === 0) this.noteEpoch(start.cursor.epoch);
  }

  /** B, as it is used: never more than N. */
  get batchSize(): number {
    return this.batch;
  }

  /** The iteration whose numbers are in `parameters`. */
  get t(): number {
    return this.now.t;
  }

  /** How far the run has come. */
  get newest(): number {
    return this.furthest;
  }

  /** At the furthest iteration: why it goes no further; null while it may. */
  get stop(): Stop | null {
    return this.stopped;
  }

  /** The parameters at iteration `t`, laid out as the model's. They change with every step and seek. */
  get parameters(): Float64Array {
    return this.iteration.numbers.parameters;
  }

  /** What the optimiser has kept at iteration `t`. */
  get memory(): readonly Float64Array[] {
    return this.iteration.numbers.memory;
  }

  get cursor(): Cursor {
    const { epoch, position } = this.now;
    return { epoch, position };
  }

  /** Sample gradients up to iteration `t`. */
  get sampleGradients(): number {
    return sampleGradients(this.cursor, this.model.rows);
  }

  /** η of the next update. */
  get rate(): number {
    return rateAt(this.iteration, this.now);
  }

  /** The last iteration of the run as it is set now. */
  get lastIteration(): number {
    const { cursor, t } = this.start;
    const last = this.settings.epochs - 1;
    return t + iterationsToEndOf(last, cursor, this.model.rows, this.batch);
  }

  get bytes(): number {
    const { checkpoints, losses, epochs, nodes, path } = this;
    return checkpoints.bytes + losses.bytes + epochs.bytes + nodes.bytes + path.bytes;
  }

  /** Keeps within another budget from now on, in bytes; any iteration comes back as before, only later. */
  limitMemory(budget: number): void {
    this.checkpoints.limit(budget - LOSS_BUDGET);
  }

  cursorAt(t: number): Cursor {
    return cursorAfter(this.start.cursor, t - this.start.t, this.model.rows, this.batch);
  }

  /** The rows of the next mini-batch, and of the rest of its epoch behind them, in their order. */
  queue(): { readonly rows: Uint32Array; readonly batch: number } {
    const { epoch, position } = this.cursor;
    const order = this.orderOf(epoch);
    return {
      rows: order.slice(position),
      batch: Math.min(this.batch, this.model.rows - position),
    };
  }

  /** Updates of the optimiser's memory at iteration `t`. */
  get memoryAge(): number {
    return this.now.memoryAge;
  }

  /**
   * Goes on from the furthest iteration by at most `count`, less where the run stops. Returns whether it may go on. What
   * ended by itself goes on when it is asked again, except where numbers are not finite.
   */
  advance(count: number, options: { readonly beyondEnd?: boolean } = {}): boolean {
    if (this.stopped?.kind === "diverged") return false;
    const hasEnded = this.stopped !== null && this.stopped.kind !== "condition";
    if (hasEnded && !options.beyondEnd) return false;
    this.stopped = null;
    this.seek(this.furthest);
    const { all } = this.iteration.numbers;
    for (let done = 0; done < count; done++) {
      const loss = this.stepOn();
      const finite = Number.isFinite(loss) && allFinite(all);
      if (!finite) {
        this.stopped = { kind: "diverged", t: this.furthest };
        this.restore(this.furthest);
        return false;
      }
      this.losses.add(loss);
      this.furthest = this.now.t;
      this.checkpoints.offer(this.furthest, all);
      this.path.add(this.furthest, this.parameters);
      if (this.now.position === 0) {
        this.noteEpoch(this.now.epoch);
        this.stopped =
          this.pauseHere() ?? (options.beyondEnd ? null : this.stopAfter(this.now.epoch));
        if (this.stopped) return false;
      }
    }
    return true;
  }

  /** When it ends by itself, from now on; its numbers do not depend on that. */
  limit(
    { epochs, patience }: Pick<TrainingSettings, "epochs" | "patience">,
    pauses: readonly PauseCondition[] = this.watch.conditions,
  ): void {
    this.settings = { ...this.settings, epochs, patience };
    if (pauses !== this.watch.conditions) {
      const { parameters } = this.iteration.numbers;
      const furthest = this.now.t === this.furthest ? parameters : this.head;
      this.watch = new PauseWatch(this.model, pauses, furthest.slice(0, this.model.parameterCount));
    }
    if (this.stopped?.kind === "diverged") return;
    this.stopped = this.stopAfter(this.cursorAt(this.furthest).epoch);
  }

  /**
   * Looks at the conditions at the end of an epoch. Where one has come to hold, the epoch is gone through again, to the
   * first of its iterations at which it does; that is where the run stands then.
   */
  private pauseHere(): Stop | null {
    const { watch, now } = this;
    if (watch.conditions.length === 0) return null;
    const before = new Map(watch.conditions.map((one) => [one, watch.levelOf(one)]));
    const condition = watch.look(this.parameters);
    if (!condition) return null;
    const end = now.t;
    const rows = this.model.rows;
    const first = Math.max(this.start.t, end - Math.ceil(rows / this.batch));
    for (let t = first + 1; t < end; t++) {
      this.seek(t);
      if (watch.glance(condition, this.parameters, before.get(condition) ?? 0)) break;
    }
    const t = now.t === end ? end : now.t;
    const holds = watch.glance(condition, this.parameters, before.get(condition) ?? 0);
    if (!holds) this.seek(end);
    return { kind: "condition", condition, t: holds ? t : end };
  }

  /** Brings the numbers of iteration t back, from its start to the furthest: computed again, bit for bit. */
  seek(t: number): void {
    const wanted = Math.max(this.start.t, Math.min(this.furthest, t));
    if (wanted === this.now.t) return;
    const { all } = this.iteration.numbers;
    if (this.now.t === this.furthest) this.head.set(all);
    if (wanted === this.furthest) this.put(wanted, this.head);
    else this.restore(wanted);
  }

  /** L over the training and the validation rows at iteration `t`. */
  lossesNow(): { readonly training: number; readonly validation: number } {
    return {
      training: this.model.trainingLoss(this.parameters),
      validation: this.model.validationLoss(this.parameters),
    };
  }

  /** 1 for each parameter that the penalties act on. */
  get penalizedParameters(): Uint8Array {
    return this.penalized;
  }

  private restore(t: number): void {
    const from = this.checkpoints.before(t);
    if (!from) throw new Error(`No checkpoint before iteration ${t}.`);
    // What is in the arrays may be nearer than the checkpoint.
    if (this.now.t > t || this.now.t < from.t) this.put(from.t, from.numbers);
    while (this.now.t < t) this.stepOn();
  }

  private put(t: number, numbers: Float64Array): void {
    this.iteration.numbers.all.set(numbers);
    const memoryAge = (this.start.memory?.age ?? 0) + t - this.start.t;
    Object.assign(this.now, { t, memoryAge, ...this.cursorAt(t) });
  }

  /** One iteration on the numbers in the arrays; returns the loss before it. */
  private stepOn(): number {
    const { now, batch } = this;
    const order = this.orderOf(now.epoch);
    const count = Math.min(batch, order.length - now.position);
    const loss = iterate(this.iteration, now, order, now.position, count);
    now.t++;
    now.memoryAge++;
    now.position += count;
    if (now.position === order.length) {
      now.position = 0;
      now.epoch++;
    }
    return loss;
  }

  private orderOf(epoch: number): Uint32Array {
    const sameForAll = this.batch >= this.model.rows;
    if (this.orderEpoch !== epoch && !(sameForAll && this.orderEpoch >= 0)) {
      this.order = rowOrder(this.model.rows, this.batch, this.settings.seed, epoch);
      this.orderEpoch = epoch;
    }
    return this.order;
  }

  private noteEpoch(epoch: number): void {
    const { patience } = this.settings;
    const { model, parameters } = this;
    const observed = this.nodes.isDue(epoch) ? (model.observe?.(parameters) ?? null) : null;
    if (observed) this.nodes.add(epoch, this.now.t, observed);
    if (patience === null && !this.epochs.isDue(epoch)) return;
    const training = observed?.loss ?? model.trainingLoss(parameters);
    const validation = model.validationLoss(parameters);
    this.epochs.add({ epoch, t: this.now.t, training, validation });
    if (validation < this.best.validation) this.best = { epoch, t: this.now.t, validation };
  }

  private stopAfter(epoch: number): Stop | null {
    const { patience, epochs } = this.settings;
    if (patience !== null && this.model.validationRows > 0 && epoch - this.best.epoch >= patience) {
      return { kind: "early", best: this.best.epoch, bestT: this.best.t };
    }
    return epoch >= epochs ? { kind: "finished" } : null;
  }
}
