import { planOf } from "@/engine";
import { descendedText, formatNumber } from "@/explain";
import { stopSentence, trainingProblemSentence, unreachedSentence } from "@/explain/training";
import type { BackflowDocument } from "@/graph";
import {
  documentOf,
  type GhostRun,
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
import { backAtStart, limitsOf, NO_PRESENT_RUN, putBack, RunInDocument } from "./run-in-document";
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
  private readonly turns = new Turns(() => this.thread.isAnswered);
  private readonly pace: Pace;
  private readonly steps = new IterationSteps({
    goOn: (then) => this.iterations(1, then),
    seek: (t) => this.seekNow(t),
  });
  private readonly rhythm = new PictureRhythm(() => this.thread.seen());
  /** The numbers of the document that an edit or an undo has led away from what is shown, once it is said. */
  private departed: BackflowDocument["numbers"] | null = null;
  /** Numbers that the run was led to in vain: it is not led there again. */
  private missed: BackflowDocument["numbers"] | null = null;
  /** Pictures of the present run that were not shown, for the losses that no other picture has. */
  private readonly unshown: RunPicture[] = [];
  private readonly stopListening: () => void;

  constructor(services: Services) {
    this.thread = new RunThread(services, {
      show: (picture) => this.show(picture),
      lost: () => this.lost(),
      missing: () => this.missing(),
    });
    const { thread } = this;
    this.pace = new Pace({
      ask: (request) => this.ask(request),
      get isAnswered() {
        return thread.isAnswered;
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
      const { beginning } = this.held;
      if (!picture || picture.newest === picture.first) {
        this.drop();
        if (picture) putBack(beginning);
        backAtStart("Back at the start, without a run beside.");
        return;
      }
      // An undo of its own, which brings the trained numbers back.
      this.shelve();
      putBack(beginning);
      const { first } = picture;
      const fork = first > 0 ? `, from before the fork at iteration ${first}` : "";
      const word = `Back at the start${fork}. The run stays beside the next one.`;
      backAtStart(word);
      if (fork) useTraining.setState({ word });
    });
  }

  private seekNow(t: number, then: (picture: RunPicture) => void = () => undefined): void {
    const { picture } = useTraining.getState();
    if (!picture) return;
    useTraining.setState({ updateStep: null, inside: false, lossStep: null });
    this.ask({ kind: "seek", t: Math.max(picture.first, Math.min(picture.newest, t)) }, then);
  }

  /** Asks the thread; what is done then is done with the picture that answers it, and not with one on its way. */
  private ask(request: RunRequest, then?: (picture: RunPicture) => void): void {
    const over = request.kind === "seek" ? present().numbers : undefined;
    this.thread.ask(request, { then, over });
  }

  /** Does something with the run of the document as it is, which may have to be begun; nothing where there can be none. */
  private withRun(action: (picture: RunPicture) => void): void {
    if (!this.prepare()) return;
    const { picture } = useTraining.getState();
    if (picture?.run === this.held.number && this.thread.isAnswered) action(picture);
    else this.thread.afterAnswer(action);
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
      this.exchange(ghost, "led");
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
    this.thread.restore(restoring, this.held.number);
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
    const began = performance.now();
    // After Pause the answer to it is seen at once, and nothing that was on its way.
    const isLate = this.thread.isPausing && !isAnswer;
    const claim = this.thread.claimOf(picture);
    if (!isPresent || isLate || !this.held.put(picture, claim)) {
      if (isPresent) this.unshown.push(picture);
      if (isAnswer && claim.follows === present().numbers) this.missed = claim.follows;
      this.thread.seen();
      if (isAnswer) this.answered(null);
      return;
    }
    this.missed = null;
    const session = useTraining.getState();
    showPicture(picture, this.unshown.splice(0));
    if (session.picture?.run !== picture.run) this.tellUnreached();
    if (isAnswer) this.answered(picture);
    if (session.running && this.pace.hasEnded(picture) && !picture.running) this.ended(picture);
    this.rhythm.drawing(performance.now() - began);
  }

  /**
   * What was asked is answered by a picture that is shown; or, as null, by one that has no place in the document any more:
   * what is shown of the run stays, and rests as well. Then comes what the document has led to, and what was pressed.
   */
  private answered(answer: RunPicture | null): void {
    const then = this.thread.answered();
    const { picture } = useTraining.getState();
    if (answer) then(answer);
    else if (picture?.running) useTraining.setState({ picture: { ...picture, running: false } });
    this.follow();
    this.turns.takeNext();
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

  /** An edit during a run pauses it with a word; another document ends it; an undo leads to what it brings back. */
  private watchDocument(): void {
    const departure = this.held.departure();
    const { numbers } = present();
    if (departure === "opened") {
      this.drop();
      return;
    }
    if (departure === null) this.departed = null;
    else if (this.held.holdsRunBeside()) {
      this.leave(numbers, "Paused: the run that stood beside is shown again.");
    } else if (departure === "graph") {
      const { running } = useTraining.getState();
      this.shelve();
      const word =
        "The graph or its rows were changed, so the run before stays beside. Run begins a new run from here.";
      useTraining.setState({
        word: running ? `Paused: ${word[0]?.toLowerCase()}${word.slice(1)}` : word,
      });
      return;
    } else if (departure === "settings") {
      this.pause(
        "Paused: the settings were changed. Run goes on from here, as a fork of this run.",
      );
    } else {
      const { picture } = useTraining.getState();
      const t = picture && this.held.iterationOf(numbers, picture);
      if (t !== null) this.leave(numbers, `Paused: the numbers of iteration ${t} are back.`);
      else
        this.pause("Paused: a number was changed. Run goes on from here, as a fork of this run.");
    }
    this.follow();
  }

  /** The document has gone to another iteration: what was pressed before is not wanted any more. */
  private leave(numbers: BackflowDocument["numbers"], word: string): void {
    this.pause(word);
    if (numbers === this.departed) return;
    this.departed = numbers;
    this.turns.takeBack();
  }

  /**
   * Shows what the document holds, where that is an iteration of the present run or of the one beside, and another is
   * shown: after an undo or a redo. Nothing is written; what is edited meanwhile stays.
   */
  private follow(): void {
    const { ghost, picture } = useTraining.getState();
    const { numbers } = present();
    if (!this.thread.isAnswered || numbers === this.missed) return;
    if (ghost && this.held.holdsRunBeside()) {
      this.exchange(ghost, "follows");
      return;
    }
    const request = this.held.requestToFollow(picture);
    if (request) this.lead(request);
  }

  /** Leads the run to what the document holds. */
  private lead(request: RunRequest): void {
    useTraining.setState({ updateStep: null, inside: false, lossStep: null });
    this.thread.ask(request, { follows: present().numbers });
  }

  /** The run beside and the present one change places; the document is led there, or was there before. */
  private exchange(ghost: GhostRun, document: "led" | "follows"): void {
    const { swap, seek } = this.held.exchange(ghost, document === "led");
    this.thread.ask(swap, { follows: present().numbers });
    this.lead(seek);
  }

  /** The run is no longer one of the graph or the rows: it stays beside, and the next one begins from what is shown. */
  private shelve(): void {
    this.pace.stop();
    this.turns.takeBack();
    this.thread.awaitNothing();
    // Else it would go on unseen, and stand somewhere else when it is shown again.
    if (this.held.shelve()) this.thread.tell({ kind: "pause" });
    else this.thread.close();
    useTraining.setState({ ...NO_PRESENT_RUN, running: false });
  }

  private drop(): void {
    this.pace.stop();
    this.rhythm.cancel();
    this.unshown.length = 0;
    this.held.forget();
    this.turns.takeBack();
    this.thread.close();
    const { speed } = useTraining.getState();
    useTraining.setState({ ...NO_TRAINING, speed });
  }
}
