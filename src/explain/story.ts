import { type Evaluation, localOf, valuesOf } from "@/engine";
import type { BackflowDocument, Graph, NumberAddress } from "@/graph";
import { isLinear, numberAt } from "@/graph";
import { wireLocalText } from "./formulas";
import { formatNumber } from "./numbers";
import { symbolText } from "./symbols";

/** Numbers that are told anew once a graph has been changed: more would be a table. */
const MOST_TOLD = 4;

/**
 * What is told of a preset before its run. Its `words` speak of the graph as it was `opened`. Once that was changed, they
 * are said to be about then, and what they give as "f₂ = −8.911" follows with the number of now. Null where a node of
 * theirs is gone: then nothing that they say has a meaning.
 */
export function storyOf(
  words: string,
  opened: BackflowDocument,
  document: BackflowDocument,
  evaluation: Evaluation,
): string | null {
  const there = new Set(document.graph.nodes.map(({ id }) => id));
  if (opened.graph.nodes.some(({ id }) => !there.has(id))) return null;
  if (isAsOpened(opened, document)) return words;
  const now = quantitiesOf(document, evaluation)
    .filter(({ name }) => isGiven(words, name))
    .slice(0, MOST_TOLD)
    .map(({ name, value }) => `${name} = ${formatNumber(value)}`);
  return `As it was opened: ${words}${now.length > 0 ? ` Now ${now.join(", ")}.` : ""}`;
}

/** Would a run show the same numbers? Places and titles do not count. */
function isAsOpened(opened: BackflowDocument, document: BackflowDocument): boolean {
  if (opened === document) return true;
  const computed = ({ graph, numbers, data }: BackflowDocument): string =>
    JSON.stringify([graph, [...numbers].sort(([one], [other]) => (one < other ? -1 : 1)), data]);
  return computed(opened) === computed(document);
}

interface Quantity {
  readonly name: string;
  readonly value: number;
}

/** Values, local derivatives, β and ω of single units, by their names in a text. */
function quantitiesOf(document: BackflowDocument, evaluation: Evaluation): Quantity[] {
  const { graph } = document;
  const values = graph.nodes.map(({ id, symbol }) => ({
    name: symbolText(symbol),
    value: onlyOf(valuesOf(evaluation, id)),
  }));
  const locals = graph.wires.map((_, wire) => {
    const local = localOf(evaluation, wire);
    return {
      name: wireLocalText(graph, wire),
      value: local && local.kind !== "matrix" ? onlyOf(local.values) : null,
    };
  });
  const parameters = parametersOf(graph).map(({ name, address }) => ({
    name,
    value: numberAt(document, address) ?? null,
  }));
  return [...values, ...locals, ...parameters].flatMap(({ name, value }) =>
    value === null ? [] : [{ name, value }],
  );
}

function parametersOf(graph: Graph): { name: string; address: NumberAddress }[] {
  return graph.nodes.filter(isLinear).flatMap(({ id, width, betaSymbol, omegaSymbols }) => {
    if (width !== 1) return [];
    const beta: NumberAddress = { kind: "beta", node: id, unit: 0 };
    const omegas = omegaSymbols.map((symbol, port) => {
      const address: NumberAddress = { kind: "omega", node: id, port, unit: 0, input: 0 };
      return { name: symbolText(symbol), address };
    });
    return [{ name: symbolText(betaSymbol), address: beta }, ...omegas];
  });
}

/** The number of a single unit; null of several, or where there is none. */
function onlyOf(numbers: ArrayLike<number> | null | undefined): number | null {
  return numbers?.length === 1 ? (numbers[0] ?? null) : null;
}

/** Does a text give a number for this name: "f₂ = −8.911"? Not for the denominator of a quotient. */
function isGiven(words: string, name: string): boolean {
  const at = words.indexOf(`${name} = `);
  const before = words.charAt(at - 1);
  const after = words.slice(at + name.length + 3);
  return at >= 0 && !/[\p{L}\p{N}/∂]/u.test(before) && /^[−\d]/.test(after);
}
