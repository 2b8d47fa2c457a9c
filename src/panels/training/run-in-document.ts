import { planOf } from "@/engine";
import { type BackflowDocument, success } from "@/graph";
import { documentOf, type GhostRun, useBackflow, useTraining } from "@/store";
import { numbersWith, type RunPicture, type RunRequest, type RunStart } from "@/training";
import { nextRun } from "./coming-picture";
import { baseOf, keepBeside, labelBeside, type RunBase, withRunBeside } from "./run-beside";
import type { Claim, RestoringRequest } from "./run-thread";
import { methodText } from "./setting-words";

/** In what the present document is no longer the one that the run is of. */
export type Departure = "opened" | "graph" | "numbers" | "settings";

/** Would they make the same run, but for the numbers that it begins with? */
function hasSameMethod(one: RunBase, other: RunBase): boolean {
  return (
    one.graph === other.graph &&
    one.data === other.data &&
    methodText(one.training) === methodText(other.training)
  );
}

/** The bond between a run and the document: which run is the document's, and whose numbers belong into it. */
export class RunInDocument {
  private base: RunBase | null = null;
  /** Is the run of the thread the one that stays beside, because its graph was edited? Then a new one is to be begun. */
  private isShelved = false;
  private opened = useBackflow.getState().opened;
  private run = 0;
  /** Runs that were begun: each has a number of its own. */
  private runs = 0;
  /** The iteration that its thread was at last, and of which run. */
  private reached = { run: 0, t: 0 };
  /** Where the nodes of the run's graph stood last. */
  private layout: BackflowDocument["layout"] | null = null;
  /**
   * Numbers that stood in the document, and at which iteration of which runs: an undo may bring them back. Those that a
   * fork begins with are of the run that it has left as well.
   */
  private readonly iterations = new WeakMap<BackflowDocument["numbers"], Map<number, number>>();
  /** Where the present run and the one beside it begin, by their numbers, as far as a picture has told it. */
  private readonly starts = new Map<number, RunStart>();
  /** The numbers that stood in the document before the first iteration of all, by runs: a fork has those of the run that it left. */
  private readonly beginnings = new Map<number, BackflowDocument["numbers"]>();

  /** The number of the present run: pictures of others are of no interest. */
  get number(): number {
    return this.run;
  }

  /** The numbers that the training began with, before the first fork that led to the present run. */
  get beginning(): BackflowDocument["numbers"] | null {
    return this.beginnings.get(this.run) ?? null;
  }

  /** The same, where the present run is a fork and begins with others. */
  beginningOfFork({ first }: Pick<RunPicture, "first">): BackflowDocument["numbers"] | null {
    return first > 0 ? this.beginning : null;
  }

  /**
   * What makes the thread hold a run of the document as it is: a new one, a fork, or other limits; null where it does
   * already. Where the present run is left, it stays beside.
   */
  requestFor(document: BackflowDocument): RunRequest | null {
    const { base } = this;
    const { graph, data, numbers, training, pauses } = document;
    const whole = { document: { graph, data, numbers }, settings: training, pauses };
    let request: RunRequest | null = null;
    if (!base) {
      request = { kind: "begin", run: this.newRun(), ...whole, keep: this.isShelved };
      this.isShelved = false;
    } else if (base.numbers !== numbers || methodText(base.training) !== methodText(training)) {
      const { picture } = useTraining.getState();
      const { beginning } = this;
      const kind = picture ? nextRun(picture, document, beginning) : "begin";
      const keep = this.keepBeside(document);
      useTraining.setState({ losses: null, nodes: null });
      request = { kind, run: this.newRun(), ...whole, keep };
      if (kind === "fork" && beginning) this.beginnings.set(this.run, beginning);
    } else if (base.training !== training || base.pauses !== pauses) {
      request = limitsOf(document);
    }
    if (request?.kind === "begin") this.beginnings.set(this.run, numbers);
    if (request && request.kind !== "limits") {
      this.opened = useBackflow.getState().opened;
      useTraining.setState({ updateStep: null, beginning: this.beginning });
      labelBeside(document);
      this.remember(numbers, 0);
    }
    this.base = baseOf(document);
    return request;
  }

