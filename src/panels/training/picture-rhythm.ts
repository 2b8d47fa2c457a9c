import { FrameTask } from "@/ui";

/** A frame that takes longer than this, in milliseconds, comes late. */
const LATE = 25;
/** After a picture that made a frame late, so many frames go by before the next one may come. */
const REST = 2;

/**
 * When the next picture of a run that trains at full speed may come: when the last one is drawn; and where drawing it
 * makes frames late, after a rest, in which the page hears what is pressed and goes on with what it has not drawn yet.
 */
export class PictureRhythm {
  /** Frames since the last picture was put into the page. */
  private since = 0;
  /** What putting it there took, in milliseconds. */
  private spent = 0;
  private isDue = false;
  private isHeavy = false;
  private lastFrame: number | null = null;
  private readonly frames = new FrameTask("rest", (now) => this.pass(now));

  /** `next` is called when the next picture may come. */
  constructor(private readonly next: () => void) {}

  /** A picture was put into the page, in so many milliseconds: the next frame draws it. */
  drawing(spent: number): void {
    if (!this.frames.isAsked) this.lastFrame = null;
    this.since = 0;
    this.spent = spent;
    this.isDue = true;
    this.frames.ask();
  }

  cancel(): void {
    this.frames.cancel();
    this.isDue = false;
    this.isHeavy = false;
  }

  private pass(now: number): void {
    const lasted = this.lastFrame === null ? 0 : now - this.lastFrame;
    this.lastFrame = now;
    this.since++;
    if (!this.isHeavy) this.isHeavy = lasted > LATE;
    else if (this.since === 2) this.isHeavy = this.spent + lasted > LATE;
    const comes = this.isDue && this.since > (this.isHeavy ? REST : 0);
    if (comes) this.isDue = false;
    // Once more, for how long the frame lasts that draws it.
    if (this.isDue || this.since < 2) this.frames.ask();
    if (comes) this.next();
  }
}
