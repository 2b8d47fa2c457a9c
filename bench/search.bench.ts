/**
 * What the search asks of all ops when it opens: could a new node of each end a wire, go into a wire, or take the place
 * of a node? Judged by the rules of wiring, against trying each whole edit of the document, and on graphs of two sizes.
 */
import {
  addNode,
  addWire,
  type BackflowDocument,
  canSwap,
  type Edited,
  fitsIntoWire,
  insertIntoWire,
  newNode,
  swapOp,
  type Wire,
  wiringOf,
} from "@/graph";
import { ops } from "@/ops";
import { layeredNetwork } from "./layered-network";
import { type Contender, median, medianRatio, race } from "./race";
import { milliseconds, printRows, type Row } from "./rows";

const SMALL = 10;
const LARGE = 1000;

/** How many ops fit, found in two ways. */
interface Question {
  readonly name: string;
  readonly judged: () => number;
  readonly tried: () => number;
}

function questionsOf(document: BackflowDocument): readonly Question[] {
  const { graph } = document;
  const wire = graph.wires[graph.wires.length >> 1] as Wire;
  const { source } = wire;
  const count = (fits: (op: (typeof ops)[number]) => boolean): number => ops.filter(fits).length;
  const triedNew = (
    op: (typeof ops)[number],
    edit: (document: BackflowDocument, node: string) => Edited,
  ) => {
    const added = addNode(document, op.id, { x: 0, y: 0 });
    return added.ok && edit(added.value.document, added.value.node).ok;
  };
  return [
    {
      name: "a wire from a node",
      judged: () => {
        const fixed = { kind: "source", node: source } as const;
        const wiring = wiringOf(graph, { fixed, replacing: null });
        return count((op) => wiring.takesNew(op.id));
      },
      tried: () => count((op) => triedNew(op, (added, node) => addWire(added, source, node, null))),
    },
    {
      name: "into a wire",
      judged: () => count((op) => fitsIntoWire(graph, newNode(op), wire)),
      tried: () => count((op) => triedNew(op, (added, node) => insertIntoWire(added, node, wire))),
    },
    {
      name: "another operation",
      judged: () => count((op) => canSwap(graph, source, op.id)),
      tried: () => count((op) => swapOp(document, source, op.id).ok),
    },
  ];
}

/** Results that nothing else reads, so that no work can be left out. */
let sink = 0;

function contender(ask: () => number): Contender {
  return (count) => {
    for (let i = 0; i < count; i++) sink += ask();
  };
}

const small = questionsOf(layeredNetwork(SMALL));
const rows = questionsOf(layeredNetwork(LARGE)).flatMap(({ name, judged, tried }, index): Row[] => {
  if (judged() !== tried()) throw new Error(`${name}: what is judged is not what can be done.`);
  const judgedSmall = small[index]?.judged ?? judged;
  const [whole = [], ours = [], few = []] = race([tried, judged, judgedSmall].map(contender), {
    rounds: 15,
    milliseconds: 20,
  });
  return [
    {
      figure: `${name}: whole edits ÷ judged, ${LARGE} nodes`,
      medians: `${milliseconds(median(ours))}, ${milliseconds(median(whole))}`,
      ratio: medianRatio(whole, ours),
      bound: 100,
      atLeast: true,
    },
    {
      figure: `${name}: judged, ${LARGE} ÷ ${SMALL} nodes`,
      medians: `${milliseconds(median(ours))}, ${milliseconds(median(few))}`,
      ratio: medianRatio(ours, few),
      bound: 3,
    },
  ];
});
if (!Number.isFinite(sink)) throw new Error("What was measured was no judgement.");
printRows(rows);
