import type { Evaluated } from "@/engine";
import type { PauseCondition } from "@/graph";
import type { TrainingSettings } from "@/optimizers";
import type { Cursor } from "./cursor";
import { type Accuracy, type GraphModel, graphModel, penalizedParameters } from "./graph-model";
import { penaltyOf } from "./iteration";
import type { NodeMoment, UnitEvent } from "./node-history";
import { MOST_QUEUED } from "./row-order";
import { MEMORY_BUDGET, type Stop, TrainingRun } from "./run";
import { forkStart, type RunStart, startOf } from "./run-start";

/** What is asked of a runner. It may live in another thread, so all of it can be copied there. */
export type RunRequest =
  /** A run of a document from its own numbers; `run` names it in every picture. */
  | {
      readonly kind: "begin";
      readonly run: number;
      readonly document: Evaluated;
      readonly settings: TrainingSettings;
      readonly pauses: readonly PauseCondition[];
      /** Does the present run stay beside it? Else what was beside it stays. */
      readonly keep: boolean;
    }
  /** A run that goes on from the shown iteration, with the settings and the numbers of a document. */
  | {
      readonly kind: "fork";
      readonly run: number;
      readonly document: Evaluated;
      readonly settings: TrainingSettings;
      readonly pauses: readonly PauseCondition[];
      readonly keep: boolean;
    }
  /**
   * A run that another thread held, which is gone: it is computed again from its start, bit for bit, up to `newest`, and
   * shown at iteration `t`. Until then nothing is shown, and what is asked waits.
   */
  | {
      readonly kind: "again";
      readonly run: number;
      readonly document: Evaluated;
      readonly settings: TrainingSettings;
      readonly pauses: readonly PauseCondition[];
      readonly start: RunStart;
      readonly newest: number;
      readonly t: number;
      readonly keep: boolean;
    }
  /** The run that stays beside the present one takes its place where asked; all of it is shown anew. */
  | { readonly kind: "swap"; readonly exchanges: boolean }
  /** Goes on to iteration `until`, or as far as the run goes by itself; beyond its last epoch where that is asked. */
  | { readonly kind: "go"; readonly until: number | null; readonly beyondEnd: boolean }
  | { readonly kind: "pause" }
  | { readonly kind: "seek"; readonly t: number }
  /** When it ends by itself; nothing else of the run changes. */
  | {
      readonly kind: "limits";
      readonly epochs: number;
      readonly patience: number | null;
      readonly pauses: readonly PauseCondition[];
    }
  /** The last picture is drawn: the next may come. */
  | { readonly kind: "seen" };

/** What a run looks like at one iteration. A picture holds the losses that no earlier one has held. */
export interface RunPicture {
  readonly run: number;
  /** How many requests have been heard, without those that a picture was seen: it shows what came of all of them. */
  readonly heard: number;
  /** The iteration that is shown. */
  readonly t: number;
  readonly newest: number;
  readonly first: number;
  /** The last iteration of the run as it is set. */
  readonly last: number;
  readonly running: boolean;
  readonly stop: Stop | null;
  /** What the run is set to. */
  readonly settings: TrainingSettings;
  /** Where the run begins: what computes it again where its thread is gone. Null where an earlier picture has told it. */
  readonly start: RunStart | null;
  readonly parameters: Float64Array;
  readonly memory: readonly Float64Array[];
  readonly memoryAge: number;
  readonly cursor: Cursor;
  /** η of the next update. */
  readonly rate: number;
  readonly sampleGradients: number;
  /** L over the training and over the validation rows at t; NaN where there are none. */
  readonly training: number;
  readonly validation: number;
  readonly penalty: number;
  /** The share of rows whose class is predicted; null where no loss is one of classes. */
  readonly accuracy: Accuracy | null;
  /** The rows of the next mini-batch and of the rest of its epoch, at most MOST_QUEUED of them. */
  readonly queue: Uint32Array;
  readonly queued: number;
  /** Rows of the next mini-batch. */
  readonly batch: number;
  readonly losses: LossesPart;
  /** Of a small model the parameters of all iterations, point after point; else empty. */
  readonly path: Float64Array;
  /** What became of the nodes; null where it is as in the picture before. */
  readonly nodes: {
    readonly moments: readonly NodeMoment[];
    readonly events: readonly UnitEvent[];
  } | null;
}

