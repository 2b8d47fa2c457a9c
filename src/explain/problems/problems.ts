import {
  type DocumentProblem,
  type FileProblem,
  LIMITS,
  type LinkProblem,
  LONGEST_GROUP_NAME,
  LONGEST_NOTE,
  MOST_GROUPS,
  MOST_NOTES,
  type NumbersPart,
} from "@/graph";
import { groupThousands } from "../counts";
import { settingsProblemSentence } from "./settings-problems";

const NEWER =
  "was made by a newer Backflow. Reload this page to get the newest, then open it again.";

/** One or two plain sentences: what is wrong with a document, a link or a file, and what to do about it. */
export function problemSentence(problem: DocumentProblem | LinkProblem | FileProblem): string {
  switch (problem.kind) {
    case "link-too-long":
      return `This link is too long (${groupThousands(problem.length)} characters, at most ${groupThousands(problem.limit)}). Ask for the graph as a file.`;
    case "not-a-link":
      return "This is not a Backflow link. Copy the whole address, from https to its end.";
    case "damaged":
      return "This link was cut off or changed on its way. Copy the whole address again, or ask for it once more.";
    case "inflates-too-large":
      return `This link holds more than ${size(problem.limit)} and was not opened. Ask for a smaller graph.`;
    case "newer-link":
      return `This link ${NEWER}`;
    case "file-too-large":
      return `This file is larger than ${size(problem.limit)}. Open a smaller one.`;
    case "not-json":
      return "This file is not valid JSON. Choose one that Backflow saved (*.backflow.json), or mend its syntax.";
    case "not-backflow":
      return 'This JSON file is not a Backflow graph: "format": "backflow" is missing. Choose a *.backflow.json file.';
    case "newer-file":
      return `This file ${NEWER}`;
    case "malformed":
      return `The graph cannot be read: at ${clip(problem.path)}, ${problem.expected} was expected.`;
    case "unknown-field":
      return `The graph cannot be read: ${clip(problem.path)} has a field “${clip(problem.field)}”, which Backflow does not know there. Correct its name, or take it out.`;
    case "refused":
      return problemSentence(problem.problem);
    default:
      return documentSentence(problem);
  }
}

const GROUP_REASONS = {
  "too-many": `is one too many: a graph has at most ${MOST_GROUPS}. Take one away first.`,
  id: "has an id that is not 1 to 40 of A–Z a–z 0–9 _ -, or that another group has. Change it.",
  name: `has a name of more than ${LONGEST_GROUP_NAME} characters. Shorten it.`,
  nodes: "names a node that is not there, that is in another group too, or none at all.",
  parent: "lies in a group that is not there, or that lies in it.",
} as const;

const NOTE_REASONS = {
  "too-many": `is one too many: a graph has at most ${MOST_NOTES}. Take one away first.`,
  id: "has an id that is not 1 to 40 of A–Z a–z 0–9 _ -, or that another note has. Change it.",
  text: `has more than ${LONGEST_NOTE} characters. Shorten it.`,
  position: "lies beyond the canvas. Give it a position within a million.",
} as const;

const FIGURE_REASONS = {
  "too-many": "is one too many: a document has at most 12. Remove some.",
  id: "has an id that is not 1 to 40 of A–Z a–z 0–9 _ -, or that another figure has. Change it.",
  read: "names a node, unit or port that cannot be. Correct it.",
  range: "has a range that is empty or backwards. Its first number has to be the smaller one.",
  panels:
    "has too few or too many panels. There may be 1 to 24 of 1 to 8 curves, in 1 to 4 columns.",
  marks: "marks something twice. Name each mark once.",
};

const PAUSE_REASONS = {
  "too-many": "is one too many. Remove it.",
  threshold: "has a threshold that no number can be below. Make it larger than 0.",
  node: "speaks of a node that does not exist. Choose another node, or remove the condition.",
};

