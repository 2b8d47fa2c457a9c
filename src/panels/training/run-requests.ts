import { documentOf, type Services, useBackflow, useTraining } from "@/store";
import type { RunPicture, RunRequest } from "@/training";
import { announce, announceUnreached } from "./announcements";
import { PictureRhythm } from "./picture-rhythm";
import type { RunInDocument } from "./run-in-document";
import { RunThread } from "./run-thread";
import { showPicture } from "./session-picture";
import { Turns } from "./turns";

/** Who hears of what comes back. */
interface RequestsListener {
  /** A run that went on rests at a picture, which is shown. */
  rests(picture: RunPicture): void;
  /** All is answered; what was pressed meanwhile comes next. */
  answered(): void;
  /** The part that trains cannot be fetched. */
  missing(): void;
}

const numbersNow = () => documentOf(useBackflow.getState()).numbers;

const WITHOUT_WORKER = "Training runs on this page itself: its worker could not be had.";

/**
 * What is asked of the thread, in its turn, and its pictures, which come into the document as answers. A picture that
 * belongs to another document, or to one that was changed meanwhile, is not put anywhere.
 */
export class RunRequests {
  readonly turns = new Turns(() => this.isAnswered);
  private readonly thread: RunThread;
  private readonly rhythm = new PictureRhythm(() => this.thread.seen());
  /** Numbers that the run was led to in vain: it is not led there again. */
  private missed: ReturnType<typeof numbersNow> | null = null;
  /** Pictures of the present run that were not shown, for the losses that no other picture has. */
  private readonly unshown: RunPicture[] = [];

  constructor(
    services: Services,
    private readonly held: RunInDocument,
    private readonly listener: RequestsListener,
  ) {
    this.thread = new RunThread(services, {
      show: (picture) => this.show(picture),
      lost: () => this.lost(),
      onPage: () => announce(WITHOUT_WORKER),
      missing: () => listener.missing(),
    });
  }

  /** Has all that was asked been answered, and is it shown? */
  get isAnswered(): boolean {
    return this.thread.isAnswered;
  }

  /** Can the run be led to the numbers that stand in the document now, or was that in vain? */
  get isLedInVain(): boolean {
    return this.missed === numbersNow();
  }

  /** Asks the thread; what is done then is done with the picture that answers it, and not with one on its way. */
  ask(request: RunRequest, then?: (picture: RunPicture) => void): void {
    const over = request.kind === "seek" ? numbersNow() : undefined;
    this.thread.ask(request, { then, over });
  }

  /** Does something with the next answer. */
  afterAnswer(action: (picture: RunPicture) => void): void {
    this.thread.afterAnswer(action);
  }

  /** Asks for what the document holds already: the answer replaces nothing. */
  follow(request: RunRequest): void {
    this.thread.ask(request, { follows: numbersNow() });
  }

  /** Nothing is awaited of the present run any more. `rest` tells the thread what stays; null: nothing does. */
  leave(rest: RunRequest | null): void {
    this.turns.takeBack();
    this.thread.awaitNothing();
    if (rest) this.thread.tell(rest);
    else this.thread.close();
  }

  close(): void {
    this.rhythm.cancel();
    this.unshown.length = 0;
    this.turns.takeBack();
    this.thread.close();
  }

  /** The worker is gone: on the page what it held is computed again from its start, and what was asked of it is asked again. */
  private lost(): void {
    const restoring = this.held.restoring();
    this.unshown.length = 0;
    const isPresent = restoring.some(({ run }) => run === this.held.number);
    this.thread.restore(restoring, this.held.number);
    const again =
      " The run is computed again from its start, to the last digit, and goes on from where it was.";
    announce(WITHOUT_WORKER + (isPresent ? again : ""));
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
      if (isAnswer && claim.follows === numbersNow()) this.missed = claim.follows;
      this.thread.seen();
      if (isAnswer) this.answered(null);
      return;
    }
    this.missed = null;
    const session = useTraining.getState();
    showPicture(picture, this.unshown.splice(0));
    if (session.picture?.run !== picture.run) announceUnreached();
    if (isAnswer) this.answered(picture);
    if (session.running && !picture.running) this.listener.rests(picture);
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
    this.listener.answered();
    this.turns.takeNext();
  }
}