/** Losses from one place on; what is held before it stays, unless `stride` or `apart` have changed. */
export interface LossesPart {
  readonly stride: number;
  readonly from: number;
  readonly least: Float64Array;
  readonly greatest: Float64Array;
  readonly epochsFrom: number;
  readonly epochsApart: number;
  /** Four numbers each: epoch, t, training, validation. */
  readonly epochs: Float64Array;
}

/** Products between two looks at the clock. */
const WORK_BETWEEN_LOOKS = 200_000;

/**
 * Does what it is asked, in slices that its owner times, and gives a picture of the newest state whenever the last one
 * has been drawn: never a queue of them.
 */
export class Runner {
  private present: HeldRun | null = null;
  /** The run that stays beside it. */
  private beside: HeldRun | null = null;
  private running = false;
  private until: number | null = null;
  private beyondEnd = false;
  private inFlight = false;
  private heard = 0;
  private changed = false;
  /** The run that is computed again: how far it had come, and which of its iterations is shown then. */
  private again: { readonly newest: number; readonly t: number } | null = null;
  /** What was asked meanwhile. */
  private readonly waiting: RunRequest[] = [];

  constructor(private readonly show: (picture: RunPicture) => void) {}

  receive(request: RunRequest): void {
    if (this.again && request.kind !== "seen") this.waiting.push(request);
    else this.hear(request);
    this.showIfDue();
  }

  private hear(request: RunRequest): void {
    if (request.kind !== "seen") this.heard++;
    switch (request.kind) {
      case "begin": {
        const model = graphModel(request.document);
        this.start(request, model, startOf(model.initial));
        break;
      }
      case "fork": {
        if (!this.present) break;
        const model = graphModel(request.document);
        const start = forkStart(this.present.run, request.settings, model.initial);
        this.start(request, model, start);
        break;
      }
      case "again":
        this.start(request, graphModel(request.document), request.start);
        this.again = request;
        this.computeAgain(() => true);
        break;
      case "swap":
        if (request.exchanges) [this.present, this.beside] = [this.beside, this.present];
        if (this.present) this.present.sent = NOTHING_SENT;
        this.running = false;
        this.changed = true;
        break;
      case "go":
        this.until = request.until;
        this.beyondEnd = request.beyondEnd;
        this.running = this.present !== null;
        break;
      case "pause":
        this.running = false;
        this.changed = true;
        // Its answer does not wait until a picture before it is drawn: Pause is seen at once.
        this.inFlight = false;
        break;
      case "seek":
        this.running = false;
        this.present?.run.seek(request.t);
        this.changed = true;
        break;
      case "limits":
        this.present?.run.limit(request, request.pauses);
        this.changed = true;
        break;
      case "seen":
        this.inFlight = false;
        break;
    }
  }

  /** Is there anything to be done in a slice? */
  get busy(): boolean {
    return this.running || this.again !== null;
  }

  /** Goes on until `isOver` says so or there is nothing left to do, then shows what has come of it. */
  work(isOver: () => boolean): void {
    this.computeAgain(isOver);
    if (!this.present) return;
    const { run } = this.present;
    const most = iterationsBetweenLooks(this.present);
    while (this.running && !isOver()) {
      const left = this.until === null ? most : Math.min(most, this.until - run.newest);
      const goesOn = left > 0 && run.advance(left, { beyondEnd: this.beyondEnd });
      this.changed = true;
      if (!goesOn || run.newest === this.until) this.running = false;
    }
    this.showIfDue();
  }

  /** Goes on with the run that is computed again; where it is where it was, with what was asked meanwhile. */
  private computeAgain(isOver: () => boolean): void {
    while (this.again && this.present) {
      const { run } = this.present;
      const { newest, t } = this.again;
      while (run.newest < newest && run.stop?.kind !== "diverged") {
        if (isOver()) return;
        // It had gone on beyond whatever it stops at.
        const left = newest - run.newest;
        run.advance(Math.min(left, iterationsBetweenLooks(this.present)), { beyondEnd: true });
      }
      run.limit(run.settings);
      run.seek(t);
      this.again = null;
      while (!this.again) {
        const next = this.waiting.shift();
        if (!next) return;
        this.hear(next);
      }
    }
  }

