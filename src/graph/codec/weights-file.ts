import { opOf } from "@/ops";
import type { BackflowDocument, GraphNode, NodeId, NodeNumbers, Numbers } from "../document";
import { lineOfJson } from "../json";
import { isLinear } from "../nodes";
import { parseJson } from "../reader";
import { failure, type Result, success } from "../result";
import { topologyOf } from "../topology";

/** Why the weights of a file were not taken; nothing is changed then. Sentences are made in `explain/`. */
export type WeightsProblem =
  /** Neither JSON nor lines of a name and numbers. */
  | { readonly kind: "unreadable" }
  /** It begins as JSON does, and is none. */
  | { readonly kind: "no-json" }
  /** No name of the graph's parameters is in it. */
  | { readonly kind: "no-names"; readonly wanted: string }
  | { readonly kind: "unknown-name"; readonly name: string; readonly wanted: string }
  | { readonly kind: "twice"; readonly name: string }
  | {
      readonly kind: "shape";
      readonly name: string;
      readonly shape: string;
      readonly wanted: string;
    }
  | { readonly kind: "not-a-number"; readonly name: string };

/** Numbers of a file that were taken, and how many of the graph's parameters it had nothing for. */
export interface TakenWeights {
  readonly numbers: Numbers;
  /** Of P. */
  readonly taken: number;
  readonly left: number;
}

/** Parameters that have a name of their own in a file: as `state_dict` names them, after the ids of the nodes. */
interface NamedParameters {
  readonly name: string;
  readonly node: GraphNode;
  readonly part: "weight" | "bias" | "value";
  /** Rows × columns; a vector has one row. */
  readonly rows: number;
  readonly columns: number;
}

type Content = Pick<BackflowDocument, "graph" | "numbers">;

function namedParameters({ graph, numbers }: Content): readonly NamedParameters[] {
  const { widths } = topologyOf(graph);
  return graph.nodes.flatMap((node, index): NamedParameters[] => {
    const own = numbers.get(node.id);
    if ((widths[index] ?? 0) === 0 || !own) return [];
    if (isLinear(node) && own.kind === "linear") {
      const rows = node.width;
      const columns = own.omega.reduce((sum, block) => sum + (block[0]?.length ?? 0), 0);
      const bias = { name: `${node.id}.bias`, node, part: "bias", rows: 1, columns: rows } as const;
      if (columns === 0) return [bias];
      return [{ name: `${node.id}.weight`, node, part: "weight", rows, columns }, bias];
    }
    const op = opOf(node.op);
    if (op.kind !== "leaf" || !op.trainable || own.kind !== "leaf") return [];
    return [{ name: node.id, node, part: "value", rows: 1, columns: own.values.length }];
  });
}

/** The rows of some parameters, as they are now. */
function rowsNow({ numbers }: Content, { node, part, rows }: NamedParameters): number[][] {
  const own = numbers.get(node.id);
  if (own?.kind === "leaf") return [[...own.values]];
  if (own?.kind !== "linear") return [];
  if (part === "bias") return [[...own.beta]];
  return Array.from({ length: rows }, (_, unit) => own.omega.flatMap((block) => block[unit] ?? []));
}

