import { type DataTable, trainingRows } from "@/data";
import {
  contributionOf,
  derivativeOf,
  type Evaluation,
  localOf,
  valuesOf,
  widthOf,
} from "@/engine";
import { betaText, equalTo, formatNumber, nodeText, omegaText } from "@/explain";
import {
  type BackflowDocument,
  type Graph,
  isLinear,
  type NodeId,
  type NumberAddress,
  numberAt,
} from "@/graph";
import type { DocumentPart, Facts, Sentence } from "@/presets";

/**
 * What is told of a preset before its run: those of its sentences that hold of the `document` as it is now, at the shown
 * sample. Null where none is left. `made` is the document that the preset was opened with.
 */
export function storyOf(
  words: readonly Sentence[],
  made: BackflowDocument,
  document: BackflowDocument,
  evaluation: Evaluation,
): string | null {
  const names = presentNames(made.graph, document.graph);
  const isWired = isWiredAs(made.graph, document.graph);
  const said = words.flatMap((sentence) => {
    const isBound = typeof sentence === "string" || typeof sentence === "function";
    if (isBound && !isWired) return [];
    const telling = isBound ? sentence : sentence.anyWiring;
    const told = typeof telling === "string" ? telling : tell(telling, made, document, evaluation);
    const renamed = told === null ? null : renamedIn(told, names);
    return renamed === null ? [] : [renamed];
  });
  return said.length === 0 ? null : said.join(" ");
}

/** What a sentence says of the facts; null where one that it asks for is missing. */
function tell(
  telling: (facts: Facts) => string | null,
  made: BackflowDocument,
  document: BackflowDocument,
  evaluation: Evaluation,
): string | null {
  const { graph } = document;
  let isMissing = false;
  const known = (number: number | null | undefined): number => {
    if (number === null || number === undefined || Number.isNaN(number)) isMissing = true;
    return number ?? Number.NaN;
  };
  const along = (
    source: NodeId,
    target: NodeId,
    numbers: (wire: number) => ArrayLike<number> | null,
  ): number => {
    const found = graph.wires.findIndex((wire) => wire.source === source && wire.target === target);
    return known(numbers(found)?.[0]);
  };
  const number = (address: NumberAddress) => known(numberAt(document, address));
  const told = telling({
    document,
    isAsMade: (...parts) => parts.every((part) => isSame(part, made, document)),
    width: (node) => known(widthOf(evaluation, node) || null),
    value: (node, unit = 0) => known(valuesOf(evaluation, node)?.[unit]),
    derivative: (node, unit = 0) => known(derivativeOf(evaluation, node)?.[unit]),
    local: (source, target) =>
      along(source, target, (wire) => {
        const local = localOf(evaluation, wire);
        return local?.kind === "units" ? local.values : null;
      }),
    contribution: (source, target) =>
      along(source, target, (wire) => contributionOf(evaluation, wire)),
    beta: (node, unit = 0) => number({ kind: "beta", node, unit }),
    omega: (node, port = 0, unit = 0) => number({ kind: "omega", node, port, unit, input: 0 }),
    column: (input) => {
      const column = document.data.columns.get(input)?.[0];
      known(column?.length);
      return Array.from(column ?? []).slice(0, trainingRows(document.data));
    },
    text: (value, digits) => formatNumber(known(value), digits),
    equalTo: (value, digits) => equalTo(known(value), digits),
  });
  return isMissing ? null : told;
}

/** Have the preset's nodes the ops, wires and output that it was made with? Nodes beside them change nothing of that. */
function isWiredAs(made: Graph, now: Graph): boolean {
  const ops = new Map(now.nodes.map(({ id, op }) => [id, op]));
  if (made.nodes.some(({ id, op }) => ops.get(id) !== op) || made.output !== now.output) {
    return false;
  }
  const ids = new Set(made.nodes.map(({ id }) => id));
  const wires = now.wires.filter(({ source, target }) => ids.has(source) || ids.has(target));
  const textOf = ({ source, target, port }: Graph["wires"][number]) =>
    `${source} ${target} ${port}`;
  const expected = new Set(made.wires.map(textOf));
  return wires.length === expected.size && wires.every((wire) => expected.has(textOf(wire)));
}

function isSame(part: DocumentPart, made: BackflowDocument, now: BackflowDocument): boolean {
  return textOfPart(part, made) === textOfPart(part, now);
}

function textOfPart(part: DocumentPart, document: BackflowDocument): string {
  const { graph, numbers, data, figures, training } = document;
  switch (part) {
    case "widths":
      return JSON.stringify(graph.nodes.map((node) => "width" in node && node.width));
    case "numbers":
      return JSON.stringify(graph.nodes.map(({ id }) => numbers.get(id)));
    case "rows":
      return textOfRows(data);
    case "figures":
      return JSON.stringify(figures);
    case "training":
      return JSON.stringify({ ...training, rate: null });
    case "rate":
      return String(training.rate);
  }
}

/** Tables are long, and stay the same object while a weight is dragged. */
const textsOfRows = new WeakMap<DataTable, string>();

function textOfRows(data: DataTable): string {
  const known = textsOfRows.get(data);
  if (known !== undefined) return known;
  const columns = [...data.columns].map(([id, units]) => [id, units.map((unit) => [...unit])]);
  const text = JSON.stringify([data.validation, columns]);
  textsOfRows.set(data, text);
  return text;
}

/** What each name of the graph as made is called now; null where it is gone. */
function presentNames(made: Graph, now: Graph): ReadonlyMap<string, string | null> {
  const present = new Map(namesIn(now).map(({ key, name }) => [key, name]));
  return new Map(namesIn(made).map(({ key, name }) => [name, present.get(key) ?? null]));
}

function namesIn(graph: Graph): { readonly key: string; readonly name: string }[] {
  return graph.nodes.flatMap((node) => [
    { key: node.id, name: nodeText(graph, node.id) },
    ...(isLinear(node)
      ? [
          { key: `${node.id} beta`, name: betaText(graph, node) },
          ...node.omegaSymbols.map((_, port) => ({
            key: `${node.id} omega ${port}`,
            name: omegaText(graph, node, port),
          })),
        ]
      : []),
  ]);
}

/** A symbol in a sentence: a letter with its indices, and nothing of a word. */
const SYMBOL = /(?<![\p{L}\p{N}])[\p{L}][\p{L}\p{N}]*(?![\p{L}\p{N}])/gu;

/** A sentence with the present names of what it speaks of; null where something of that is gone. */
function renamedIn(sentence: string, names: ReadonlyMap<string, string | null>): string | null {
  let isWhole = true;
  const renamed = sentence.replace(SYMBOL, (symbol) => {
    const name = names.get(symbol);
    if (name === null) isWhole = false;
    return name ?? symbol;
  });
  return isWhole ? renamed : null;
}
