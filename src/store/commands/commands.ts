import { canvasView } from "../canvas-view";
import { documentOf, hasTraining } from "../selectors";
import { type BackflowState, type Interaction, selectedNodes, selectedWire } from "../state";
import { useBackflow } from "../store";
import type { Command, Services } from "./command";
import { editCommands } from "./edit-commands";
import { figureCommands } from "./figure-commands";
import { runCommands } from "./run-commands";
import { type CommandTarget, nodeOf, SELECTION } from "./target";

const always = (): boolean => true;

/** Steps of the keyboard: times nearer, and pixels. */
const ZOOM = 1.25;
const PAN = 80;

function pan(where: string, key: string, x: number, y: number) {
  return {
    name: `Move the view ${where}`,
    group: "View",
    icon: "move",
    keys: [{ key, shift: true }],
    // An open training has Shift ← and → for its iterations.
    ...(x === 0 ? {} : { keysWhen: "without Training" }),
    when: (state) => x === 0 || !hasTraining(state),
    perform: (state) => {
      canvasView.get().panBy(x, y);
      state.say(`The view has moved ${where}.`);
    },
  } as const satisfies Command;
}

/** What Escape ends here: menus and fields have an Escape of their own. */
const isToBeEnded = ({ kind }: Interaction): boolean =>
  kind === "searching" || kind === "holding" || kind === "box-selecting";

/** All that a user can do, by id. Keys, menus, bars, the sheet of shortcuts and "Find anything" read this table. */
export const commands = {
  undo: {
    name: "Undo",
    group: "Edit",
    icon: "undo",
    keys: [{ key: "z", mod: true }],
    when: (state) => state.history.past.length > 0,
    perform: (state) => state.undo(),
  },
  redo: {
    name: "Redo",
    group: "Edit",
    icon: "redo",
    keys: [
      { key: "z", mod: true, shift: true },
      { key: "y", mod: true },
    ],
    when: (state) => state.history.future.length > 0,
    perform: (state) => state.redo(),
  },
  ...editCommands,
  ...runCommands,
  everything: {
    name: "Find anything",
    group: "View",
    icon: "search",
    keys: [{ key: "k", mod: true }],
    opensDialog: true,
    when: always,
    perform: (state) => state.setDialog("everything"),
  },
  presets: {
    name: "Presets",
    group: "Graphs",
    icon: "presets",
    keys: [{ key: "p" }],
    opensDialog: true,
    when: always,
    perform: (state) => state.setDialog(state.dialog === "presets" ? null : "presets"),
  },
  health: {
    name: "Health",
    group: "View",
    icon: "health",
    keys: [{ key: "h" }],
    when: always,
    perform: (state) => state.setPanel(state.panel === "health" ? null : "health"),
  },
  figures: {
    name: "Figures",
    group: "View",
    icon: "figures",
    keys: [{ key: "v" }],
    when: always,
    perform: (state) => state.setPane(state.pane === "figures" ? null : "figures"),
  },
  ...figureCommands,
  training: {
    name: "Training",
    group: "View",
    icon: "train",
    keys: [{ key: "r" }],
    keysWhen: "of all other graphs",
    when: always,
    perform: (state) => state.setPane(state.pane === "training" ? null : "training"),
  },
  data: {
    name: "Data",
    group: "View",
    icon: "data",
    keys: [{ key: "s" }],
    when: always,
    perform: (state) => state.setPane(state.pane === "data" ? null : "data"),
  },
  network: {
    name: "Size of the network",
    group: "View",
    icon: "network",
    keys: [{ key: "k" }],
    when: always,
    perform: (state) => state.setPane(state.pane === "network" ? null : "network"),
  },
  enlargePane: {
    name: "Half the page for what stands beside the graph",
    group: "View",
    icon: "enlarge",
    keys: [{ key: "f", shift: true }],
    when: (state) => state.pane !== null,
    perform: (state) => state.setPaneEnlarged(!state.paneEnlarged),
  },
  legend: {
    name: "Legend",
    group: "View",
    icon: "legend",
    keys: [{ key: "l" }],
    when: always,
    perform: (state) => state.setLegendOpen(!state.legendOpen),
  },
  stage: {
    name: "Stage",
    group: "View",
    icon: "chevron",
    keys: [{ key: "q" }],
    when: always,
    perform: (state) => state.setStageOpen(!state.stageOpen),
  },
  fit: {
    name: "Show the whole graph",
    group: "View",
    icon: "fit",
    keys: [{ key: "f" }],
    when: always,
    perform: (state) => state.requestFit(),
  },
  follow: {
    name: "Let the camera follow the run",
    group: "View",
    icon: "follow",
    keys: [],
    when: (state) => !state.cameraFollows,
    perform: (state) => state.setCameraFollows(true),
  },
  zoomIn: {
    name: "Zoom in",
    group: "View",
    icon: "zoom-in",
    keys: [{ key: "+" }, { key: "+", shift: true }, { key: "=" }],
    when: always,
    perform: (state) => {
      canvasView.get().zoomBy(ZOOM);
      state.say("Nearer.");
    },
  },
  zoomOut: {
    name: "Zoom out",
    group: "View",
    icon: "zoom-out",
    keys: [{ key: "-" }],
    when: always,
    perform: (state) => {
      canvasView.get().zoomBy(1 / ZOOM);
      state.say("Further away.");
    },
  },
  panLeft: pan("left", "ArrowLeft", PAN, 0),
  panRight: pan("right", "ArrowRight", -PAN, 0),
  panUp: pan("up", "ArrowUp", 0, PAN),
  panDown: pan("down", "ArrowDown", 0, -PAN),
  shortcuts: {
    name: "Keys and gestures",
    group: "View",
    icon: "keyboard",
    keys: [{ key: "?" }, { key: "?", shift: true }],
    opensDialog: true,
    when: always,
    perform: (state) => state.setDialog(state.dialog === "shortcuts" ? null : "shortcuts"),
  },
  details: {
    name: "Details of the node",
    group: "View",
    icon: "info",
    keys: [{ key: "d" }],
    aboutSelection: true,
    when: (state, target) => nodeOf(state, target) !== null,
    perform: (state, _services, target) => {
      if (target.kind === "node") state.select(new Set([target.node]));
      state.setPanel(state.panel === "node" && target.kind === "selection" ? null : "node");
    },
  },
  deselect: {
    name: "Select nothing",
    group: "Select",
    icon: "close",
    keys: [{ key: "Escape" }],
    when: (state) =>
      selectedNodes(state).size > 0 ||
      selectedWire(state) !== null ||
      state.panel !== null ||
      state.paneEnlarged ||
      isToBeEnded(state.interaction),
    // One press of Escape ends one thing, the last that was begun first.
    perform: (state) => {
      if (isToBeEnded(state.interaction)) {
        state.setNodeSearch(null);
        state.setHand(null);
        state.setBoxSelecting(false);
      } else if (state.paneEnlarged) state.setPaneEnlarged(false);
      else if (state.panel) state.setPanel(null);
      else state.select(new Set());
    },
  },
  newDocument: {
    name: "New graph",
    group: "Graphs",
    icon: "new-document",
    keys: [],
    when: always,
    perform: (_state, services) => services.newDocument(),
  },
  renameDocument: {
    name: "Rename this graph",
    group: "Graphs",
    icon: "rename",
    keys: [],
    when: always,
    perform: (state) => state.setRenamingTitle(true),
  },
  duplicateDocument: {
    name: "Duplicate this graph",
    group: "Graphs",
    icon: "duplicate",
    keys: [],
    when: (state) => documentOf(state).graph.nodes.length > 0,
    perform: (_state, services) => services.duplicateDocument(),
  },
  deleteDocument: {
    name: "Delete this graph",
    group: "Graphs",
    icon: "delete",
    keys: [],
    when: (state) => state.origin.kind === "record",
    perform: (_state, services) => services.deleteDocument(),
  },
  documents: {
    name: "My graphs",
    group: "Graphs",
    icon: "documents",
    keys: [{ key: "g" }],
    opensDialog: true,
    when: always,
    perform: (state) => state.setDialog(state.dialog === "documents" ? null : "documents"),
  },
  share: {
    name: "Share",
    group: "Graphs",
    icon: "share",
    keys: [],
    opensDialog: true,
    when: (state) => documentOf(state).graph.nodes.length > 0,
    perform: (_state, services) => services.share(),
  },
  saveFile: {
    name: "Save as a file",
    group: "Graphs",
    icon: "save",
    keys: [{ key: "s", mod: true }],
    when: always,
    perform: (_state, services) => services.saveFile(),
  },
  openFile: {
    name: "Open a file",
    group: "Graphs",
    icon: "open",
    keys: [{ key: "o", mod: true }],
    when: always,
    perform: (_state, services) => services.openFile(),
  },
} as const satisfies Record<string, Command>;

