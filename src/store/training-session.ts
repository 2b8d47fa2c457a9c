import { create } from "zustand";
import type { BackflowDocument } from "@/graph";
import type { NodeMoment, RunPicture, RunRequest, UnitEvent } from "@/training";

/** Where a run is computed. */
export interface TrainingThread {
  readonly host: "worker" | "page";
  send(request: RunRequest): void;
  close(): void;
}

/** Who hears of a run. */
export interface TrainingListener {
  show(picture: RunPicture): void;
  /** The thread could not be started, or has died. */
  lost(): void;
}

/** How fast a run is shown: iterations a second, an epoch a frame, or as fast as it is computed. */
export const TRAINING_SPEEDS = [
  { value: "slow", label: "2 / s", iterations: 2 },
  { value: "steady", label: "20 / s", iterations: 20 },
  { value: "frames", label: "60 / s", iterations: 60 },
  { value: "full", label: "full", iterations: null },
] as const;
export type TrainingSpeed = (typeof TRAINING_SPEEDS)[number]["value"];

/** The losses of a run, as a plot reads them. The arrays grow at their end; `count` says how far they are filled. */
export interface LossSeries {
  readonly first: number;
  readonly stride: number;
  readonly least: Float64Array;
  readonly greatest: Float64Array;
  readonly count: number;
  /** Four numbers each: epoch, t, training, validation. */
  readonly epochs: Float64Array;
  readonly epochCount: number;
}

/** What became of the nodes of a run. */
export interface NodeSeries {
  readonly moments: readonly NodeMoment[];
  readonly events: readonly UnitEvent[];
}

/** A run that another one was forked from, or that was before an edit: it stays beside that one, pale. */
export interface GhostRun {
  readonly run: number;
  /** What was different in it: "η 0.1". */
  readonly label: string;
  readonly losses: LossSeries;
  readonly nodes: NodeSeries | null;
  readonly picture: RunPicture;
  /** The document as it was at that picture. */
  readonly document: BackflowDocument;
}

/** The update of one parameter by the next mini-batch, line by line. */
export interface ShownUpdate {
  /** Its index among the parameters of the plan. */
  readonly parameterIndex: number;
  readonly name: string;
  readonly lines: readonly {
    readonly title: string;
    /** LaTeX of what the line computes. */
    readonly target: string;
    /** LaTeX of the whole line, with its numbers. */
    readonly latex: string;
    /** The same, with what comes out of it alone. */
    readonly brief: string;
    readonly value: number;
  }[];
}

/** The run of the present document. It is made from the document, and no part of it. */
export interface TrainingSession {
  /** The newest picture; null where there is no run. */
  readonly picture: RunPicture | null;
  /** The numbers that stood in the document before the first iteration of all; null where there is no run. */
  readonly beginning: BackflowDocument["numbers"] | null;
  readonly losses: LossSeries | null;
  readonly nodes: NodeSeries | null;
  readonly ghost: GhostRun | null;
  /** Does it run, as far as the user is concerned? */
  readonly running: boolean;
  /** Is a picture still awaited for what was asked of the run? It may change the document: after a pause, say, by the last iterations. */
  readonly awaiting: boolean;
  readonly speed: TrainingSpeed;
  /** Lines of the update that are shown, inside an iteration; null while it is in the other three parts. */
  readonly updateStep: number | null;
  /** The update that is written out; null where none is. */
  readonly update: ShownUpdate | null;
  /** Is the playhead on its way through an iteration? Then the stage speaks of the graph. */
  readonly inside: boolean;
  /** By how much each of the P parameters was changed by iteration t, where the picture before was that of t − 1. */
  readonly deltas: Float64Array | null;
  /** Which parameter the update is shown for, as an index in the plan’s parameters; null: the one of the largest |g|. */
  readonly parameter: number | null;
  /** What there is to say about the run. */
  readonly word: string | null;
  /** Why a run goes no further by itself, and where: it is said while the run stands there. */
  readonly ending: { readonly run: number; readonly t: number; readonly word: string } | null;
  /** L before and after the last single iteration. */
  readonly lossStep: { readonly before: number; readonly after: number; readonly t: number } | null;
}

/** Before the first iteration of a training, and after its document is left. */
export const NO_TRAINING: TrainingSession = {
  picture: null,
  beginning: null,
  losses: null,
  nodes: null,
  ghost: null,
  running: false,
  awaiting: false,
  speed: "frames",
  updateStep: null,
  update: null,
  inside: false,
  deltas: null,
  parameter: null,
  word: null,
  ending: null,
  lossStep: null,
};

/** Its pictures come with every frame, so it is a store of its own: nothing else of the page listens to it. */
export const useTraining = create<TrainingSession>()(() => NO_TRAINING);

/** What drives the training while its face of the pane is open. */
export interface TrainingControls {
  toggle(): void;
  step(direction: 1 | -1): void;
  iterate(direction: 1 | -1): void;
  /** Shows the page as it was at an iteration. */
  seek(t: number): void;
  /** Shows the graph's own run of the shown iteration as far as a step, from 1. */
  showStep(playhead: number): void;
  /** Shows the update of the shown iteration as far as a line, from 1. */
  showUpdate(line: number): void;
  toStart(): void;
  toEnd(): void;
}
