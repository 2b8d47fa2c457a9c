import type { Part } from "@/engine";
import { type Entry, entryBeside, entryText, sampleText } from "@/explain";
import type { BackflowStore } from "../actions";
import { frameOf } from "../frame";
import { documentOf, hasTraining, traceOfState } from "../selectors";
import { TRAINING_SPEEDS, useTraining } from "../training-session";
import type { Command } from "./command";
import { type CommandTarget, nodeOf } from "./target";

/** How fast a run can be played, times the ordinary speed. */
export const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2, 4];

const hasReadyTraining = (state: BackflowStore): boolean =>
  hasTraining(state) && state.trainer !== null;

/** While Training stands beside the graph what plays the run drives it, and waits until it is there. */
const ofRun =
  (isPossible: (state: BackflowStore) => boolean) =>
  (state: BackflowStore): boolean =>
    hasTraining(state) ? hasReadyTraining(state) : isPossible(state);

const hasSteps = (state: BackflowStore): boolean => traceOfState(state).steps.length > 0;
const beforeEnd = (state: BackflowStore): boolean =>
  state.playhead < traceOfState(state).steps.length;
const afterStart = (state: BackflowStore): boolean => state.playhead > 0;

/** The next speed above or below, of the training while that has the keys, with what sets it; null where there is none. */
function nextSpeed(
  state: BackflowStore,
  direction: 1 | -1,
): { readonly name: string; set(): void } | null {
  if (!hasTraining(state)) {
    const { speed, setSpeed } = state;
    const next = SPEEDS[SPEEDS.indexOf(speed) + direction];
    return next === undefined ? null : { name: `${next}×`, set: () => setSpeed(next) };
  }
  const present = useTraining.getState().speed;
  const next =
    TRAINING_SPEEDS[TRAINING_SPEEDS.findIndex(({ value }) => value === present) + direction];
  if (next === undefined) return null;
  const name = next.iterations === null ? "full" : `${next.iterations} iterations a second`;
  return { name, set: () => useTraining.setState({ speed: next.value }) };
}

/** The playhead right after the step of a node in a part of the run; 0 where it has none. */
function playheadOfStep(state: BackflowStore, target: CommandTarget, part: Part): number {
  const node = nodeOf(state, target);
  if (node === null) return 0;
  return (
    traceOfState(state).steps.findIndex((step) => step.part === part && step.node === node) + 1
  );
}

function jump(name: string, part: Part) {
  return {
    name,
    group: "Run",
    icon: "jump",
    keys: [],
    when: (state, target) => playheadOfStep(state, target, part) > 0,
    perform: (state, _services, target) => state.seek(playheadOfStep(state, target, part)),
  } as const satisfies Command;
}

/** The playhead at the end of a part of the run; 0 where the run has none. */
function endOfPart(state: BackflowStore, part: Part): number {
  return traceOfState(state).steps.findLastIndex((step) => step.part === part) + 1;
}

function complete(name: string, key: string, part: Part) {
  return {
    name,
    group: "Run",
    icon: "to-end",
    keys: [{ key }],
    when: (state) => endOfPart(state, part) > 0 && (!hasTraining(state) || hasReadyTraining(state)),
    perform: (state) => {
      const end = endOfPart(state, part);
      if (hasTraining(state)) state.trainer?.showStep(end);
      else state.seek(end);
    },
  } as const satisfies Command;
}

const NOT_LOADED =
  "The part that writes equations could not be loaded: this page is offline. Try again when you are online.";

