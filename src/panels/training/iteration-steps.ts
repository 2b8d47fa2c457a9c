import { documentOf, traceOfState, useBackflow, useTraining } from "@/store";
import type { RunPicture } from "@/training";
import { updateOf } from "./update";

/** What moves a run by more than a step inside an iteration. */
interface RunMoves {
  /** One iteration on; then something is done with the picture of it. */
  goOn(then: (picture: RunPicture) => void): void;
  seek(t: number): void;
}

/** The inside of an iteration, step by step: the three parts of the run of the graph, then the lines of the update. */
export class IterationSteps {
  constructor(private readonly run: RunMoves) {}

  /** From the picture that is shown; `begins` where it is the first one of a run. */
  next(picture: RunPicture, begins: boolean): void {
    if (begins) this.begin(picture);
    const state = useBackflow.getState();
    if (state.playhead < traceOfState(state).steps.length) {
      if (state.playhead === 0) showRowOfBatch(picture);
      useTraining.setState({ inside: true });
      state.step(1);
      return;
    }
    const { updateStep, parameter } = useTraining.getState();
    const next = (updateStep ?? 0) + 1;
    const update = updateOf(documentOf(state), picture, parameter);
    if (next <= update.lines.length) {
      useTraining.setState({ updateStep: next, update });
      return;
    }
    useTraining.setState({ updateStep: null });
    this.run.goOn((after) => this.begin(after));
  }

  /** To a step of the graph's own run, from 1. */
  toStep(picture: RunPicture, playhead: number): void {
    const state = useBackflow.getState();
    if (state.playhead === 0) showRowOfBatch(picture);
    useTraining.setState({ inside: true, updateStep: null });
    state.seek(playhead);
  }

  /** To a line of the update, from 1, with all of the graph's own steps behind it. */
  toUpdate(picture: RunPicture, line: number): void {
    const state = useBackflow.getState();
    if (state.playhead === 0) showRowOfBatch(picture);
    state.toEnd();
    const update = updateOf(documentOf(state), picture, useTraining.getState().parameter);
    const updateStep = Math.max(1, Math.min(update.lines.length, line));
    useTraining.setState({ inside: true, updateStep, update });
  }

  previous(): void {
    const state = useBackflow.getState();
    const { updateStep, picture } = useTraining.getState();
    if (updateStep !== null) {
      useTraining.setState({ updateStep: updateStep > 1 ? updateStep - 1 : null });
    } else if (state.playhead > 0) {
      state.step(-1);
    } else if (picture && picture.t > picture.first) {
      this.run.seek(picture.t - 1);
      state.toEnd();
    }
  }

  private begin(picture: RunPicture): void {
    useTraining.setState({ inside: false });
    useBackflow.getState().toStart();
    showRowOfBatch(picture);
  }
}

function showRowOfBatch({ queue }: RunPicture): void {
  const [row] = queue;
  if (row !== undefined) useBackflow.getState().setSample(row);
}