  /**
   * Puts the numbers of a picture into the document, as one undo for the whole run. False where they do not belong there
   * any more; numbers that are not those of the run are replaced only where its claim names them.
   */
  put(picture: RunPicture, { follows, over }: Claim): boolean {
    const { base } = this;
    const state = useBackflow.getState();
    const document = documentOf(state);
    if (!base || state.opened !== this.opened) return false;
    if (document.graph !== base.graph || document.data !== base.data) return false;
    if (this.iterationOf(document.numbers, picture) === picture.t) {
      this.base = { ...base, numbers: document.numbers };
      return true;
    }
    if (follows) return false;
    if (document.numbers !== base.numbers && !over.includes(document.numbers)) return false;
    const first = useTraining.getState().picture === null && picture.t === picture.first;
    if (first) return true;
    const plan = planOf(document.graph);
    const numbers = numbersWith(plan, document.numbers, picture.parameters);
    this.base = { ...base, numbers };
    this.remember(numbers, picture.t);
    const gesture = `training-${this.opened}-${this.run}`;
    state.apply(success({ ...document, numbers }), { gesture });
    return true;
  }

  /** The iteration of a picture's run at which these numbers stood in the document; null where they are not of it. */
  iterationOf(
    numbers: BackflowDocument["numbers"],
    { run, first }: Pick<RunPicture, "run" | "first">,
  ): number | null {
    const t = this.iterations.get(numbers)?.get(run);
    return t !== undefined && run === this.run ? Math.max(first, t) : null;
  }

  /** What leads the thread to the iteration of the present run that the document holds; null where it holds none, or that is shown. */
  requestToFollow(picture: RunPicture | null): RunRequest | null {
    const { base, reached, run } = this;
    const { graph, data, numbers } = documentOf(useBackflow.getState());
    const t = this.iterations.get(numbers)?.get(run);
    if (!base || graph !== base.graph || data !== base.data || t === undefined) return null;
    const isReached = picture?.run === run && reached.run === run && reached.t === picture.t;
    if (isReached && picture.t === Math.max(picture.first, t)) return null;
    return { kind: "seek", t };
  }

  /**
   * Is the document, by its graph, rows, settings and numbers, at an iteration of the run beside, and not of the present one?
   * Where that is shelved, not where it begins: there another one may begin as well.
   */
  holdsRunBeside(): boolean {
    const { ghost } = useTraining.getState();
    const document = documentOf(useBackflow.getState());
    const runs = this.iterations.get(document.numbers);
    const t = ghost ? runs?.get(ghost.run) : undefined;
    if (!ghost || t === undefined || !hasSameMethod(document, ghost.document)) return false;
    if (!this.base) return this.isShelved && t > ghost.picture.first;
    return !(runs?.has(this.run) && hasSameMethod(document, this.base));
  }

  /** Remembers where the thread is, and where a run begins, for the day its thread is gone. */
  note({ run, t, start }: RunPicture): void {
    if (run === this.run) this.reached = { run, t };
    if (!start) return;
    const beside = useTraining.getState().ghost?.run;
    for (const known of this.starts.keys()) {
      if (known === this.run || known === beside) continue;
      this.starts.delete(known);
      this.beginnings.delete(known);
    }
    this.starts.set(run, start);
  }

  /** What makes a new thread hold the run beside and the present one, as they are shown: those that the old one held. */
  restoring(): readonly RestoringRequest[] {
    const { ghost, picture } = useTraining.getState();
    const beside = ghost && this.again(ghost.document, ghost.picture, false);
    if (ghost && !beside) useTraining.setState({ ghost: null });
    const isShown = picture?.run === this.run;
    const present = isShown && this.base && this.again(this.base, picture, beside !== null);
    return [beside, present].filter((request) => !!request);
  }

  private again(
    { graph, data, numbers, training, pauses }: RunBase,
    { run, newest, t }: RunPicture,
    keep: boolean,
  ): RestoringRequest | null {
    const start = this.starts.get(run);
    const document = { graph, data, numbers };
    return start
      ? { kind: "again", run, document, settings: training, pauses, start, newest, t, keep }
      : null;
  }

  /** What was changed since the last picture, the gravest first; null where nothing was that the run depends on. */
  departure(): Departure | null {
    const state = useBackflow.getState();
    if (state.opened !== this.opened) {
      this.opened = state.opened;
      return "opened";
    }
    const { base } = this;
    if (!base) return null;
    const { graph, data, numbers, training, layout } = documentOf(state);
    if (graph !== base.graph || data !== base.data) return "graph";
    this.layout = layout;
    if (numbers !== base.numbers) return "numbers";
    return methodText(training) === methodText(base.training) ? null : "settings";
  }

