import { planOf } from "@/engine";
import { formatNumber } from "@/explain";
import { stopSentence, trainingProblemSentence, unreachedSentence } from "@/explain/training";
import type { BackflowDocument } from "@/graph";
import {
  documentOf,
  NO_TRAINING,
  type Services,
  type TrainingControls,
  traceOfState,
  useBackflow,
  useTraining,
} from "@/store";
import { type RunPicture, type RunRequest, trainingProblem, unreachedNodes } from "@/training";
import { showCulprit } from "./divergence";
import { withPart } from "./loss-series";
import { Pace } from "./pace";
import { PictureRhythm } from "./picture-rhythm";
import { limitsOf, NO_PRESENT_RUN, RunInDocument } from "./run-in-document";
import { ThreadLink } from "./thread-link";
import { Turns } from "./turns";
import { updateOf } from "./update";

/** By how much each parameter was changed, where `picture` is one iteration after `before`. */
function deltasBetween(before: RunPicture | null, picture: RunPicture): Float64Array | null {
  if (before?.run !== picture.run || picture.t !== before.t + 1) return null;
  return picture.parameters.map((theta, index) => theta - (before.parameters[index] ?? 0));
}

const present = (): BackflowDocument => documentOf(useBackflow.getState());

/**
 * Drives the run of the present document: asks the thread for iterations and puts what comes back into the document, as
 * one undo. A picture that belongs to another document, or to one that was changed meanwhile, is not put anywhere.
 */
export class TrainingControl implements TrainingControls {
  private readonly link: ThreadLink;
  private readonly held = new RunInDocument();
  /** Is a picture awaited that was asked for by hand? Then it may replace numbers that were changed since. */
  private byHand = false;
  private readonly turns = new Turns();
  private readonly pace: Pace;
  private readonly rhythm = new PictureRhythm(() => this.link.seen());
  /** Is the answer to a pause awaited? Pictures that were on their way are only kept, so that it is seen at once. */
  private isPausing = false;
  /** What was kept, for the losses that no other picture has. */
  private readonly unshown: RunPicture[] = [];
  private readonly stopListening: () => void;

  constructor(services: Services) {
    this.link = new ThreadLink(services, {
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
      if (direction === 1) this.stepOn();
      else this.stepBack();
    });
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

  /** Forgets the run: the numbers of its first iteration come back. */
  reset(): void {
    this.pause();
    this.turns.takeBack();
    this.turns.add(() => {
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
        useTraining.setState({ inside: true });
        state.step(1);
        return;
      }
      const { updateStep, parameter } = useTraining.getState();
      const next = (updateStep ?? 0) + 1;
      const update = updateOf(present(), picture, parameter);
      if (next <= update.lines.length) {
        useTraining.setState({ updateStep: next, update });
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
    useTraining.setState({ updateStep: null, inside: false, lossStep: null });
    this.ask({ kind: "seek", t: Math.max(picture.first, Math.min(picture.newest, t)) }, then);
  }

  /** Asks the thread; what is done then is done with the picture that answers it, and not with one on its way. */
  private ask(request: RunRequest, then: (picture: RunPicture) => void = () => undefined): void {
    if (request.kind === "seek" || request.kind === "swap") this.byHand = true;
    this.turns.awaitAnswer(then);
    this.link.send(request);
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
      this.ask({ kind: "seek", t: Math.min(before.newest, before.t + count) }, told);
    } else {
      this.ask({ kind: "go", until: before.newest + count, beyondEnd: true }, told);
    }
  }

  private beginIteration(picture: RunPicture): void {
    useTraining.setState({ inside: false });
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

  /** From its first iteration again, with what is set now: the same seed and the same start. */
  again(): void {
    this.pause();
    this.turns.takeBack();
    this.turns.add(() => {
      const { picture } = useTraining.getState();
      if (picture) this.seekNow(picture.first, () => this.start());
      else this.start();
    });
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
    const pressed = this.turns.takeBack();
    const wasAsked = !this.turns.isAnswered;
    this.drop();
    const word =
      "Training runs on this page itself: its worker could not be had. A new run begins from the numbers that are shown.";
    if (running) this.start();
    else if (wasAsked) this.withRun(() => undefined);
    this.turns.restore(pressed);
    useTraining.setState({ word });
  }

  private show(picture: RunPicture): void {
    const isPresent = picture.run === this.held.number;
    const isAnswer = isPresent && picture.heard === this.link.requests && !picture.running;
    if (isPresent && this.isPausing && !isAnswer) {
      this.unshown.push(picture);
      this.link.seen();
      return;
    }
    const began = performance.now();
    if (isAnswer) this.isPausing = false;
    const isWanted = isPresent && this.held.put(picture, this.byHand);
    if (isAnswer) this.byHand = false;
    if (!isWanted) {
      this.link.seen();
      if (isAnswer) this.turns.answer(null);
      else this.turns.takeNext();
      return;
    }
    const session = useTraining.getState();
    const isSame = session.picture?.run === picture.run && session.picture.t === picture.t;
    let { losses, nodes } = session;
    for (const each of [...this.unshown.splice(0), picture]) {
      if (each.run !== picture.run) continue;
      losses = withPart(losses, each.first, each.losses);
      nodes = each.nodes ?? nodes;
    }
    useTraining.setState({
      picture,
      deltas: deltasBetween(session.picture, picture) ?? (isSame ? session.deltas : null),
      losses,
      nodes,
    });
    if (session.picture?.run !== picture.run) this.tellUnreached();
    if (isAnswer) this.turns.answer(picture);
    if (session.running && this.pace.hasEnded(picture) && !picture.running) this.ended(picture);
    this.rhythm.drawing(performance.now() - began);
  }

  private ended(picture: RunPicture): void {
    let word = picture.stop ? stopSentence(picture.stop, present().graph) : null;
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
    useBackflow.getState().say(`Iteration ${picture.t}, L ${formatNumber(picture.training)}.`);
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
    } else if (running) {
      const what = departure === "numbers" ? "a number was" : "the settings were";
      this.pause(`Paused: ${what} changed. Run goes on from here, as a fork of this run.`);
    }
  }

  /** The run is no longer one of the graph or the rows: it stays beside, and the next one begins from what is shown. */
  private shelve(): void {
    this.pace.stop();
    this.turns.clear();
    if (!this.held.shelve()) this.link.close();
    useTraining.setState({ ...NO_PRESENT_RUN, running: false });
  }

  private drop(): void {
    this.pace.stop();
    this.rhythm.cancel();
    this.isPausing = false;
    this.unshown.length = 0;
    this.held.forget();
    this.turns.clear();
    this.link.close();
    const { speed } = useTraining.getState();
    useTraining.setState({ ...NO_TRAINING, speed });
  }
}
