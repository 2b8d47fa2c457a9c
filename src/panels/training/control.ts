import { planOf } from "@/engine";
import { formatNumber } from "@/explain";
import { stopSentence, trainingProblemSentence } from "@/explain/training";
import { type BackflowDocument, success } from "@/graph";
import type { TrainingSettings } from "@/optimizers";
import {
  documentOf,
  findingsOf,
  frameOf,
  NO_TRAINING,
  type Services,
  TRAINING_SPEEDS,
  type TrainingControls,
  type TrainingThread,
  traceOfState,
  useBackflow,
  useTraining,
} from "@/store";
import {
  allFinite,
  graphModel,
  numbersWith,
  type RunPicture,
  type RunRequest,
  trainingProblem,
} from "@/training";
import { frozen, withPart } from "./loss-series";
import { differenceText, methodText } from "./setting-words";
import { updateOf } from "./update";

/** What a run was made from. Where the document has something else, its numbers are no longer those of the run. */
interface Base {
  readonly graph: BackflowDocument["graph"];
  readonly data: BackflowDocument["data"];
  readonly training: TrainingSettings;
  /** The numbers that were put into the document last. */
  readonly numbers: BackflowDocument["numbers"];
}

const present = (): BackflowDocument => documentOf(useBackflow.getState());

/** Where a run that has ended ends next: as many iterations on as it was to have. */
function goalAfter({ newest, last, first }: RunPicture): number {
  return newest + Math.max(1, last - first);
}

/**
 * Drives the run of the present document: asks the thread for iterations and puts what comes back into the document, as
 * one undo. A picture that belongs to another document, or to one that was changed meanwhile, is not put anywhere.
 */
export class TrainingControl implements TrainingControls {
  private thread: TrainingThread | null = null;
  /** What was asked while the thread is being started. */
  private readonly waiting: RunRequest[] = [];
  /** Counts threads: one that was given up is heard no more. */
  private connection = 0;
  /** Has the worker been lost? */
  private onPage = false;
  private base: Base | null = null;
  private opened = useBackflow.getState().opened;
  private run = 0;
  private frame: number | null = null;
  /** When the last iterations of a paced run were asked for. */
  private lastTick = 0;
  private owed = 0;
  /** Where a run ends that goes on beyond its last epoch; null where it ends by itself. */
  private goal: number | null = null;
  /** Is a picture awaited that was asked for by hand? Then it may replace numbers that were changed since. */
  private byHand = false;
  /** What is to be done when the next picture has come. */
  private afterPicture: ((picture: RunPicture) => void) | null = null;
  private readonly stopListening: () => void;

  constructor(private readonly services: Services) {
    this.stopListening = useBackflow.subscribe(() => this.watchDocument());
  }

  close(): void {
    this.stopListening();
    this.drop();
  }

  toggle(): void {
    if (useTraining.getState().running) this.pause();
    else this.start();
  }

  start(): void {
    if (!this.prepare()) return;
    const { picture } = useTraining.getState();
    useTraining.setState({ running: true, word: null, updateStep: null, lossStep: null });
    useBackflow.getState().toEnd();
    this.owed = 0;
    this.goal = null;
    this.lastTick = performance.now();
    if (useTraining.getState().speed === "full") this.goOn(picture);
    else this.tick();
  }

  pause(word: string | null = null): void {
    if (!useTraining.getState().running) return;
    useTraining.setState({ running: false, word });
    this.send({ kind: "pause" });
    this.tellWhere();
  }