function documentSentence(problem: DocumentProblem): string {
  switch (problem.kind) {
    case "too-many":
      return tooMany(problem);
    case "title-too-long":
      return `The title has ${problem.length} characters. Shorten it to ${problem.limit}.`;
    case "symbol-too-long":
      return `A symbol of ${named(problem.node)} has ${problem.length} characters. Shorten it to ${problem.limit}.`;
    case "bad-id":
      return `“${clip(problem.id)}” cannot be a node’s id. Use 1 to 40 letters, digits, _ or -.`;
    case "repeated-id":
      return `Two nodes have the id ${named(problem.id)}. Give each its own.`;
    case "unknown-op":
      return `${named(problem.node)} uses the operation “${clip(problem.op)}”, which this Backflow does not know. Reload this page to get the newest, or check the name.`;
    case "bad-width":
      return `The width of ${named(problem.node)} is ${problem.width}. It must be a whole number from 1.`;
    case "bad-rows":
      return `The number of samples is ${problem.rows}. It must be a whole number from 1 to ${groupThousands(LIMITS.rows)}.`;
    case "bad-validation":
      return `${problem.validation} of ${problem.rows} samples are for validation. At least one must be left for training.`;
    case "unknown-node":
      return `A wire is attached to ${named(problem.node)}, but no node has this id. Remove the wire, or add the node.`;
    case "no-port":
      return `${wireName(problem.wire)} ends at port ${problem.wire.port}, but ${named(problem.wire.target)} has ${portRange(problem.ports)}. Use a port that exists.`;
    case "port-taken":
      return `Port ${problem.wire.port} of ${named(problem.wire.target)} has two wires. Keep one of them.`;
    case "linear-gap":
      return `${named(problem.node)} has ${problem.ports} weights ω, but nothing is wired into port ${problem.port}. Number its wires from 0 without a gap, one for each ω.`;
    case "cycle":
      return `${chain(problem.nodes)} is a cycle, so nothing in it can be computed first. Remove one of its wires.`;
    case "width":
      return `${named(problem.node)} cannot combine ${problem.widths[0]} units with ${problem.widths[1]}. Make both widths equal, or wire it differently.`;
    case "unknown-output":
      return `The chosen output ${named(problem.node)} does not exist. Choose another node, or none.`;
    case "numbers-missing":
      return `The numbers of ${named(problem.node)} are missing. Add them.`;
    case "numbers-unexpected":
      return `There are numbers for ${named(problem.node)}, which owns none. Remove them.`;
    case "shape":
      return `${partName(problem)} has the shape ${shape(problem.found)}, but ${shape(problem.expected)} (rows × columns) is needed. Change it to that.`;
    case "omega-blocks":
      return `${named(problem.node)} has ${problem.found} blocks of Ω for ${problem.expected} wires. Give each wire one block.`;
    case "not-finite":
      return `${partName(problem)} holds a number that is not finite. Replace it with a finite one.`;
    case "setting-bound":
      return `The setting of ${named(problem.node)} is ${problem.value}. It must be larger than ${problem.above}.`;
    case "position-missing":
      return `${named(problem.node)} has no position. Give it an x and a y.`;
    case "position-unexpected":
      return `There is a position for ${named(problem.node)}, which does not exist. Remove it.`;
    case "position-bound":
      return `${named(problem.node)} lies too far away. Keep x and y between −${groupThousands(problem.limit)} and ${groupThousands(problem.limit)}.`;
    case "training":
      return settingsProblemSentence(problem.problem);
    case "made":
      return "The settings of this made graph do not make the graph that is there. Remove them, or make it anew.";
    case "pause":
      return `Condition ${problem.index + 1} to pause on ${PAUSE_REASONS[problem.reason]}`;
    case "group":
      return `Group ${problem.index + 1} ${GROUP_REASONS[problem.reason]}`;
    case "note":
      return `Note ${problem.index + 1} ${NOTE_REASONS[problem.reason]}`;
    case "figure":
      return `Figure ${problem.index + 1} ${FIGURE_REASONS[problem.reason]}`;
    case "pictures":
      return "The pictures in the nodes speak of a number that no node can have. Choose the ops' own curves for them.";
    case "thresholds":
      return `The thresholds ${problem.vanishing} and ${problem.exploding} do not fit. Vanishing must lie between 0 and 1, exploding above 1.`;
  }
}

function tooMany(problem: DocumentProblem & { readonly kind: "too-many" }): string {
  const most = groupThousands(problem.limit);
  switch (problem.what) {
    case "nodes":
    case "wires":
      return `The graph has ${groupThousands(problem.count)} ${problem.what}, at most ${most} are allowed. Remove some.`;
    case "numbers":
      return `The graph holds ${groupThousands(problem.count)} numbers, at most ${most} are allowed. Make its layers or its data smaller.`;
    case "values":
      return `One run would hold ${groupThousands(problem.count)} values, at most ${most} are allowed. Use fewer samples, or narrower layers.`;
  }
}

function partName(problem: {
  readonly node: string;
  readonly part: NumbersPart;
  readonly port?: number;
}): string {
  const node = named(problem.node);
  switch (problem.part) {
    case "value":
      return `The data of ${node}`;
    case "beta":
      return `β of ${node}`;
    case "omega":
      return problem.port === undefined ? `Ω of ${node}` : `Ω of ${node} for port ${problem.port}`;
    case "setting":
      return `The setting of ${node}`;
  }
}

function wireName(wire: { readonly source: string; readonly target: string }): string {
  return `The wire ${named(wire.source)} → ${named(wire.target)}`;
}

function portRange(ports: number): string {
  if (ports === 0) return "no input port";
  return ports === 1 ? "only port 0" : `only ports 0 to ${ports - 1}`;
}

/** A long cycle is named by its beginning. */
function chain(nodes: readonly string[]): string {
  const shown = nodes.length > 6 ? [...nodes.slice(0, 5), "…"] : nodes;
  return [...shown, ...nodes.slice(0, 1)].join(" → ");
}

function shape([rows, columns]: readonly [number, number]): string {
  return `${rows} × ${columns}`;
}

/** An id as a word of a sentence. A stranger's may be empty. */
function named(id: string): string {
  return clip(id) || "“”";
}

/** What a stranger wrote may be a megabyte long, and hold what cannot be seen or turns the direction of writing. */
function clip(text: string): string {
  const visible = Array.from(text.slice(0, 200).replace(/\p{C}/gu, "").trim());
  const isLong = visible.length > 60 || text.length > 200;
  return isLong ? `${visible.slice(0, 60).join("")}…` : visible.join("");
}

function size(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`;
}
