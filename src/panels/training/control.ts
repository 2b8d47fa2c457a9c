import { planOf } from "@/engine";
import { descendedText, formatNumber } from "@/explain";
import { stopSentence, trainingProblemSentence, unreachedSentence } from "@/explain/training";
import type { BackflowDocument } from "@/graph";
import {
  documentOf,
  NO_TRAINING,
  type Services,
  type TrainingControls,
  useBackflow,
  useTraining,
} from "@/store";
import { type RunPicture, type RunRequest, trainingProblem, unreachedNodes } from "@/training";
import { showCulprit } from "./divergence";
import { IterationSteps } from "./iteration-steps";
import { Pace } from "./pace";
import { PictureRhythm } from "./picture-rhythm";
import { backAt, limitsOf, NO_PRESENT_RUN, putBack, RunInDocument } from "./run-in-document";
import { RunThread } from "./run-thread";
import { showPicture } from "./session-picture";
import { Turns } from "./turns";

const present = (): BackflowDocument => documentOf(useBackflow.getState());
const descended = (): string => descendedText(present());

/**
 * Drives the run of the present document: asks the thread for iterations and puts what comes back into the document, as
 * one undo. A picture that belongs to another document, or to one that was changed meanwhile, is not put anywhere.
 */
export class TrainingControl implements TrainingControls {
  private readonly thread: RunThread;
  private readonly held = new RunInDocument();
  /** Is a picture awaited that was asked for by hand? Then it may replace numbers that were changed since. */
  private byHand = false;
  private readonly turns = new Turns();
  private readonly pace: Pace;
  private readonly steps = new IterationSteps({
    goOn: (then) => this.iterations(1, then),
    seek: (t) => this.seekNow(t),
  });
  private readonly rhythm = new PictureRhythm(() => this.thread.seen());
  /** Is the answer to a pause awaited? Pictures that were on their way are only kept, so that it is seen at once. */
  private isPausing = false;
  /** The numbers that came into the document last without the run. */
  private followed: BackflowDocument["numbers"] | null = null;
  /** What was kept, for the losses that no other picture has. */
  private readonly unshown: RunPicture[] = [];
  private readonly stopListening: () => void;

