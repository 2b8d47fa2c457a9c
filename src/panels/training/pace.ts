import { TRAINING_SPEEDS, useTraining } from "@/store";
import type { RunPicture, RunRequest } from "@/training";
import { FrameTask } from "@/ui";

/** After a sleep no more than this is made up for, in milliseconds. */
const LONGEST_FRAME = 250;

/** Where a run that has ended ends next: as many iterations on as it was to have. */
function goalAfter({ newest, last, first }: RunPicture): number {
  return newest + Math.max(1, last - first);
}

/** Has it come to its end by itself, and not to a condition that is behind it when it goes on? */
function hasRunOut({ stop }: RunPicture): boolean {
  return stop !== null && stop.kind !== "condition";
}

/** The way to what computes the run. */
interface Requests {
  ask(request: RunRequest): void;
  /** Has the picture come that was asked for last? Until then no more is asked for. */
  readonly isAnswered: boolean;
}

/** How fast a run goes on: so many iterations a second, each time the last ones are drawn, or as fast as they come. */
export class Pace {
  private lastTick = 0;
  private owed = 0;
  /** Where a run ends that goes on beyond its last epoch; null where it ends by itself. */
  private goal: number | null = null;
  private readonly ticking = new FrameTask("time", (now) => this.tick(now));

  constructor(private readonly requests: Requests) {}

  /** From the picture that is shown of the present run; null where there is none yet. */
  start(picture: RunPicture | null): void {
    this.owed = 0;
    this.goal = null;
    this.lastTick = performance.now();
    if (useTraining.getState().speed === "full") this.goOn(picture);
    else this.ticking.ask();
  }

  stop(): void {
    this.ticking.cancel();
  }

  hasEnded({ stop, newest }: RunPicture): boolean {
    return stop !== null || newest === this.goal;
  }

  private goOn(picture: RunPicture | null): void {
    const until = this.goal ?? (picture && hasRunOut(picture) ? goalAfter(picture) : null);
    this.goal = until;
    this.requests.ask({ kind: "go", until, beyondEnd: until !== null });
  }

  private tick(now: number): void {
    const { running, speed, picture } = useTraining.getState();
    if (!running) return;
    const pace = TRAINING_SPEEDS.find(({ value }) => value === speed)?.iterations ?? null;
    if (pace === null) {
      this.goOn(picture);
      return;
    }
    this.owed += (Math.min(LONGEST_FRAME, now - this.lastTick) / 1000) * pace;
    this.lastTick = now;
    const due = Math.floor(this.owed);
    if (due > 0 && picture && this.requests.isAnswered) {
      this.owed -= due;
      this.askFor(due, picture);
    }
    this.ticking.ask();
  }

  private askFor(due: number, picture: RunPicture): void {
    if (picture.t < picture.newest) {
      this.requests.ask({ kind: "seek", t: Math.min(picture.newest, picture.t + due) });
      return;
    }
    // What has ended by itself goes on for as long again.
    if (hasRunOut(picture) && this.goal === null) this.goal = goalAfter(picture);
    const until = Math.min(picture.newest + due, this.goal ?? Number.POSITIVE_INFINITY);
    this.requests.ask({ kind: "go", until, beyondEnd: this.goal !== null });
  }
}