  /** From one step of an iteration to the next: the three parts of the run of the graph, then the update. */
  step(direction: 1 | -1): void {
    this.pause();
    const state = useBackflow.getState();
    const last = traceOfState(state).steps.length;
    const { updateStep, picture } = useTraining.getState();
    if (direction === -1) {
      if (updateStep !== null) {
        useTraining.setState({ updateStep: updateStep > 1 ? updateStep - 1 : null });
      } else if (state.playhead > 0) state.step(-1);
      else if (picture && picture.t > picture.first) {
        this.seek(picture.t - 1);
        state.toEnd();
      }
      return;
    }
    if (!this.prepare()) return;
    if (!picture) {
      this.afterPicture = (first) => this.beginIteration(first);
      return;
    }
    if (state.playhead < last) {
      if (state.playhead === 0) this.showRowOfBatch(picture);
      state.step(1);
      return;
    }
    const next = (updateStep ?? 0) + 1;
    if (next <= updateOf(present(), picture, useTraining.getState().parameter).lines.length) {
      useTraining.setState({ updateStep: next });
      return;
    }
    useTraining.setState({ updateStep: null });
    this.iterations(1, (after) => this.beginIteration(after));
  }

  /** One iteration on, or back. */
  iterate(direction: 1 | -1): void {
    this.pause();
    if (direction === -1) {
      const { picture } = useTraining.getState();
      if (picture) this.seek(picture.t - 1);
      return;
    }
    if (this.prepare()) this.iterations(1);
  }

  /** To the end of the present epoch. */
  epoch(): void {
    this.pause();
    if (!this.prepare()) return;
    const { picture } = useTraining.getState();
    if (picture) this.iterations(Math.ceil(picture.queued / Math.max(1, picture.batch)));
    else {
      this.afterPicture = ({ queued, batch }) =>
        this.iterations(Math.ceil(queued / Math.max(1, batch)));
    }
  }

  seek(t: number): void {
    const { picture } = useTraining.getState();
    if (!picture) return;
    this.pause();
    this.byHand = true;
    useTraining.setState({ updateStep: null, lossStep: null });
    this.send({ kind: "seek", t: Math.max(picture.first, Math.min(picture.newest, t)) });
  }

  toStart(): void {
    const { picture } = useTraining.getState();
    if (picture) this.seek(picture.first);
  }

  toEnd(): void {
    const { picture } = useTraining.getState();
    if (picture) this.seek(picture.newest);
  }

  /** Forgets the run: the numbers of its first iteration come back. */
  reset(): void {
    const { picture } = useTraining.getState();
    if (!picture) return;
    this.pause();
    this.byHand = true;
    this.afterPicture = () => {
      this.drop();
      useBackflow.getState().say("The run was put back to its start.");
    };
    this.send({ kind: "seek", t: picture.first });
  }

  private iterations(count: number, then?: (picture: RunPicture) => void): void {
    const before = useTraining.getState().picture;
    const told = (picture: RunPicture) => {
      if (before && picture.t > before.t) {
        const lossStep = { before: before.training, after: picture.training, t: picture.t };
        useTraining.setState({ lossStep });
        useBackflow
          .getState()
          .say(
            `Iteration ${picture.t}: L went from ${formatNumber(before.training)} to ${formatNumber(picture.training)}.`,
          );
      }
      then?.(picture);
    };
    if (before && before.t < before.newest) {
      this.byHand = true;
      this.afterPicture = told;
      this.send({ kind: "seek", t: Math.min(before.newest, before.t + count) });
      return;
    }
    const ask = (from: number) => this.send({ kind: "go", until: from + count, beyondEnd: true });
    if (before) {
      const until = before.newest + count;
      // Pictures on the way are shown, and the last one is told of.
      const wait = (picture: RunPicture) => {
        if (picture.running && picture.t < until) this.afterPicture = wait;
        else told(picture);
      };
      this.afterPicture = wait;
      ask(before.newest);
    } else {
      this.afterPicture = () => this.iterations(count, then);
    }
  }

  private beginIteration(picture: RunPicture): void {
    useBackflow.getState().toStart();
    this.showRowOfBatch(picture);
  }

  private showRowOfBatch({ queue }: RunPicture): void {
    const [row] = queue;
    if (row !== undefined) useBackflow.getState().setSample(row);
  }

