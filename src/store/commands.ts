import type { BackflowStore } from "./store";
import { documentOf, traceOfState } from "./store";

/** What a command needs of the browser; `app/` provides it. */
export interface Services {
  /** Opens the share dialog with a fresh link. */
  share(): void;
  /** Downloads the document as *.backflow.json. */
  saveFile(): void;
  /** Asks for a file and opens it. */
  openFile(): void;
}

/** One key or chord: `key` as KeyboardEvent.key; `mod` is Ctrl, or ⌘ on a Mac. */
export interface KeyChord {
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
}

/** One thing that a user can do, declared once: buttons, menus and keys all read this. */
export interface Command {
  readonly name: string;
  /** Name of an icon in `ui/`. */
  readonly icon: string;
  readonly keys: readonly KeyChord[];
  /** Is it possible now? */
  when(state: BackflowStore): boolean;
  perform(state: BackflowStore, services: Services): void;
}

const always = (): boolean => true;
const hasSteps = (state: BackflowStore): boolean => traceOfState(state).steps.length > 0;
const beforeEnd = (state: BackflowStore): boolean => state.place < traceOfState(state).steps.length;
const afterStart = (state: BackflowStore): boolean => state.place > 0;

export const commands = {
  play: {
    name: "Play or pause",
    icon: "play",
    keys: [{ key: " " }],
    when: hasSteps,
    perform: (state) => state.togglePlaying(),
  },
  step: {
    name: "Step",
    icon: "step",
    keys: [{ key: "ArrowRight" }],
    when: beforeEnd,
    perform: (state) => state.step(1),
  },
  stepBack: {
    name: "Step back",
    icon: "step-back",
    keys: [{ key: "ArrowLeft" }],
    when: afterStart,
    perform: (state) => state.step(-1),
  },
  toStart: {
    name: "To the start",
    icon: "to-start",
    keys: [{ key: "Home" }],
    when: afterStart,
    perform: (state) => state.toStart(),
  },
  toEnd: {
    name: "To the end",
    icon: "to-end",
    keys: [{ key: "End" }],
    when: beforeEnd,
    perform: (state) => state.toEnd(),
  },
  undo: {
    name: "Undo",
    icon: "undo",
    keys: [{ key: "z", mod: true }],
    when: (state) => state.history.past.length > 0,
    perform: (state) => state.undo(),
  },
  redo: {
    name: "Redo",
    icon: "redo",
    keys: [
      { key: "z", mod: true, shift: true },
      { key: "y", mod: true },
    ],
    when: (state) => state.history.future.length > 0,
    perform: (state) => state.redo(),
  },
  presets: {
    name: "Presets",
    icon: "presets",
    keys: [{ key: "p" }],
    when: always,
    perform: (state) => state.setDialog(state.dialog === "presets" ? null : "presets"),
  },
  health: {
    name: "Health",
    icon: "health",
    keys: [{ key: "h" }],
    when: always,
    perform: (state) => state.setPanel(state.panel === "health" ? null : "health"),
  },
  legend: {
    name: "Legend",
    icon: "legend",
    keys: [{ key: "l" }],
    when: always,
    perform: (state) => state.setLegendOpen(!state.legendOpen),
  },
  fit: {
    name: "Show the whole graph",
    icon: "fit",
    keys: [{ key: "f" }],
    when: always,
    perform: (state) => state.requestFit(),
  },
  follow: {
    name: "Let the camera follow the run",
    icon: "follow",
    keys: [],
    when: (state) => !state.cameraFollows,
    perform: (state) => state.setCameraFollows(true),
  },
  details: {
    name: "Details of the node",
    icon: "info",
    keys: [{ key: "d" }],
    when: (state) => state.selection.size > 0,
    perform: (state) => state.setPanel(state.panel === "node" ? null : "node"),
  },
  deselect: {
    name: "Select nothing",
    icon: "close",
    keys: [{ key: "Escape" }],
    when: (state) => state.selection.size > 0 || state.panel !== null,
    perform: (state) => {
      if (state.panel) state.setPanel(null);
      else state.select(new Set());
    },
  },
  share: {
    name: "Share",
    icon: "share",
    keys: [],
    when: (state) => documentOf(state).graph.nodes.length > 0,
    perform: (_state, services) => services.share(),
  },
  saveFile: {
    name: "Save as a file",
    icon: "save",
    keys: [{ key: "s", mod: true }],
    when: always,
    perform: (_state, services) => services.saveFile(),
  },
  openFile: {
    name: "Open a file",
    icon: "open",
    keys: [{ key: "o", mod: true }],
    when: always,
    perform: (_state, services) => services.openFile(),
  },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

/** The command as its interface, for code that treats all alike. */
export function commandOf(id: CommandId): Command {
  return commands[id];
}