/** All parameters by name, as JSON: what `takeWeights` takes, and what the exported script writes in the end. */
export function weightsJson(content: Content): string {
  const lines = namedParameters(content).map((named) => {
    const rows = rowsNow(content, named);
    const value = named.part === "weight" ? rows : (rows[0] ?? []);
    return `  ${JSON.stringify(named.name)}: ${lineOfJson(value, " ")}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

/**
 * The parameters of a document replaced by those of a file: JSON that has a list for each name, or lines of a name and its
 * numbers, row by row, with commas between. Names are those of `weightsJson`, or of the exported script.
 */
export function takeWeights(content: Content, text: string): Result<TakenWeights, WeightsProblem> {
  const isJson = /^\s*[{[]/.test(text);
  const entries = isJson ? readJson(text) : readLines(text);
  if (!entries) return failure({ kind: isJson ? "no-json" : "unreadable" });
  const all = namedParameters(content);
  const wanted = all.map(({ name }) => name).join(", ");
  const found = new Map<NamedParameters, readonly number[]>();
  for (const [name, value] of entries) {
    const named = all.find((one) => one.name === name || scriptName(one) === name);
    if (!named) return failure({ kind: "unknown-name", name, wanted });
    if (found.has(named)) return failure({ kind: "twice", name });
    const flat = flatten(value);
    if (!flat) return failure({ kind: "not-a-number", name });
    const problem = shapeProblem(named, value, flat);
    if (problem) return failure(problem);
    found.set(named, flat);
  }
  if (found.size === 0) return failure({ kind: "no-names", wanted });
  const numbers = new Map(content.numbers);
  for (const [named, flat] of found) {
    const own = numbers.get(named.node.id);
    if (own) numbers.set(named.node.id, withValues(own, named, flat));
  }
  const count = ({ rows, columns }: NamedParameters) => rows * columns;
  const taken = [...found.keys()].reduce((sum, named) => sum + count(named), 0);
  const total = all.reduce((sum, named) => sum + count(named), 0);
  return success({ numbers, taken, left: total - taken });
}

function withValues(own: NodeNumbers, { part, columns }: NamedParameters, flat: readonly number[]) {
  if (own.kind === "leaf") return { ...own, values: [...flat] };
  if (own.kind !== "linear") return own;
  if (part === "bias") return { ...own, beta: [...flat] };
  let column = 0;
  const omega = own.omega.map((block) => {
    const from = column;
    const width = block[0]?.length ?? 0;
    column += width;
    return block.map((_, unit) => flat.slice(unit * columns + from, unit * columns + from + width));
  });
  return { ...own, omega };
}

/** A name that Python takes: ids hold "-", and may be a word of the language. The exported script calls nodes so. */
export function pythonName(id: NodeId): string {
  return `n_${id.replaceAll("-", "_m_")}`;
}

/** As the exported script calls it. */
function scriptName({ name, node }: NamedParameters): string {
  return pythonName(node.id) + name.slice(node.id.length);
}

/** What the JSON has by name, nothing if it is a list; null where it is no JSON. */
function readJson(text: string): [string, unknown][] | null {
  const json = parseJson(text.trim());
  if (json === undefined) return null;
  const isTable = typeof json === "object" && json !== null && !Array.isArray(json);
  return isTable ? Object.entries(json) : [];
}

/** "f.weight, 0.1, 0.2", a line each. */
function readLines(text: string): [string, unknown][] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const entries = lines.map((line): [string, unknown] => {
    const [name = "", ...cells] = line.split(/[,;\t]/).map((cell) => cell.trim());
    return [name, cells.map((cell) => (cell === "" ? Number.NaN : Number(cell)))];
  });
  const hasNumbers = entries.every(([, cells]) => Array.isArray(cells) && cells.length > 0);
  return entries.length > 0 && hasNumbers ? entries : null;
}

/** The numbers of a list, or of a list of lists, row by row; null where something else is among them. */
function flatten(value: unknown): readonly number[] | null {
  if (typeof value === "number") return Number.isFinite(value) ? [value] : null;
  if (!Array.isArray(value)) return null;
  const parts = value.map(flatten);
  return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
}

function shapeProblem(
  { name, rows, columns }: NamedParameters,
  value: unknown,
  flat: readonly number[],
): WeightsProblem | null {
  const lists = Array.isArray(value) && value.some(Array.isArray) ? value : null;
  // −1: a number beside lists, or lists within a row.
  const lengths = lists?.map((row: unknown) =>
    Array.isArray(row) && !row.some(Array.isArray) ? row.length : -1,
  );
  const fits = lengths
    ? lengths.length === rows && lengths.every((length) => length === columns)
    : flat.length === rows * columns;
  if (fits) return null;
  const wanted = rows > 1 ? `${rows} rows of ${columns}` : `${columns}`;
  return { kind: "shape", name, shape: shapeText(lengths, flat.length), wanted };
}

/** "2 rows of 3", "2 rows of unequal lengths", "6 numbers" */
function shapeText(lengths: readonly number[] | undefined, count: number): string {
  if (!lengths) return `${count} ${count === 1 ? "number" : "numbers"}`;
  const [first = 0] = lengths;
  const rows = `${lengths.length} ${lengths.length === 1 ? "row" : "rows"}`;
  if (lengths.includes(-1)) return `${count} numbers, not row by row`;
  return lengths.every((length) => length === first)
    ? `${rows} of ${first}`
    : `${rows} of unequal lengths`;
}