/** What plays the run and moves in it. */
export const runCommands = {
  play: {
    name: "Play or pause",
    group: "Run",
    icon: "play",
    keys: [{ key: " " }],
    when: ofRun(hasSteps),
    perform: (state) => {
      if (hasTraining(state)) state.trainer?.toggle();
      else state.togglePlaying();
    },
  },
  step: {
    name: "Step",
    group: "Run",
    icon: "step",
    keys: [{ key: "ArrowRight" }],
    when: ofRun(beforeEnd),
    perform: (state) => {
      if (hasTraining(state)) state.trainer?.step(1);
      else state.step(1);
    },
  },
  stepBack: {
    name: "Step back",
    group: "Run",
    icon: "step-back",
    keys: [{ key: "ArrowLeft" }],
    when: ofRun(afterStart),
    perform: (state) => {
      if (hasTraining(state)) state.trainer?.step(-1);
      else state.step(-1);
    },
  },
  nextIteration: {
    name: "Next iteration of the training",
    group: "Run",
    icon: "step",
    keys: [{ key: "ArrowRight", shift: true }],
    keysWhen: "while Training is open",
    when: hasReadyTraining,
    perform: ({ trainer }) => trainer?.iterate(1),
  },
  iterationBefore: {
    name: "Iteration before",
    group: "Run",
    icon: "step-back",
    keys: [{ key: "ArrowLeft", shift: true }],
    keysWhen: "while Training is open",
    when: hasReadyTraining,
    perform: ({ trainer }) => trainer?.iterate(-1),
  },
  toStart: {
    name: "To the start",
    group: "Run",
    icon: "to-start",
    keys: [{ key: "Home" }],
    when: ofRun(afterStart),
    perform: (state) => {
      if (hasTraining(state)) state.trainer?.toStart();
      else state.toStart();
    },
  },
  toEnd: {
    name: "To the end",
    group: "Run",
    icon: "to-end",
    keys: [{ key: "End" }],
    when: ofRun(beforeEnd),
    perform: (state) => {
      if (hasTraining(state)) state.trainer?.toEnd();
      else state.toEnd();
    },
  },
  completeForward: complete("Complete the forward pass", "1", "forward"),
  completeBackward: complete("Complete the backward pass", "2", "backward"),
  completePartials: complete("Complete the parameters", "3", "partials"),
  jumpToForward: jump("Jump to its value", "forward"),
  jumpToBackward: jump("Jump to its derivative", "backward"),
  slower: {
    name: "Play slower",
    group: "Run",
    icon: "slower",
    keys: [{ key: "," }],
    when: (state) => nextSpeed(state, -1) !== null,
    perform: (state) => changeSpeed(state, -1),
  },
  faster: {
    name: "Play faster",
    group: "Run",
    icon: "faster",
    keys: [{ key: "." }],
    when: (state) => nextSpeed(state, 1) !== null,
    perform: (state) => changeSpeed(state, 1),
  },
  nextSample: {
    name: "Next sample",
    group: "Run",
    icon: "chevron",
    keys: [{ key: "n" }],
    when: (state) => state.sample < documentOf(state).data.rows - 1,
    perform: (state) => changeSample(state, 1),
  },
  sampleBefore: {
    name: "Sample before",
    group: "Run",
    icon: "chevron-back",
    keys: [{ key: "n", shift: true }],
    when: (state) => state.sample > 0,
    perform: (state) => changeSample(state, -1),
  },
  nextUnit: {
    name: "Next unit of the step",
    group: "Run",
    icon: "chevron",
    keys: [{ key: "u" }],
    when: (state) => unitBeside(state, 1) !== null,
    perform: (state) => changeUnit(state, 1),
  },
  unitBefore: {
    name: "Unit before",
    group: "Run",
    icon: "chevron-back",
    keys: [{ key: "u", shift: true }],
    when: (state) => unitBeside(state, -1) !== null,
    perform: (state) => changeUnit(state, -1),
  },
  copyLatex: {
    name: "Copy the equation as LaTeX",
    group: "Run",
    icon: "copy",
    keys: [{ key: "e" }],
    when: afterStart,
    perform: (state, services) => {
      const { evaluation, trace, playhead } = frameOf(state);
      // What shows the equation has fetched this before.
      void import("@/explain/steps").then(
        ({ explainStep }) =>
          services.copyText(explainStep(evaluation, trace, playhead, state.entry).copyLatex),
        () => state.notify({ tone: "error", text: NOT_LOADED }),
      );
    },
  },
} as const satisfies Record<string, Command>;

function changeSpeed(state: BackflowStore, direction: 1 | -1): void {
  const speed = nextSpeed(state, direction);
  if (speed === null) return;
  speed.set();
  state.say(`Speed ${speed.name}.`);
}

function changeSample(state: BackflowStore, by: 1 | -1): void {
  state.setSample(state.sample + by);
  state.say(`${sampleText(documentOf(state).data, state.sample + by)}.`);
}

/** The unit, or entry of Ω, that comes next in the step that was just played; null where there is none. */
function unitBeside(state: BackflowStore, by: 1 | -1): Entry | null {
  const step = traceOfState(state).steps[state.playhead - 1];
  return step ? entryBeside(documentOf(state).graph, step, state.entry, by) : null;
}

function changeUnit(state: BackflowStore, by: 1 | -1): void {
  const step = traceOfState(state).steps[state.playhead - 1];
  const entry = unitBeside(state, by);
  if (!step || !entry) return;
  state.setEntry(entry);
  state.say(`${entryText(documentOf(state).graph, step, entry)}.`);
}
