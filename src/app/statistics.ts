import { StatisticsRun } from "@/engine";
import { documentOf, evaluationOf, useBackflow } from "@/store";

/** Milliseconds that a slice may take, so that a frame has room for what else it does. */
const SLICE = 8;
/** The run over all rows begins once a dragged number rests this long, in milliseconds. */
const REST = 60;

/**
 * Goes through the training rows of a document between frames, where that takes longer than one: L, means and what is
 * dead come when all rows are through. Another document, or another number in it, begins anew. Returns what stops it.
 */
export function startStatistics(): () => void {
  const run = new StatisticsRun();
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const goOn = (): void => {
    waiting = undefined;
    const end = performance.now() + SLICE;
    do {
      const statistics = run.advance();
      if (!statistics) continue;
      const { graph, numbers, data } = documentOf(useBackflow.getState());
      useBackflow.getState().setStatistics({ graph, numbers, data }, statistics);
      return;
    } while (performance.now() < end);
    waiting = setTimeout(goOn);
  };

  const begin = (): void => {
    const document = documentOf(useBackflow.getState());
    // What was left off is gone on with.
    if (!run.isOf(document)) run.start(document);
    goOn();
  };

  const follow = (): void => {
    const state = useBackflow.getState();
    if (waiting !== undefined && run.isOf(documentOf(state))) return;
    clearTimeout(waiting);
    waiting = evaluationOf(state).statistics === null ? setTimeout(begin, REST) : undefined;
  };

  const stopWatching = useBackflow.subscribe((state, previous) => {
    if (documentOf(state) !== documentOf(previous)) follow();
  });
  follow();
  return () => {
    stopWatching();
    clearTimeout(waiting);
  };
}
