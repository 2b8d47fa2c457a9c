import { type Services, useTraining } from "@/store";
import type { RunPicture, RunRequest } from "@/training";
import type { RestoringRequest } from "./run-in-document";
import { type LinkListener, ThreadLink } from "./thread-link";

/** The thread as the page needs it: what was asked of one that dies is asked again of the next one. */
export class RunThread {
  private readonly link: ThreadLink;
  /** What was asked since the last answer. */
  private readonly unanswered: RunRequest[] = [];

  constructor(services: Services, listener: LinkListener) {
    this.link = new ThreadLink(services, listener);
  }

  ask(request: RunRequest): void {
    this.unanswered.push(request);
    if (!useTraining.getState().awaiting) useTraining.setState({ awaiting: true });
    this.link.send(request);
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
    return heard === this.link.requests && !running;
  }

  awaitNothing(): void {
    this.unanswered.length = 0;
    useTraining.setState({ awaiting: false });
  }

  /** Makes the next thread hold what the last one held, and asks it again what was not answered. */
  restore(restoring: readonly RestoringRequest[]): void {
    const restored = new Set(restoring.map(({ run }) => run));
    const asked = this.unanswered
      .filter((request) => !("run" in request && restored.has(request.run)))
      .filter(({ kind }) => kind !== "swap");
    this.close();
    for (const request of [...restoring, ...asked]) this.ask(request);
  }

  /** Gives the thread up, with all that was asked of it. */
  close(): void {
    this.awaitNothing();
    this.link.close();
  }
}
