import { trainingProblemSentence } from "@/explain/training";
import type { BackflowDocument } from "@/graph";
import {
  documentOf,
  NO_TRAINING,
  type Services,
  type TrainingControls,
  useBackflow,
  useTraining,
} from "@/store";
import { type RunPicture, trainingProblem } from "@/training";
import { announce, announceEnd, announceIterations, announcePosition } from "./announcements";
import { DocumentFollowing } from "./document-following";
import { IterationSteps } from "./iteration-steps";
import { Pace } from "./pace";
import { backAtStart, limitsOf, NO_PRESENT_RUN, putBack, RunInDocument } from "./run-in-document";
import { RunRequests } from "./run-requests";

const present = (): BackflowDocument => documentOf(useBackflow.getState());

/**
 * Drives the run of the present document: what a user does with it, in iterations, steps and places of the slider. All
 * of a run is one undo.
 */
export class TrainingControl implements TrainingControls {
  private readonly held = new RunInDocument();
  private readonly requests: RunRequests;
  private readonly following: DocumentFollowing;
  private readonly pace: Pace;
  private readonly steps = new IterationSteps({
    goOn: (then) => this.iterations(1, then),
    seek: (t) => this.seekNow(t),
  });

  constructor(services: Services) {
    this.requests = new RunRequests(services, this.held, {
      rests: (picture) => {
        if (this.pace.hasEnded(picture)) announceEnd(picture);
      },
      answered: () => this.following.follow(),
      missing: () => {
        this.drop();
        announce(
          "The part that trains could not be loaded: this page is offline, or a newer version has taken its place. Try again when you are online, or reload the page.",
        );
      },
    });
    this.pace = new Pace(this.requests);
    this.following = new DocumentFollowing(this.held, this.requests, {
      pause: (word) => this.pause(word),
      shelve: () => this.shelve(),
      drop: () => this.drop(),
    });
  }

  close(): void {
    this.following.close();
    this.drop();
  }

  toggle(): void {
    if (useTraining.getState().running) this.pause();
    else this.start();
  }

  start(): void {
    this.requests.turns.takeBack();
    if (!this.prepare()) return;
    const { picture: shown } = useTraining.getState();
    // What is shown may be the run before, of which the one that has just been begun knows nothing.
    const picture = shown?.run === this.held.number ? shown : null;
    // What has paused it is behind it now.
    if (picture?.stop?.kind === "condition") this.requests.ask(limitsOf(present()));
    useTraining.setState({
      running: true,
      word: null,
      ending: null,
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
    this.requests.ask({ kind: "pause" });
    announcePosition();
  }

  /** From one step of an iteration to the next: the three parts of the run of the graph, then the update. */
  step(direction: 1 | -1): void {
    this.pause();
    this.requests.turns.add(() => {
      if (direction === -1) {
        this.steps.previous();
        return;
      }
      const begins = useTraining.getState().picture === null;
      this.withRun((picture) => this.steps.next(picture, begins));
    });
  }

  /** To a step of the graph's own run of the iteration that is shown. */
  showStep(playhead: number): void {
    this.pause();
    this.requests.turns.add(() => this.withRun((picture) => this.steps.toStep(picture, playhead)));
  }

  /** To a line of the update of the iteration that is shown. */
  showUpdate(line: number): void {
    this.pause();
    this.requests.turns.add(() => this.withRun((picture) => this.steps.toUpdate(picture, line)));
  }

  /** One iteration on, or back. */
  iterate(direction: 1 | -1): void {
    this.pause();
    this.requests.turns.add(() => {
      if (direction === 1) this.withRun(() => this.iterations(1));
      else this.seekNow((useTraining.getState().picture?.t ?? 0) - 1);
    });
  }

  /** To the end of the present epoch. */
  epoch(): void {
    this.pause();
    this.requests.turns.add(() =>
      this.withRun(({ queued, batch }) => this.iterations(Math.ceil(queued / Math.max(1, batch)))),
    );
  }

  /** To an iteration. While one is computed only the newest wish counts. */
  seek(t: number): void {
    this.pause();
    this.requests.turns.takeBack();
    this.requests.turns.add(() => this.seekNow(t));
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
    this.requests.turns.takeBack();
    this.requests.turns.add(() => {
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
    this.requests.ask(
      { kind: "seek", t: Math.max(picture.first, Math.min(picture.newest, t)) },
      then,
    );
  }

  /** Does something with the run of the document as it is, which may have to be begun; nothing where there can be none. */
  private withRun(action: (picture: RunPicture) => void): void {
    if (!this.prepare()) return;
    const { picture } = useTraining.getState();
    if (picture?.run === this.held.number && this.requests.isAnswered) action(picture);
    else this.requests.afterAnswer(action);
  }

  private iterations(count: number, then?: (picture: RunPicture) => void): void {
    const before = useTraining.getState().picture;
    if (!before) return;
    const told = (picture: RunPicture) => {
      announceIterations(before, picture);
      then?.(picture);
    };
    if (before.t < before.newest) {
      this.requests.ask({ kind: "seek", t: Math.min(before.newest, before.t + count) }, told);
    } else {
      // It is between two iterations then, and no longer inside of one.
      useTraining.setState({ inside: false, updateStep: null });
      this.requests.ask({ kind: "go", until: before.newest + count, beyondEnd: true }, told);
    }
  }

  /** Makes the thread hold a run of the document as it is; false, with a sentence, where there can be none. */
  private prepare(): boolean {
    const document = present();
    const problem = trainingProblem(document, document.training);
    if (problem) {
      useTraining.setState({ running: false });
      announce(trainingProblemSentence(problem));
      return false;
    }
    const request = this.held.requestFor(document);
    if (request) this.requests.ask(request);
    return true;
  }

  /** The run that stays beside takes the place of the present one, with its graph, settings and numbers: one undo. */
  swap(): void {
    this.pause();
    this.requests.turns.takeBack();
    this.requests.turns.add(() => {
      const { ghost } = useTraining.getState();
      if (!ghost) return;
      this.following.exchange(ghost, "led");
      useBackflow.getState().say("The run that stood beside is shown now.");
    });
  }

  /**
   * From where the training began, with what is set now: the same seed and the same start. After an edit of the graph that
   * is where the run beside began, as far as its parameters are still there.
   */
  again(): void {
    this.pause();
    this.requests.turns.takeBack();
    this.requests.turns.add(() => {
      const { picture, ghost } = useTraining.getState();
      if (!picture) {
        if (ghost) this.held.putStartOf(ghost);
        this.start();
        return;
      }
      this.seekNow(picture.first, () => {
        putBack(this.held.beginningOfFork(picture));
        this.start();
      });
    });
  }

  /** The run is no longer one of the graph or the rows: it stays beside, and the next one begins from what is shown. */
  private shelve(): void {
    this.pace.stop();
    this.requests.leave(this.held.shelve());
    useTraining.setState({ ...NO_PRESENT_RUN, running: false });
  }

  private drop(): void {
    this.pace.stop();
    this.held.forget();
    this.requests.close();
    const { speed } = useTraining.getState();
    useTraining.setState({ ...NO_TRAINING, speed });
  }
}
