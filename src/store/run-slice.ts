import {
  type Evaluated,
  planOf,
  playheadAtStep,
  type Statistics,
  stepNumberAt,
  traceOf,
} from "@/engine";
import { type Entry, FIRST_ENTRY } from "@/explain";
import type { BackflowDocument } from "@/graph";
import { keptKey, pageKey, passingKey } from "./state-key";
import type { TrainingControls } from "./training-session";

const traceOfDocument = (document: BackflowDocument) => traceOf(planOf(document.graph));

/** How the run is played, and where it stands. */
export const runSlice = {
  /** Where the run stands: 0 before the first step, k after the first k. */
  playhead: keptKey({
    name: "step",
    shared: true,
    write: (playhead: number, document) => stepNumberAt(traceOfDocument(document), playhead),
    isKept: Number.isInteger,
    read: (step = 0, document) => playheadAtStep(traceOfDocument(document), step),
  }),
  playing: passingKey<boolean>(false),
  /** Times the ordinary speed. */
  speed: pageKey<number>(1),
  /** Are the seed and the derivatives of inputs, targets and constants steps of their own? */
  showOptional: pageKey<boolean>(false),
  /** The sample i that is shown, from 0. */
  sample: keptKey({
    name: "sample",
    shared: true,
    write: (sample: number) => sample,
    isKept: Number.isInteger,
    read: (sample = 0, { data }) => Math.max(0, Math.min(data.rows - 1, sample)),
  }),
  /** What was computed in slices over all training rows, and of what: it may be of a document that is past. */
  statistics: passingKey<{
    readonly of: Evaluated;
    readonly statistics: Statistics;
  } | null>(null),
  /** What drives the training; null where its face of the pane is closed, or not there yet. */
  trainer: pageKey<TrainingControls | null>(null),
  /** Which of the numbers of a step the stage shows, where it has several: kept from step to step. */
  entry: passingKey<Entry>(FIRST_ENTRY),
};
