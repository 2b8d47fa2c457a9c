import type { Services, TrainingThread } from "@/store";
import type { RunPicture, RunRequest } from "@/training";

/** What is heard over the link. */
export interface LinkListener {
  show(picture: RunPicture): void;
  /** The worker could not be started, or has died: what it held is gone. */
  lost(): void;
  /** The browser has no worker for it, or lets the page have none: it is computed on the page. */
  onPage(): void;
  /** The part that trains could not be fetched. */
  missing(): void;
}

/** The way to the thread that computes the run. It is started when something is asked; what is asked meanwhile waits. */
export class ThreadLink {
  private thread: TrainingThread | null = null;
  private readonly waiting: RunRequest[] = [];
  /** Counts threads: one that was given up is heard no more. */
  private connection = 0;
  private host: "worker" | "page" = "worker";
  private asked = 0;

  constructor(
    private readonly services: Services,
    private readonly listener: LinkListener,
  ) {}

  /** How much was asked of the present thread; a picture says how much of it has been heard. */
  get requests(): number {
    return this.asked;
  }

  send(request: RunRequest): void {
    this.asked++;
    if (this.thread) {
      this.thread.send(request);
      return;
    }
    this.waiting.push(request);
    if (this.waiting.length === 1) void this.connect();
  }

  /** The last picture is drawn. */
  seen(): void {
    this.thread?.send({ kind: "seen" });
  }

  /** Gives the thread up, with all that was asked of it. */
  close(): void {
    this.connection++;
    this.waiting.length = 0;
    this.asked = 0;
    this.thread?.close();
    this.thread = null;
  }

  private async connect(): Promise<void> {
    const connection = ++this.connection;
    const isPresent = () => connection === this.connection;
    const heard = {
      show: (picture: RunPicture) => {
        if (isPresent()) this.listener.show(picture);
      },
      lost: () => {
        if (!isPresent()) return;
        // The next thread is the page itself.
        this.host = "page";
        this.listener.lost();
      },
    };
    const thread = await this.services.startTraining(heard, this.host);
    if (!isPresent()) {
      thread?.close();
      return;
    }
    if (!thread) {
      this.listener.missing();
      return;
    }
    if (thread.host !== this.host) {
      this.host = thread.host;
      this.listener.onPage();
    }
    this.thread = thread;
    for (const request of this.waiting.splice(0)) thread.send(request);
  }
}
