import type { BackflowDocument } from "@/graph";
import type { TrainingSettings } from "@/optimizers";
import { documentOf, useBackflow, useTraining } from "@/store";
import {
  firstMoment,
  forkStart,
  graphModel,
  iterationsToEndOf,
  type RunPicture,
  startOf,
  trainingProblem,
} from "@/training";
import type { PlottedRun } from "./plotted-run";
import { methodText } from "./setting-words";

type Numbers = BackflowDocument["numbers"];

/**
 * Are most of the parameters others than those of a picture, as when they are drawn anew or taken from a file? Then nothing
 * of its run goes on: two starts are compared from iteration 0.
 */
export function isDrawnAnew(
  document: BackflowDocument,
  { parameters }: Pick<RunPicture, "parameters">,
): boolean {
  const { initial } = graphModel(document);
  const others = initial.filter((value, index) => value !== parameters[index]);
  return others.length > initial.length / 2;
}

/** After an edit of settings or numbers: does the next run go on from the picture that is shown, or begin anew? */
export function nextRun(
  picture: Pick<RunPicture, "t" | "parameters">,
  document: BackflowDocument,
  beginning: Numbers | null,
): "fork" | "begin" {
  const goesOn = document.numbers !== beginning && !isDrawnAnew(document, picture);
  return picture.t > 0 && goesOn ? "fork" : "begin";
}

/** What was found last for a picture, and from what. */
interface Found {
  readonly document: BackflowDocument;
  readonly beginning: Numbers | null;
  readonly coming: RunPicture | null;
}

const found = new WeakMap<RunPicture, Found>();

/**
 * What the next iteration goes on from: the picture that is shown, or, where settings or numbers were changed since, the
 * first one of the run that begins with them. Null where there is no run, or none can begin with what is set.
 */
export function comingPicture({ session, document }: PlottedRun): RunPicture | null {
  const { picture, beginning } = session;
  // While it goes on the document follows, and an answer that is awaited says more than what is shown.
  if (!picture || session.running || session.awaiting || picture.running) return picture;
  const before = found.get(picture);
  if (before && before.beginning === beginning && isAlike(before.document, document)) {
    return before.coming;
  }
  const coming = comingOf(document, picture, beginning);
  found.set(picture, { document, beginning, coming });
  return coming;
}

/** The same, at once: also while the run goes on. */
export function useComingPicture(): RunPicture | null {
  const document = useBackflow(documentOf);
  return useTraining((session) => comingPicture({ session, document }));
}

/** Do they make the same run? Another title or another place of a node changes nothing. */
function isAlike(one: BackflowDocument, other: BackflowDocument): boolean {
  return (
    one.graph === other.graph &&
    one.data === other.data &&
    one.numbers === other.numbers &&
    one.training === other.training
  );
}

function comingOf(
  document: BackflowDocument,
  picture: RunPicture,
  beginning: Numbers | null,
): RunPicture | null {
  const { training } = document;
  if (trainingProblem(document, training) !== null) return null;
  const model = graphModel(document);
  const { initial } = model;
  const isSameMethod = methodText(picture.settings) === methodText(training);
  const goesOn =
    isSameMethod && initial.every((value, index) => value === picture.parameters[index]);
  if (goesOn) return withLimits(picture, training, model.rows);
  const start =
    nextRun(picture, document, beginning) === "fork"
      ? forkStart(picture, training, initial)
      : startOf(initial);
  return { ...picture, ...firstMoment(model, training, start) };
}

/** The same run, which may end at another iteration: its thread is told when it goes on. */
function withLimits(picture: RunPicture, settings: TrainingSettings, rows: number): RunPicture {
  const { epochs, patience } = settings;
  const { t, cursor, stop } = picture;
  if (epochs === picture.settings.epochs && patience === picture.settings.patience) return picture;
  const size = settings.batchSize === "all" ? rows : Math.min(settings.batchSize, rows);
  const last = t + iterationsToEndOf(epochs - 1, cursor, rows, size);
  const goesOn =
    (stop?.kind === "finished" && t < last) || (stop?.kind === "early" && patience === null);
  return { ...picture, settings, last, stop: goesOn ? null : stop };
}