/** What buttons and menus name a command by. */
export type CommandId = keyof typeof commands;
/** In the order of the table. */
export const commandIds = Object.keys(commands) as readonly CommandId[];

/** The command as its interface, for code that treats all alike. */
export function commandOf(id: CommandId): Omit<Command, "perform"> {
  return commands[id];
}

/** Is a command possible now, on what it is to act on? */
export function isPossible(id: CommandId, target: CommandTarget = SELECTION): boolean {
  const command: Command = commands[id];
  return command.when(useBackflow.getState(), target);
}

/** Does what a command says with what it is to act on, and tells what has changed; nothing where that is not possible now. */
export function performCommand(
  id: CommandId,
  services: Services,
  target: CommandTarget = SELECTION,
): void {
  const command: Command = commands[id];
  const state = useBackflow.getState();
  if (!command.when(state, target)) return;
  command.perform(state, services, target);
  const after = useBackflow.getState();
  // What the command has told itself is told once.
  if (after !== state && after.spoken === state.spoken) void tellOutcome(state, after);
}

/** The words are fetched by the first command that is told; the first load does without them. */
async function tellOutcome(before: BackflowState, after: BackflowState): Promise<void> {
  const words = await import("./outcome").catch(() => null);
  const outcome = words?.outcomeOf(before, after) ?? "";
  const { spoken, say } = useBackflow.getState();
  if (outcome !== "" && spoken === after.spoken) say(outcome);
}
