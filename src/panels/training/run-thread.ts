import type { BackflowDocument } from "@/graph";
import { type Services, useTraining } from "@/store";
import type { RunPicture, RunRequest } from "@/training";
import { type LinkListener, ThreadLink } from "./thread-link";

/** A run that is computed again, for its thread is gone. */
export type RestoringRequest = Extract<RunRequest, { readonly kind: "again" }>;

/** What is to be done with the answer to a request, and what of the document it may replace beside the run's own numbers. */
export interface Asking {
  /** Done with the picture that answers, unless something else was asked since. */
  readonly then?: ((picture: RunPicture) => void) | undefined;
  /** The numbers that stood in the document when it was asked, where the answer may replace them although they were edited. */
  readonly over?: BackflowDocument["numbers"] | undefined;
  /** The numbers of the document that the run follows. Then the answer replaces nothing: it is shown where the document is there. */
  readonly follows?: BackflowDocument["numbers"];
}

interface Asked extends Asking {
  readonly request: RunRequest;
  /** A picture that has heard so many requests has heard this one. */
  readonly number: number;
}

/** What of the document a picture may replace. */
export interface Claim {
  /** Numbers that the run was led to: the picture replaces nothing. */
  readonly follows: BackflowDocument["numbers"] | null;
  readonly over: readonly BackflowDocument["numbers"][];
}

/**
 * The thread as the page needs it. What was asked of it stands here until the picture that answers it is shown, with what
 * is done then and what it may replace; of a thread that dies it is asked again of the next one.
 */
export class RunThread {
  private readonly link: ThreadLink;
  private unanswered: readonly Asked[] = [];

  constructor(services: Services, listener: LinkListener) {
    this.link = new ThreadLink(services, listener);
  }

  /** Has all that was asked been answered, and is it shown? */
  get isAnswered(): boolean {
    return this.unanswered.length === 0;
  }

  /** Is the answer to a pause awaited? What was on its way then is not shown any more. */
  get isPausing(): boolean {
    return this.unanswered.at(-1)?.request.kind === "pause";
  }

  ask(request: RunRequest, asking: Asking = {}): void {
    const number = this.link.requests + 1;
    this.await([...this.unanswered, { ...asking, request, number }]);
    this.link.send(request);
  }

  /** `then` is done with the next answer, in place of what was to be done; a picture is asked for where none is awaited. */
  afterAnswer(then: (picture: RunPicture) => void): void {
    const last = this.unanswered.at(-1);
    if (last) this.await([...this.unanswered.slice(0, -1), { ...last, then }]);
    else this.ask({ kind: "pause" }, { then });
  }

  /** Says something to which no answer is awaited. */
  tell(request: RunRequest): void {
    this.link.send(request);
  }

  /** The last picture is drawn. */
  seen(): void {
    this.link.seen();
  }

  /** Is it the picture of all that was asked? */
  isAnswer({ heard, running }: RunPicture): boolean {
    return !this.isAnswered && heard === this.link.requests && !running;
  }

  /** What a picture may replace follows from what it has heard of. */
  claimOf({ heard }: RunPicture): Claim {
    const asked = this.unanswered.filter(({ number }) => number <= heard);
    return {
      follows: asked.at(-1)?.follows ?? null,
      over: asked.flatMap(({ over }) => over ?? []),
    };
  }

  /** All is answered. Returns what is to be done with the answer. */
  answered(): (picture: RunPicture) => void {
    const then = this.unanswered.at(-1)?.then;
    this.await([]);
    return then ?? (() => undefined);
  }

  /** Makes the next thread hold what the last one held, and asks it again what was not answered. */
  restore(restoring: readonly RestoringRequest[], present: number): void {
    const restored = new Set(restoring.map(({ run }) => run));
    const asked = this.unanswered
      .filter(({ request }) => !("run" in request && restored.has(request.run)))
      .filter(({ request }) => request.kind !== "swap");
    this.close();
    for (const request of restoring) {
      if (request.run === present) this.ask(request);
      else this.tell(request);
    }
    for (const { request, ...asking } of asked) this.ask(request, asking);
  }

  /** What was asked does not matter any more. */
  awaitNothing(): void {
    this.await([]);
  }

  /** Gives the thread up, with all that was asked of it. */
  close(): void {
    this.awaitNothing();
    this.link.close();
  }

  private await(asked: readonly Asked[]): void {
    this.unanswered = asked;
    const awaiting = asked.length > 0;
    if (useTraining.getState().awaiting !== awaiting) useTraining.setState({ awaiting });
  }
}