  constructor(services: Services) {
    this.thread = new RunThread(services, {
      show: (picture) => this.show(picture),
      lost: () => this.lost(),
      missing: () => this.missing(),
    });
    const { turns } = this;
    this.pace = new Pace({
      ask: (request) => this.ask(request),
      get isAnswered() {
        return turns.isAnswered;
      },
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
    this.turns.takeBack();
    if (!this.prepare()) return;
    this.isPausing = false;
    const { picture: shown } = useTraining.getState();
    // What is shown may be the run before, of which the one that has just been begun knows nothing.
    const picture = shown?.run === this.held.number ? shown : null;
    // What has paused it is behind it now.
    if (picture?.stop?.kind === "condition") this.ask(limitsOf(present()));
    useTraining.setState({
      running: true,
      word: null,
      updateStep: null,
      inside: false,
      lossStep: null,
    });
    useBackflow.getState().toEnd();
    this.pace.start(picture);
  }

  pause(word: string | null = null): void {
    if (!useTraining.getState().running) return;
    useTraining.setState({ running: false, word });
    this.ask({ kind: "pause" });
    this.isPausing = true;
    this.tellWhere();
  }

  /** From one step of an iteration to the next: the three parts of the run of the graph, then the update. */
  step(direction: 1 | -1): void {
    this.pause();
    this.turns.add(() => {
      if (direction === -1) {
        this.steps.previous();
        return;
      }
      const begins = useTraining.getState().picture === null;
      this.withRun((picture) => this.steps.next(picture, begins));
    });
  }

  /** To a line of the update of the iteration that is shown. */
  showUpdate(line: number): void {
    this.pause();
    this.turns.add(() => this.withRun((picture) => this.steps.toUpdate(picture, line)));
  }

  /** One iteration on, or back. */
  iterate(direction: 1 | -1): void {
    this.pause();
    this.turns.add(() => {
      if (direction === 1) this.withRun(() => this.iterations(1));
      else this.seekNow((useTraining.getState().picture?.t ?? 0) - 1);
    });
  }

  /** To the end of the present epoch. */
  epoch(): void {
    this.pause();
    this.turns.add(() =>
      this.withRun(({ queued, batch }) => this.iterations(Math.ceil(queued / Math.max(1, batch)))),
    );
  }

  /** To an iteration. While one is computed only the newest wish counts. */
  seek(t: number): void {
    this.pause();
    this.turns.takeBack();
    this.turns.add(() => this.seekNow(t));
  }

  toStart(): void {
    this.seek(0);
  }

  toEnd(): void {
    this.seek(Number.POSITIVE_INFINITY);
  }

  /**
   * Back to the numbers that the training began with, before any fork; the run stays beside the next one. Where there is
   * none, that beside is forgotten.
   */
  reset(): void {
    this.pause();
    this.turns.takeBack();
    this.turns.add(() => {
      const { picture } = useTraining.getState();
      const beginning = picture && this.held.beginningOfFork(picture);
      if (!picture || picture.newest === picture.first) {
        this.drop();
        backAt(beginning, "Back at the start, without a run beside.");
        return;
      }
      this.seekNow(picture.first, () => {
        this.shelve();
        const fork = beginning ? `, from before the fork at iteration ${picture.first}` : "";
        backAt(beginning, `Back at the start${fork}. The run stays beside the next one.`);
      });
    });
  }

  private seekNow(t: number, then: (picture: RunPicture) => void = () => undefined): void {
    const { picture } = useTraining.getState();
    if (!picture) return;
    useTraining.setState({ updateStep: null, inside: false, lossStep: null });
    this.ask({ kind: "seek", t: Math.max(picture.first, Math.min(picture.newest, t)) }, then);
  }

  /** Asks the thread; what is done then is done with the picture that answers it, and not with one on its way. */
  private ask(request: RunRequest, then: (picture: RunPicture) => void = () => undefined): void {
    if (request.kind === "seek" || request.kind === "swap") this.byHand = true;
    this.turns.awaitAnswer(then);
    this.thread.ask(request);
  }

  /** Does something with the run of the document as it is, which may have to be begun; nothing where there can be none. */
  private withRun(action: (picture: RunPicture) => void): void {
    if (!this.prepare()) return;
    const { picture } = useTraining.getState();
    if (picture && this.turns.isAnswered) action(picture);
    else this.turns.awaitAnswer(action);
  }

  private iterations(count: number, then?: (picture: RunPicture) => void): void {
    const before = useTraining.getState().picture;
    if (!before) return;
    const told = (picture: RunPicture) => {
      if (picture.t > before.t) {
        const lossStep = { before: before.training, after: picture.training, t: picture.t };
        useTraining.setState({ lossStep });
        // What it had ended with is behind it.
        if (before.stop && before.t === before.newest) useTraining.setState({ word: null });
        const [from, to] = [formatNumber(before.training), formatNumber(picture.training)];
        useBackflow
          .getState()
          .say(`Iteration ${picture.t}: ${descended()} went from ${from} to ${to}.`);
      }
      if (picture.stop?.kind === "condition") {
        useTraining.setState({ word: stopSentence(picture.stop, present()) });
      }
      then?.(picture);
    };
    if (before.t < before.newest) {
      this.ask({ kind: "seek", t: Math.min(before.newest, before.t + count) }, told);
    } else {
      this.ask({ kind: "go", until: before.newest + count, beyondEnd: true }, told);
    }
  }

  /** Makes the thread hold a run of the document as it is; false, with a sentence, where there can be none. */
  private prepare(): boolean {
    const document = present();
    const problem = trainingProblem(document, document.training);
    if (problem) {
      const word = trainingProblemSentence(problem);
      useTraining.setState({ word, running: false });
      useBackflow.getState().say(word);
      return false;
    }
    const request = this.held.requestFor(document);
    if (request) this.ask(request);
    return true;
  }

  /** The run that stays beside takes the place of the present one, with its graph, settings and numbers: one undo. */
  swap(): void {
    this.pause();
    this.turns.takeBack();
    this.turns.add(() => {
      const { ghost } = useTraining.getState();
      if (!ghost) return;
      this.ask(this.held.exchange(ghost));
      useBackflow.getState().say("The run that stood beside is shown now.");
    });
  }

  /** From where the training began, with what is set now: the same seed and the same start. */
  again(): void {
    this.pause();
    this.turns.takeBack();
    this.turns.add(() => {
      const { picture } = useTraining.getState();
      if (!picture) return this.start();
      this.seekNow(picture.first, () => {
        putBack(this.held.beginningOfFork(picture));
        this.start();
      });
    });
  }

  private missing(): void {
    this.drop();
    const word =
      "The part that trains could not be loaded: this page is offline, or a newer version has taken its place. Try again when you are online, or reload the page.";
    useTraining.setState({ word });
    useBackflow.getState().say(word);
  }

  /** The worker is gone: on the page what it held is computed again from its start, and what was asked of it is asked again. */
  private lost(): void {
    const restoring = this.held.restoring();
    this.unshown.length = 0;
    const isPresent = restoring.some(({ run }) => run === this.held.number);
    if (isPresent && this.turns.isAnswered) this.turns.awaitAnswer(() => undefined);
    this.thread.restore(restoring);
    const word =
      "Training runs on this page itself: its worker could not be had." +
      (isPresent
        ? " The run is computed again from its start, to the last digit, and goes on from where it was."
        : "");
    useTraining.setState({ word });
    useBackflow.getState().say(word);
  }

  private show(picture: RunPicture): void {
    this.held.note(picture);
    const isPresent = picture.run === this.held.number;
    const isAnswer = isPresent && this.thread.isAnswer(picture);
    if (isAnswer) this.thread.awaitNothing();
    if (isPresent && this.isPausing && !isAnswer) {
      this.unshown.push(picture);
      this.thread.seen();
      return;
    }
    const began = performance.now();
    if (isAnswer) this.isPausing = false;
    const isWanted = isPresent && this.held.put(picture, this.byHand);
    if (isAnswer) this.byHand = false;
    if (!isWanted) {
      this.thread.seen();
      if (isAnswer) this.restUnseen();
      else this.turns.takeNext();
      return;
    }
    const session = useTraining.getState();
    showPicture(picture, this.unshown.splice(0));
    if (session.picture?.run !== picture.run) this.tellUnreached();
    if (isAnswer) this.turns.answer(picture);
    if (session.running && this.pace.hasEnded(picture) && !picture.running) this.ended(picture);
    this.rhythm.drawing(performance.now() - began);
  }

  /** The run rests at a picture that has no place in the document any more: what is shown of it stays, and rests as well. */
  private restUnseen(): void {
    const { picture } = useTraining.getState();
    if (picture?.running) useTraining.setState({ picture: { ...picture, running: false } });
    this.turns.answer(null);
  }

  private ended(picture: RunPicture): void {
    let word = picture.stop ? stopSentence(picture.stop, present()) : null;
    if (picture.stop?.kind === "diverged")
      word = `${word} ${showCulprit(present(), picture)}`.trim();
    useTraining.setState({ running: false, word });
    useBackflow.getState().say(word ?? "");
    this.tellWhere();
  }

  /** A run that begins says what it leaves as it is. */
  private tellUnreached(): void {
    const { graph } = present();
    const unreached = unreachedNodes(planOf(graph));
    if (unreached.length > 0) useTraining.setState({ word: unreachedSentence(graph, unreached) });
  }

  private tellWhere(): void {
    const { picture } = useTraining.getState();
    if (!picture) return;
    const loss = formatNumber(picture.training);
    useBackflow.getState().say(`Iteration ${picture.t}, ${descended()} ${loss}.`);
  }

  /** An edit during a run pauses it with a word; another document ends it. */
  private watchDocument(): void {
    const departure = this.held.departure();
    if (departure === null) return;
    const { running } = useTraining.getState();
    if (departure === "opened") {
      this.drop();
    } else if (departure === "graph") {
      this.shelve();
      const word =
        "The graph or its rows were changed, so the run before stays beside. Run begins a new run from here.";
      useTraining.setState({
        word: running ? `Paused: ${word[0]?.toLowerCase()}${word.slice(1)}` : word,
      });
    } else if (departure === "settings") {
      this.pause(
        "Paused: the settings were changed. Run goes on from here, as a fork of this run.",
      );
    } else {
      this.followNumbers();
    }
  }

  /** Numbers of the run that an undo brings back are those of an iteration, which is shown then; others are an edit. */
  private followNumbers(): void {
    const { numbers } = present();
    if (numbers === this.followed) return;
    this.followed = numbers;
    const { picture } = useTraining.getState();
    const t = picture && this.held.iterationOf(numbers, picture);
    if (t === null) {
      this.pause("Paused: a number was changed. Run goes on from here, as a fork of this run.");
      return;
    }
    this.pause(`Paused: the numbers of iteration ${t} are back.`);
    this.turns.takeBack();
    this.turns.add(() => {
      if (present().numbers !== numbers) return;
      useTraining.setState({ updateStep: null, inside: false, lossStep: null });
      // Not by hand: what is edited meanwhile stays.
      this.turns.awaitAnswer(() => undefined);
      this.thread.ask({ kind: "seek", t });
    });
  }

  /** The run is no longer one of the graph or the rows: it stays beside, and the next one begins from what is shown. */
  private shelve(): void {
    this.pace.stop();
    this.turns.clear();
    this.thread.awaitNothing();
    // Else it would go on unseen, and stand somewhere else when it is shown again.
    if (this.held.shelve()) this.thread.tell({ kind: "pause" });
    else this.thread.close();
    useTraining.setState({ ...NO_PRESENT_RUN, running: false });
  }

  private drop(): void {
    this.pace.stop();
    this.rhythm.cancel();
    this.isPausing = false;
    this.unshown.length = 0;
    this.held.forget();
    this.turns.clear();
    this.thread.close();
    const { speed } = useTraining.getState();
    useTraining.setState({ ...NO_TRAINING, speed });
  }
}