  /** Makes the thread hold a run of the document as it is; false, with a sentence, where there can be none. */
  private prepare(): boolean {
    const document = present();
    const { graph, data, numbers, training } = document;
    const problem = trainingProblem(document, training);
    if (problem) {
      const word = trainingProblemSentence(problem);
      useTraining.setState({ word, running: false });
      useBackflow.getState().say(word);
      return false;
    }
    const { base } = this;
    const sent = { graph, data, numbers };
    if (!base || base.graph !== graph || base.data !== data) {
      this.drop();
      this.begin({ kind: "begin", run: ++this.run, document: sent, settings: training });
    } else if (base.numbers !== numbers || methodText(base.training) !== methodText(training)) {
      const { picture, losses } = useTraining.getState();
      const label = differenceText(base.training, training, base.numbers !== numbers);
      const ghost = losses && losses.count > 0 ? { label, losses: frozen(losses) } : null;
      useTraining.setState({ losses: null, ghost: ghost ?? useTraining.getState().ghost });
      this.begin(
        picture && picture.t > picture.first
          ? { kind: "fork", run: ++this.run, document: sent, settings: training }
          : { kind: "begin", run: ++this.run, document: sent, settings: training },
      );
    } else if (base.training !== training) {
      this.send({ kind: "limits", epochs: training.epochs, patience: training.patience });
    }
    this.base = { graph, data, numbers, training };
    return true;
  }

  private begin(request: RunRequest): void {
    this.opened = useBackflow.getState().opened;
    useTraining.setState({ updateStep: null });
    this.send(request);
  }

  private send(request: RunRequest): void {
    if (this.thread) {
      this.thread.send(request);
      return;
    }
    this.waiting.push(request);
    if (this.waiting.length === 1) void this.connect(this.onPage ? "page" : "worker");
  }

  /** What trains is fetched when it is first wanted; what was asked of it meanwhile waits. */
  private async connect(place: "worker" | "page"): Promise<void> {
    const connection = ++this.connection;
    const isPresent = () => connection === this.connection;
    const listener = {
      show: (picture: RunPicture) => {
        if (isPresent()) this.show(picture);
      },
      lost: () => {
        if (isPresent()) this.lost();
      },
    };
    try {
      const thread = await this.services.startTraining(listener, place);
      if (!isPresent()) {
        thread.close();
        return;
      }
      this.thread = thread;
      for (const request of this.waiting.splice(0)) thread.send(request);
    } catch {
      if (!isPresent()) return;
      this.drop();
      const word =
        "The part that trains could not be loaded: this page is offline, or a newer version has taken its place. Try again when you are online, or reload the page.";
      useTraining.setState({ word });
      useBackflow.getState().say(word);
    }
  }

  /** The worker is gone: a new run begins from the numbers that are shown, on the page. */
  private lost(): void {
    const { running } = useTraining.getState();
    this.drop();
    this.onPage = true;
    if (!running) return;
    this.start();
    useTraining.setState({
      word: "Training runs on this page itself: its worker could not be had. A new run has begun from the numbers that were shown.",
    });
  }

  private show(picture: RunPicture): void {
    const seen = () => this.thread?.send({ kind: "seen" });
    if (picture.run !== this.run || !this.put(picture)) {
      seen();
      return;
    }
    const session = useTraining.getState();
    useTraining.setState({
      picture,
      losses: withPart(session.losses, picture.first, picture.losses),
    });
    const then = this.afterPicture;
    this.afterPicture = null;
    then?.(picture);
    const hasEnded = picture.stop !== null || picture.newest === this.goal;
    if (session.running && hasEnded && !picture.running) this.ended(picture);
    // The next picture comes when this one is drawn.
    requestAnimationFrame(seen);
  }

  /** Puts the numbers of a picture into the document. False where they do not belong there any more. */
  private put(picture: RunPicture): boolean {
    const { base } = this;
    const state = useBackflow.getState();
    const document = documentOf(state);
    if (!base || state.opened !== this.opened) return false;
    if (document.graph !== base.graph || document.data !== base.data) return false;
    if (document.numbers !== base.numbers && !this.byHand) return false;
    this.byHand = false;
    const plan = planOf(document.graph);
    const numbers = numbersWith(plan, document.numbers, picture.parameters);
    const first = useTraining.getState().picture === null && picture.t === picture.first;
    if (!first) {
      this.base = { ...base, numbers };
      const gesture = `training-${this.opened}-${this.run}`;
      state.apply(success({ ...document, numbers }), { gesture });
    }
    return true;
  }