  private start(
    {
      run: id,
      settings,
      pauses,
      keep,
    }: Extract<RunRequest, { readonly kind: "begin" | "fork" | "again" }>,
    model: GraphModel,
    start: RunStart,
  ): void {
    const penalized = penalizedParameters(model.plan, settings.penalized);
    if (keep) this.beside = this.present;
    const budget = this.beside ? MEMORY_BUDGET / 2 : MEMORY_BUDGET;
    this.beside?.run.limitMemory(budget);
    const run = new TrainingRun(model, settings, penalized, start, budget, pauses);
    this.present = { id, model, run, sent: NOTHING_SENT };
    this.running = false;
    this.changed = true;
  }

  private showIfDue(): void {
    const { present } = this;
    if (!present || this.inFlight || !this.changed || this.again) return;
    this.inFlight = true;
    this.changed = false;
    this.show(this.picture(present));
  }

  private picture(held: HeldRun): RunPicture {
    const { id, run, model } = held;
    const { training, validation } = run.lossesNow();
    const { rows, batch } = run.queue();
    return {
      run: id,
      heard: this.heard,
      t: run.t,
      newest: run.newest,
      first: run.start.t,
      last: run.lastIteration,
      running: this.running,
      stop: run.stop,
      settings: run.settings,
      start: newStart(held),
      parameters: run.parameters.slice(),
      memory: run.memory.map((kept) => kept.slice()),
      memoryAge: run.memoryAge,
      cursor: run.cursor,
      rate: run.rate,
      sampleGradients: run.sampleGradients,
      training,
      validation,
      accuracy: model.accuracy(run.parameters),
      penalty: penaltyOf(run.settings, run.parameters, run.penalizedParameters),
      queue: rows.slice(0, MOST_QUEUED),
      queued: rows.length,
      batch,
      losses: newLosses(held),
      path: run.path.copy(),
      nodes: newNodes(held),
    };
  }
}

/** A run, with what of it has been shown. */
interface HeldRun {
  readonly id: number;
  readonly model: GraphModel;
  readonly run: TrainingRun;
  sent: {
    readonly stride: number;
    readonly entries: number;
    readonly apart: number;
    readonly epochs: number;
    readonly moments: number;
    readonly events: number;
    readonly start: boolean;
  };
}

const NOTHING_SENT: HeldRun["sent"] = {
  stride: 1,
  entries: 0,
  apart: 1,
  epochs: 0,
  moments: -1,
  events: 0,
  start: false,
};

/** Iterations between two looks at the clock. */
function iterationsBetweenLooks({ run, model: { plan } }: HeldRun): number {
  const rows = run.batchSize * (plan.valueCount + plan.derivativeCount);
  const most = Math.floor(WORK_BETWEEN_LOOKS / (rows + plan.parameterCount));
  return Math.max(1, Math.min(256, most));
}

function newStart(held: HeldRun): RunPicture["start"] {
  if (held.sent.start) return null;
  held.sent = { ...held.sent, start: true };
  return held.run.start;
}

function newNodes(held: HeldRun): RunPicture["nodes"] {
  const { moments, events } = held.run.nodes;
  const last = moments.at(-1)?.t ?? -1;
  if (held.sent.moments === last && held.sent.events === events.length) return null;
  held.sent = { ...held.sent, moments: last, events: events.length };
  return { moments: moments.slice(), events: events.slice() };
}

function newLosses(held: HeldRun): LossesPart {
  const { sent } = held;
  const { losses, epochs } = held.run;
  // The last entry may have grown since; where neighbours were merged, all are others.
  const from = sent.stride === losses.stride ? Math.max(0, sent.entries - 1) : 0;
  const epochsFrom = sent.apart === epochs.epochsApart ? sent.epochs : 0;
  held.sent = {
    ...sent,
    stride: losses.stride,
    entries: losses.entries,
    apart: epochs.epochsApart,
    epochs: epochs.length,
  };
  return {
    stride: losses.stride,
    from,
    ...losses.copyFrom(from),
    epochsFrom,
    epochsApart: epochs.epochsApart,
    epochs: epochs.copyFrom(epochsFrom),
  };
}
