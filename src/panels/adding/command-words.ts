import type { CommandId } from "@/store";

/** Other words by which somebody looks for a command. */
export const COMMAND_WORDS: Partial<Record<CommandId, readonly string[]>> = {
  undo: ["back", "revert"],
  redo: ["again", "repeat"],
  addNode: ["new node", "insert node", "formula"],
  palette: ["operations", "toolbox"],
  connect: ["edge", "arrow", "connection"],
  insert: ["between"],
  fold: ["group nodes", "collapse"],
  unfold: ["expand", "open group"],
  ungroup: ["ungroup", "dissolve"],
  note: ["text", "comment", "annotation", "label"],
  swap: ["replace", "op"],
  drawWeights: ["initialise", "initialize", "random", "seed", "Xavier", "Kaiming"],
  differentiate: ["gradient of", "output", "derivative"],
  tidy: ["layout", "arrange", "align"],
  play: ["run", "animation", "start", "stop"],
  completeForward: ["forward pass"],
  completeBackward: ["backward pass", "backpropagation", "backprop", "gradient"],
  completePartials: ["gradient"],
  nextIteration: ["gradient step", "epoch"],
  nextSample: ["row"],
  sampleBefore: ["row"],
  copyLatex: ["tex", "equation"],
  health: ["vanishing gradient", "dead", "exploding"],
  figures: ["plot", "chart", "curve", "map", "graph of a function"],
  training: ["optimiser", "optimizer", "learning rate", "gradient descent", "fit"],
  data: ["table", "rows", "samples", "dataset"],
  network: ["layers", "architecture", "circles"],
  legend: ["colours", "colors", "key"],
  stage: ["equation", "explanation"],
  fit: ["zoom to fit", "overview"],
  shortcuts: ["help", "keyboard", "hotkeys"],
  presets: ["examples", "gallery"],
  newDocument: ["blank", "empty", "clear"],
  duplicateDocument: ["copy"],
  documents: ["library", "open"],
  share: ["link", "url", "send"],
  saveFile: ["download", "export", "json"],
  openFile: ["import", "load", "upload", "json"],
};

const SELECT_NODE = "select a node first";
const SELECT_WIRE = "select a wire first";
const SELECT_EITHER = "select a node or a wire first";
const NO_NODES = "this graph has no nodes";
const NOT_STARTED = "the run is at its start";
const AT_END = "the run is at its end";
const NO_PART = "this graph has no such steps, or a training is open";
const NO_TRAINING = "open the training first (R)";

/** Why a command that is not possible is not; what is always possible has no reason. */
const REASONS: Partial<Record<CommandId, string>> = {
  undo: "nothing has been changed yet",
  redo: "nothing has been undone",
  connect: "select a node that others can follow first",
  insert: SELECT_WIRE,
  moveWireStart: SELECT_WIRE,
  moveWireEnd: SELECT_WIRE,
  fold: SELECT_NODE,
  unfold: "select a folded group first",
  ungroup: "select a group first",
  swap: SELECT_NODE,
  renameNode: SELECT_NODE,
  drawWeights: "nothing here has weights to draw",
  differentiate: "select another node first",
  differentiateLoss: "the losses are differentiated already, or there is none",
  differentiateLikeliest: "something is differentiated already, or nothing can be",
  delete: SELECT_EITHER,
  cut: SELECT_NODE,
  copy: SELECT_NODE,
  duplicate: SELECT_NODE,
  duplicateWired: SELECT_NODE,
  tidy: NO_NODES,
  selectAll: NO_NODES,
  boxSelect: NO_NODES,
  moveLeft: SELECT_NODE,
  moveRight: SELECT_NODE,
  moveUp: SELECT_NODE,
  moveDown: SELECT_NODE,
  play: "this graph has nothing to run",
  step: AT_END,
  toEnd: AT_END,
  stepBack: NOT_STARTED,
  toStart: NOT_STARTED,
  copyLatex: NOT_STARTED,
  completeForward: NO_PART,
  completeBackward: NO_PART,
  completePartials: NO_PART,
  jumpToForward: "select a node that has such a step first",
  jumpToBackward: "select a node that has such a step first",
  nextIteration: NO_TRAINING,
  iterationBefore: NO_TRAINING,
  slower: "it plays as slowly as it can",
  faster: "it plays as fast as it can",
  nextSample: "this is the last sample",
  sampleBefore: "this is the first sample",
  nextUnit: "the present step has no other unit",
  unitBefore: "the present step has no other unit",
  drawMember: "no figure here shows a family",
  panLeft: "the open training has these keys",
  panRight: "the open training has these keys",
  enlargePane: "nothing stands beside the graph",
  follow: "the camera follows it already",
  details: SELECT_NODE,
  deselect: "nothing is selected",
  duplicateDocument: NO_NODES,
  deleteDocument: "this is no graph of your own",
  share: NO_NODES,
};

/** Why a command cannot be done now, as the end of a sentence. */
export function reasonOf(id: CommandId): string {
  return REASONS[id] ?? "not now";
}
