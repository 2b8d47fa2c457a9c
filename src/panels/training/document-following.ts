import type { BackflowDocument } from "@/graph";
import { documentOf, type GhostRun, useBackflow, useTraining } from "@/store";
import type { RunRequest } from "@/training";
import { isDrawnAnew } from "./coming-picture";
import type { RunInDocument } from "./run-in-document";
import type { RunRequests } from "./run-requests";

/** What becomes of the run. */
interface Reactions {
  pause(word: string): void;
  /** It is no longer one of the graph or the rows. */
  shelve(): void;
  /** Another document was opened. */
  drop(): void;
}

const present = (): BackflowDocument => documentOf(useBackflow.getState());

/** An edit during a run pauses it with a word; another document ends it; an undo leads to what it brings back. */
export class DocumentFollowing {
  /** The numbers of the document that an edit or an undo has led away from what is shown, once it is said. */
  private departed: BackflowDocument["numbers"] | null = null;
  /** What was said of the iteration that an undo led to. */
  private said: string | null = null;
  private readonly stopListening: () => void;

  constructor(
    private readonly held: RunInDocument,
    private readonly requests: RunRequests,
    private readonly reactions: Reactions,
  ) {
    this.stopListening = useBackflow.subscribe(() => this.watch());
  }

  close(): void {
    this.stopListening();
  }

  /**
   * Shows what the document holds, where that is an iteration of the present run or of the one beside, and another is
   * shown: after an undo or a redo. Nothing is written; what is edited meanwhile stays.
   */
  follow(): void {
    const { ghost, picture } = useTraining.getState();
    if (!this.requests.isAnswered || this.requests.isLedInVain) return;
    if (ghost && this.held.holdsRunBeside()) {
      this.exchange(ghost, "follows");
      // What was said when it was shelved is behind it.
      if (!picture) useTraining.setState({ word: null });
      return;
    }
    const request = this.held.requestToFollow(picture);
    if (request) this.lead(request);
  }

  /** The run beside and the present one change places; the document is led there, or was there before. */
  exchange(ghost: GhostRun, document: "led" | "follows"): void {
    const { swap, seek } = this.held.exchange(ghost, document === "led");
    this.requests.follow(swap);
    this.lead(seek);
  }

  private watch(): void {
    const departure = this.held.departure();
    const { numbers } = present();
    if (departure === "opened") {
      this.reactions.drop();
      return;
    }
    if (departure === null) this.departed = null;
    else if (this.held.holdsRunBeside()) {
      this.leave(numbers, "Paused: the run that stood beside is shown again.");
    } else if (departure === "graph") {
      const { running } = useTraining.getState();
      this.reactions.shelve();
      const word =
        "The graph or its rows were changed, so the run before stays beside. Run begins a new run from here, Run again from the start one from where that run began.";
      useTraining.setState({
        word: running ? `Paused: ${word[0]?.toLowerCase()}${word.slice(1)}` : word,
      });
      return;
    } else if (departure === "settings") {
      this.reactions.pause(
        "Paused: the settings were changed. Run goes on from here, as a fork of this run.",
      );
    } else {
      const { picture, running } = useTraining.getState();
      const t = picture && this.held.iterationOf(numbers, picture);
      if (t !== null) this.leave(numbers, `Paused: the numbers of iteration ${t} are back.`);
      else if (running)
        this.reactions.pause(
          picture && isDrawnAnew(present(), picture)
            ? "Paused: the weights are others. Run begins a new run from them, and this one stays beside."
            : "Paused: a number was changed. Run goes on from here, as a fork of this run.",
        );
    }
    this.follow();
  }

  /** The document has gone to another iteration: what was pressed before is not wanted any more. */
  private leave(numbers: BackflowDocument["numbers"], word: string): void {
    const isNews = numbers !== this.departed;
    this.departed = numbers;
    if (isNews) {
      const { running, word: shown } = useTraining.getState();
      // What was said of another iteration is behind it.
      if (!running && shown === this.said) useTraining.setState({ word: null });
      this.said = running ? word : null;
    }
    this.reactions.pause(word);
    if (!isNews) return;
    this.requests.turns.takeBack();
  }

  /** Leads the run to what the document holds. */
  private lead(request: RunRequest): void {
    useTraining.setState({ updateStep: null, inside: false, lossStep: null });
    this.requests.follow(request);
  }
}
