import { planOf } from "@/engine";
import { formatNumber } from "@/explain";
import { stopSentence, trainingProblemSentence } from "@/explain/training";
import { type BackflowDocument, success } from "@/graph";
import type { TrainingSettings } from "@/optimizers";
import {
  documentOf,
  findingsOf,
  frameOf,
  type GhostRun,
  NO_TRAINING,
  type Services,
  TRAINING_SPEEDS,
  type TrainingControls,
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
import { FrameTask } from "@/ui";
import { frozen, withPart } from "./loss-series";
import { documentDifference, methodText } from "./setting-words";
import { ThreadLink } from "./thread-link";
import { updateOf } from "./update";

/** What a run was made from. Where the document has something else, its numbers are no longer those of the run. */
interface Base {
  readonly graph: BackflowDocument["graph"];
  readonly data: BackflowDocument["data"];
  readonly training: TrainingSettings;
  readonly pauses: BackflowDocument["pauses"];
  /** The numbers that were put into the document last. */
  readonly numbers: BackflowDocument["numbers"];
}

const present = (): BackflowDocument => documentOf(useBackflow.getState());

/** Where a run that has ended ends next: as many iterations on as it was to have. */
function goalAfter({ newest, last, first }: RunPicture): number {
  return newest + Math.max(1, last - first);
}

/** Has it come to its end by itself, and not to a condition that is behind it when it goes on? */
function hasRunOut({ stop }: RunPicture): boolean {
  return stop !== null && stop.kind !== "condition";
}

/**
 * Drives the run of the present document: asks the thread for iterations and puts what comes back into the document, as
 * one undo. A picture that belongs to another document, or to one that was changed meanwhile, is not put anywhere.
 */
export class TrainingControl implements TrainingControls {
  private readonly link: ThreadLink;
  private base: Base | null = null;
  /** Is the run of the thread the one that stays beside, because its graph was edited? Then a new one is to be begun. */
  private shelved = false;
  private opened = useBackflow.getState().opened;
  private run = 0;
  /** Where the nodes of the run's graph stood last. */
  private layout: BackflowDocument["layout"] | null = null;
  /** When the last iterations of a paced run were asked for. */
  private lastTick = 0;
  private owed = 0;
  /** Where a run ends that goes on beyond its last epoch; null where it ends by itself. */
  private goal: number | null = null;
  /** Is a picture awaited that was asked for by hand? Then it may replace numbers that were changed since. */
  private byHand = false;
  /** What is to be done when all that was asked has been done, and is shown. */
  private afterAnswer: ((picture: RunPicture) => void) | null = null;
  /** What was pressed before the answer came: every press counts, one after the other. */
  private readonly turns: (() => void)[] = [];
  private readonly ticking = new FrameTask("time", (now) => this.tick(now));
  /** The next picture comes when the last one is painted. */
  private readonly drawn = new FrameTask("rest", () => this.link.seen());
  private readonly stopListening: () => void;

  constructor(services: Services) {
    this.link = new ThreadLink(services, {
      show: (picture) => this.show(picture),
      lost: () => this.lost(),
      missing: () => this.missing(),
    });
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
    this.turns.length = 0;
    if (!this.prepare()) return;
    const { picture: shown, speed } = useTraining.getState();
    // What is shown may be the run before, of which the one that has just been begun knows nothing.
    const picture = shown?.run === this.run ? shown : null;
    if (picture?.stop?.kind === "condition") {
      // What has paused it is behind it now.
      const { training, pauses } = present();
      const { epochs, patience } = training;
      this.ask({ kind: "limits", epochs, patience, pauses });
    }
    useTraining.setState({ running: true, word: null, updateStep: null, lossStep: null });
    useBackflow.getState().toEnd();
    this.owed = 0;
    this.goal = null;
    this.lastTick = performance.now();
    if (speed === "full") this.goOn(picture);
    else this.ticking.ask();
  }

  pause(word: string | null = null): void {
    if (!useTraining.getState().running) return;
    useTraining.setState({ running: false, word });
    this.ask({ kind: "pause" });
    this.tellWhere();
  }

  /** From one step of an iteration to the next: the three parts of the run of the graph, then the update. */
  step(direction: 1 | -1): void {
    this.pause();
    this.inTurn(() => {
      if (direction === 1) this.stepOn();
      else this.stepBack();
    });
  }

  /** One iteration on, or back. */
  iterate(direction: 1 | -1): void {
    this.pause();
    this.inTurn(() => {
      if (direction === 1) this.withRun(() => this.iterations(1));
      else this.seekNow((useTraining.getState().picture?.t ?? 0) - 1);
    });
  }

  /** To the end of the present epoch. */
  epoch(): void {
    this.pause();
    this.inTurn(() =>
      this.withRun(({ queued, batch }) => this.iterations(Math.ceil(queued / Math.max(1, batch)))),
    );
  }

  /** To an iteration. While one is computed only the newest wish counts. */
  seek(t: number): void {
    this.pause();
    this.turns.length = 0;
    this.inTurn(() => this.seekNow(t));
  }

  toStart(): void {
    this.seek(0);
  }

  toEnd(): void {
    this.seek(Number.POSITIVE_INFINITY);
  }

  /** Forgets the run: the numbers of its first iteration come back. */
  reset(): void {
    this.pause();
    this.turns.length = 0;
    this.inTurn(() => {
      const { picture } = useTraining.getState();
      if (!picture) return;
      this.seekNow(picture.first, () => {
        this.drop();
        useBackflow.getState().say("The run was put back to its start.");
      });
    });
  }

  private stepOn(): void {
    const begins = useTraining.getState().picture === null;
    this.withRun((picture) => {
      if (begins) this.beginIteration(picture);
      const state = useBackflow.getState();
      if (state.playhead < traceOfState(state).steps.length) {
        if (state.playhead === 0) this.showRowOfBatch(picture);
        state.step(1);
        return;
      }
      const { updateStep, parameter } = useTraining.getState();
      const next = (updateStep ?? 0) + 1;
      if (next <= updateOf(present(), picture, parameter).lines.length) {
        useTraining.setState({ updateStep: next });
        return;
      }
      useTraining.setState({ updateStep: null });
      this.iterations(1, (after) => this.beginIteration(after));
    });
  }

  private stepBack(): void {
    const state = useBackflow.getState();
    const { updateStep, picture } = useTraining.getState();
    if (updateStep !== null) {
      useTraining.setState({ updateStep: updateStep > 1 ? updateStep - 1 : null });
    } else if (state.playhead > 0) {
      state.step(-1);
    } else if (picture && picture.t > picture.first) {
      this.seekNow(picture.t - 1);
      state.toEnd();
    }
  }

  private seekNow(t: number, then: (picture: RunPicture) => void = () => undefined): void {
    const { picture } = useTraining.getState();
    if (!picture) return;
    this.byHand = true;
    useTraining.setState({ updateStep: null, lossStep: null });
    this.ask({ kind: "seek", t: Math.max(picture.first, Math.min(picture.newest, t)) }, then);
  }

  /** Does something when what was asked has been answered: at once where nothing is under way. */
  private inTurn(action: () => void): void {
    if (this.isAnswered()) action();
    else this.turns.push(action);
  }

  private isAnswered(): boolean {
    return this.afterAnswer === null;
  }

  /** Asks the thread; what is done then is done with the picture that answers it, and not with one on its way. */
  private ask(request: RunRequest, then: (picture: RunPicture) => void = () => undefined): void {
    this.afterAnswer = then;
    this.link.send(request);
  }

  /** Does something with the run of the document as it is, which may have to be begun; nothing where there can be none. */
  private withRun(action: (picture: RunPicture) => void): void {
    if (!this.prepare()) return;
    const { picture } = useTraining.getState();
    if (picture && this.isAnswered()) action(picture);
    else this.afterAnswer = action;
  }

  private iterations(count: number, then?: (picture: RunPicture) => void): void {
    const before = useTraining.getState().picture;
    if (!before) return;
    const told = (picture: RunPicture) => {
      if (picture.stop?.kind === "condition") {
        useTraining.setState({ word: stopSentence(picture.stop, present().graph) });
      }
      if (picture.t > before.t) {
        const lossStep = { before: before.training, after: picture.training, t: picture.t };
        useTraining.setState({ lossStep });
        const [from, to] = [formatNumber(before.training), formatNumber(picture.training)];
        useBackflow.getState().say(`Iteration ${picture.t}: L went from ${from} to ${to}.`);
      }
      then?.(picture);
    };
    if (before.t < before.newest) {
      this.byHand = true;
      this.ask({ kind: "seek", t: Math.min(before.newest, before.t + count) }, told);
    } else {
      this.ask({ kind: "go", until: before.newest + count, beyondEnd: true }, told);
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
    const { pauses } = document;
    const request = { document: { graph, data, numbers }, settings: training, pauses };
    if (!base) {
      this.begin({ kind: "begin", run: ++this.run, ...request, keep: this.shelved });
      this.shelved = false;
      this.labelGhost(document);
    } else if (base.numbers !== numbers || methodText(base.training) !== methodText(training)) {
      const { picture } = useTraining.getState();
      const kind = picture && picture.t > picture.first ? "fork" : "begin";
      const keep = this.keepBeside();
      useTraining.setState({ losses: null, nodes: null });
      this.begin({ kind, run: ++this.run, ...request, keep });
      this.labelGhost(document);
    } else if (base.training !== training || base.pauses !== pauses) {
      const { epochs, patience } = training;
      this.ask({ kind: "limits", epochs, patience, pauses });
    }
    this.base = { graph, data, numbers, training, pauses };
    return true;
  }

  /** The present run stays, pale, beside the one that is to come; false where there is nothing of it to be seen. */
  private keepBeside(): boolean {
    const { picture, losses, nodes } = useTraining.getState();
    const { base } = this;
    if (!base || !picture || !losses || losses.count === 0) return false;
    const ghost: GhostRun = {
      run: this.run,
      label: "the run before",
      losses: frozen(losses),
      nodes,
      picture: { ...picture, running: false },
      document: { ...present(), ...base, layout: this.layout ?? present().layout },
    };
    useTraining.setState({ ghost });
    return true;
  }

  private labelGhost(document: BackflowDocument): void {
    const { ghost } = useTraining.getState();
    if (ghost) {
      const label = documentDifference(ghost.document, document);
      useTraining.setState({ ghost: { ...ghost, label } });
    }
  }

  /** The run is no longer one of the graph or the rows: it stays beside, and the next one begins from what is shown. */
  private shelve(): void {
    const keeps = this.keepBeside();
    this.ticking.cancel();
    this.base = null;
    this.afterAnswer = null;
    this.turns.length = 0;
    if (keeps) this.shelved = true;
    else if (!this.shelved) this.link.close();
    const nothing = { picture: null, losses: null, nodes: null, updateStep: null, lossStep: null };
    useTraining.setState({ ...nothing, running: false });
  }

  /** The run that stays beside takes the place of the present one, with its graph, settings and numbers: one undo. */
  swap(): void {
    this.pause();
    this.turns.length = 0;
    this.inTurn(() => {
      const { ghost } = useTraining.getState();
      if (!ghost) return;
      const wasShelved = this.shelved;
      if (wasShelved || !this.keepBeside()) useTraining.setState({ ghost: null });
      this.shelved = false;
      const { graph, data, numbers, training, pauses, layout } = ghost.document;
      this.base = { graph, data, numbers, training, pauses };
      this.run = ghost.run;
      const { picture } = ghost;
      useTraining.setState({
        picture,
        losses: null,
        nodes: null,
        updateStep: null,
        lossStep: null,
      });
      const gesture = `training-swap-${this.run}-${performance.now()}`;
      const changed = { graph, data, numbers, training, pauses, layout, made: null };
      useBackflow.getState().apply(success({ ...present(), ...changed }), { gesture });
      this.labelGhost(present());
      this.byHand = true;
      this.ask({ kind: "swap", exchanges: !wasShelved });
      useBackflow.getState().say("The run that stood beside is shown now.");
    });
  }

  /** From its first iteration again, with what is set now: the same seed and the same start. */
  again(): void {
    this.pause();
    this.turns.length = 0;
    this.inTurn(() => {
      const { picture } = useTraining.getState();
      if (picture) this.seekNow(picture.first, () => this.start());
      else this.start();
    });
  }

  private begin(request: RunRequest): void {
    this.opened = useBackflow.getState().opened;
    useTraining.setState({ updateStep: null });
    this.ask(request);
  }

  private missing(): void {
    this.drop();
    const word =
      "The part that trains could not be loaded: this page is offline, or a newer version has taken its place. Try again when you are online, or reload the page.";
    useTraining.setState({ word });
    useBackflow.getState().say(word);
  }

  /** The worker is gone: a new run begins from the numbers that are shown, on the page. */
  private lost(): void {
    const { running } = useTraining.getState();
    const turns = [...this.turns];
    const wasAsked = !this.isAnswered();
    this.drop();
    const word =
      "Training runs on this page itself: its worker could not be had. A new run begins from the numbers that are shown.";
    if (running) this.start();
    else if (wasAsked) this.withRun(() => undefined);
    this.turns.push(...turns);
    useTraining.setState({ word });
  }

  private show(picture: RunPicture): void {
    const isPresent = picture.run === this.run;
    const isAnswer = isPresent && picture.heard === this.link.requests && !picture.running;
    const isWanted = isPresent && this.put(picture);
    if (isAnswer) this.byHand = false;
    if (!isWanted) {
      this.link.seen();
      // What it was asked for has no place any more.
      if (isAnswer) this.afterAnswer = null;
      this.takeTurns();
      return;
    }
    const session = useTraining.getState();
    useTraining.setState({
      picture,
      losses: withPart(session.losses, picture.first, picture.losses),
      nodes: picture.nodes ?? session.nodes,
    });
    if (isAnswer) {
      const then = this.afterAnswer;
      this.afterAnswer = null;
      then?.(picture);
      this.takeTurns();
    }
    const hasEnded = picture.stop !== null || picture.newest === this.goal;
    if (session.running && hasEnded && !picture.running) this.ended(picture);
    this.drawn.ask();
  }

  private takeTurns(): void {
    while (this.isAnswered()) {
      const next = this.turns.shift();
      if (!next) return;
      next();
    }
  }

  /** Puts the numbers of a picture into the document. False where they do not belong there any more. */
  private put(picture: RunPicture): boolean {
    const { base } = this;
    const state = useBackflow.getState();
    const document = documentOf(state);
    if (!base || state.opened !== this.opened) return false;
    if (document.graph !== base.graph || document.data !== base.data) return false;
    if (document.numbers !== base.numbers && !this.byHand) return false;
    const plan = planOf(document.graph);
    const numbers = numbersWith(plan, document.numbers, picture.parameters);
    const first = useTraining.getState().picture === null && picture.t === picture.first;
    if (!first) {
      this.base = { ...base, numbers };
      const gesture = `training-${this.opened}-${this.run}`;
      state.apply(success({ ...document, numbers, made: null }), { gesture });
    }
    return true;
  }

  private ended(picture: RunPicture): void {
    let word = picture.stop ? stopSentence(picture.stop, present().graph) : null;
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
    if (!base) return;
    const { graph, data, numbers, training, layout } = documentOf(state);
    if (graph !== base.graph || data !== base.data) {
      const { running } = useTraining.getState();
      this.shelve();
      const word =
        "The graph or its rows were changed, so the run before stays beside. Run begins a new run from here.";
      useTraining.setState({
        word: running ? `Paused: ${word[0]?.toLowerCase()}${word.slice(1)}` : word,
      });
      return;
    }
    this.layout = layout;
    if (!useTraining.getState().running) return;
    if (numbers !== base.numbers) {
      this.pause("Paused: a number was changed. Run goes on from here, as a fork of this run.");
    } else if (methodText(training) !== methodText(base.training)) {
      this.pause(
        "Paused: the settings were changed. Run goes on from here, as a fork of this run.",
      );
    }
  }

  private drop(): void {
    this.ticking.cancel();
    this.drawn.cancel();
    this.base = null;
    this.shelved = false;
    this.layout = null;
    this.afterAnswer = null;
    this.turns.length = 0;
    this.link.close();
    const { speed } = useTraining.getState();
    useTraining.setState({ ...NO_TRAINING, speed });
  }

  private goOn(picture: RunPicture | null): void {
    const until = this.goal ?? (picture && hasRunOut(picture) ? goalAfter(picture) : null);
    this.goal = until;
    this.ask({ kind: "go", until, beyondEnd: until !== null });
  }

  /** A paced run asks for as many iterations as are due, once the last ones are drawn. */
  private tick(now: number): void {
    const { running, speed, picture } = useTraining.getState();
    if (!running) return;
    const pace = TRAINING_SPEEDS.find(({ value }) => value === speed)?.iterations ?? null;
    if (pace === null) {
      this.goOn(picture);
      return;
    }
    // After a sleep nothing is made up for.
    this.owed += (Math.min(250, now - this.lastTick) / 1000) * pace;
    this.lastTick = now;
    const due = Math.floor(this.owed);
    if (due > 0 && picture && this.isAnswered()) {
      this.owed -= due;
      if (picture.t < picture.newest) {
        this.byHand = true;
        this.ask({ kind: "seek", t: Math.min(picture.newest, picture.t + due) });
      } else {
        // What has ended by itself goes on for as long again.
        if (hasRunOut(picture) && this.goal === null) this.goal = goalAfter(picture);
        const until = Math.min(picture.newest + due, this.goal ?? Number.POSITIVE_INFINITY);
        this.ask({ kind: "go", until, beyondEnd: this.goal !== null });
      }
    }
    this.ticking.ask();
  }
}