  /**
   * The run stays beside, without a present one; where nothing of it is to be seen, that which is beside stays. Returns what
   * tells the thread so; null where it holds nothing more: it may go.
   */
  shelve(): RunRequest | null {
    const isKept = this.keepBeside(documentOf(useBackflow.getState()));
    const { ghost } = useTraining.getState();
    this.base = null;
    this.isShelved = ghost !== null;
    // Else it would go on unseen, and stand somewhere else when it is shown again.
    if (isKept) return { kind: "pause" };
    return ghost && { kind: "swap", exchanges: true };
  }

  /** Gives the parameters that the present graph has in common with a run's the numbers that the run began with. */
  putStartOf({ run }: GhostRun): void {
    const beginning = this.beginnings.get(run);
    const state = useBackflow.getState();
    const document = documentOf(state);
    if (!beginning) return;
    const { graph, slots } = planOf(document.graph);
    const numbers = new Map(document.numbers);
    for (const [index, { id }] of graph.nodes.entries()) {
      const [own, first] = [document.numbers.get(id), beginning.get(id)];
      if ((slots[index]?.parameters ?? -1) < 0 || !own || !first) continue;
      if (haveSameShape(own, first)) numbers.set(id, first);
    }
    state.apply(success({ ...document, numbers }));
  }

  /**
   * The run beside becomes the document's, and the present one stays beside. Where the document is not there yet, it is
   * `led` there as one undo. Returns what makes the thread do so, and show the iteration that the document holds.
   */
  exchange(
    ghost: GhostRun,
    led: boolean,
  ): { readonly swap: RunRequest; readonly seek: RunRequest } {
    const exchanges = !this.isShelved;
    const state = useBackflow.getState();
    const before = documentOf(state);
    const after = led ? withRunBeside(before, ghost) : before;
    if (!exchanges || !this.keepBeside(before)) useTraining.setState({ ghost: null });
    this.isShelved = false;
    this.base = baseOf(after);
    this.run = ghost.run;
    const { picture } = ghost;
    this.reached = picture;
    useTraining.setState({ ...NO_PRESENT_RUN, picture, beginning: this.beginning });
    if (led) state.apply(success(after));
    labelBeside(after);
    const t = this.iterationOf(after.numbers, picture) ?? picture.t;
    return { swap: { kind: "swap", exchanges }, seek: { kind: "seek", t } };
  }

  /** Nothing is known of any run any more. */
  forget(): void {
    this.base = null;
    this.isShelved = false;
    this.layout = null;
    this.starts.clear();
    this.beginnings.clear();
  }

  private newRun(): number {
    this.run = ++this.runs;
    return this.run;
  }

  /** These numbers stand in the document at iteration t of the present run. */
  private remember(numbers: BackflowDocument["numbers"], t: number): void {
    const runs = this.iterations.get(numbers) ?? new Map<number, number>();
    this.iterations.set(numbers, runs.set(this.run, t));
  }

  private keepBeside(document: BackflowDocument): boolean {
    const layout = this.layout ?? document.layout;
    return keepBeside(this.run, this.base, { ...document, layout });
  }
}

type NodeNumbers = NonNullable<ReturnType<BackflowDocument["numbers"]["get"]>>;

/** Do the numbers of two nodes stand in arrays of the same lengths? */
function haveSameShape(one: NodeNumbers, other: NodeNumbers): boolean {
  if (one.kind === "leaf" && other.kind === "leaf") {
    return one.values.length === other.values.length;
  }
  if (one.kind !== "linear" || other.kind !== "linear") return false;
  const lengths = ({ beta, omega }: typeof one) =>
    [beta.length, ...omega.map((block) => `${block.length}×${block[0]?.length}`)].join();
  return lengths(one) === lengths(other);
}

/** A session without anything of a present run; what stays beside stays. */
export const NO_PRESENT_RUN = {
  picture: null,
  beginning: null,
  ending: null,
  losses: null,
  nodes: null,
  updateStep: null,
  update: null,
  inside: false,
  deltas: null,
  lossStep: null,
} as const;

/** Puts the numbers that the training began with into the document. */
export function putBack(beginning: BackflowDocument["numbers"] | null): void {
  const state = useBackflow.getState();
  const document = documentOf(state);
  if (beginning && document.numbers !== beginning)
    state.apply(success({ ...document, numbers: beginning }));
}

/** The document stands at the start of its training, without a run. */
export function backAtStart(word: string): void {
  const state = useBackflow.getState();
  useTraining.setState({ word: null });
  state.toStart();
  state.say(word);
}

/** What tells a run that goes on when to end and when to pause. */
export function limitsOf({ training, pauses }: BackflowDocument): RunRequest {
  const { epochs, patience } = training;
  return { kind: "limits", epochs, patience, pauses };
}