  private ended(picture: RunPicture): void {
    let word = picture.stop ? stopSentence(picture.stop) : null;
    if (picture.stop?.kind === "diverged") word = `${word} ${this.culprit(picture)}`.trim();
    useTraining.setState({ running: false, word });
    useBackflow.getState().say(word ?? "");
    this.tellWhere();
  }

  /** Which node was the first that was not finite, and at which row, which becomes the chosen sample. */
  private culprit({ queue, batch, parameters }: RunPicture): string {
    const document = present();
    const model = graphModel(document);
    const gradient = new Float64Array(model.parameterCount);
    for (let index = 0; index < batch; index++) {
      const loss = model.gradientOf(parameters, queue, index, 1, gradient);
      if (Number.isFinite(loss) && allFinite(gradient)) continue;
      const row = queue[index] ?? 0;
      useBackflow.getState().setSample(row);
      const [finding] = findingsOf(frameOf(useBackflow.getState()));
      return `At row ${row + 1}: ${finding?.title ?? "the loss overflows"}.`;
    }
    return "The update itself overflows.";
  }

  private tellWhere(): void {
    const { picture } = useTraining.getState();
    if (!picture) return;
    useBackflow.getState().say(`Iteration ${picture.t}, L ${formatNumber(picture.training)}.`);
  }

  /** An edit during a run pauses it with a word; another document ends it. */
  private watchDocument(): void {
    const state = useBackflow.getState();
    if (state.opened !== this.opened) {
      this.opened = state.opened;
      this.drop();
      return;
    }
    const { base } = this;
    if (!base || !useTraining.getState().running) return;
    const { graph, data, numbers, training } = documentOf(state);
    if (graph !== base.graph || data !== base.data) {
      this.pause("Paused: the graph or its rows were changed. Run begins a new run from here.");
    } else if (numbers !== base.numbers) {
      this.pause("Paused: a number was changed. Run goes on from here, as a fork of this run.");
    } else if (methodText(training) !== methodText(base.training)) {
      this.pause(
        "Paused: the settings were changed. Run goes on from here, as a fork of this run.",
      );
    }
  }

  private drop(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    this.base = null;
    this.afterPicture = null;
    this.connection++;
    this.waiting.length = 0;
    this.thread?.close();
    this.thread = null;
    const { speed } = useTraining.getState();
    useTraining.setState({ ...NO_TRAINING, speed });
  }

  private goOn(picture: RunPicture | null): void {
    const until = this.goal ?? (picture?.stop ? goalAfter(picture) : null);
    this.goal = until;
    this.send({ kind: "go", until, beyondEnd: until !== null });
  }

  /** A paced run asks for as many iterations as are due, once the last ones are drawn. */
  private tick(): void {
    this.frame = requestAnimationFrame((now) => {
      this.frame = null;
      const { running, speed, picture } = useTraining.getState();
      if (!running) return;
      const pace = TRAINING_SPEEDS.find(({ value }) => value === speed)?.iterations ?? null;
      if (pace === null) {
        this.goOn(picture);
        return;
      }
      // After a sleep nothing is made up for.
      this.owed += Math.min(0.25, (now - this.lastTick) / 1000) * pace;
      this.lastTick = now;
      const due = Math.floor(this.owed);
      if (due > 0 && picture && !picture.running && this.afterPicture === null) {
        this.owed -= due;
        this.afterPicture = () => undefined;
        if (picture.t < picture.newest) {
          this.byHand = true;
          this.send({ kind: "seek", t: Math.min(picture.newest, picture.t + due) });
        } else {
          // What has ended by itself goes on for as long again.
          if (picture.stop && this.goal === null) this.goal = goalAfter(picture);
          const until = Math.min(picture.newest + due, this.goal ?? Number.POSITIVE_INFINITY);
          this.send({ kind: "go", until, beyondEnd: this.goal !== null });
        }
      }
      this.tick();
    });
  }
}
