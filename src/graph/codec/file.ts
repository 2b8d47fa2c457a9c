import { type Column, type DataTable, isSameTable, type Recipe } from "@/data";
import { type OwnedKind, opById, ownedKind, settingOf } from "@/ops";
import { checkRows } from "../check";
import { columnsOfRows, ownTable } from "../columns";
import type {
  BackflowDocument,
  Graph,
  GraphNode,
  Matrix,
  NodeId,
  NodeNumbers,
  Position,
  Wire,
} from "../document";
import { MAX_FILE_BYTES } from "../limits";
import { isAsMade } from "../made/families";
import { defaultSymbols, nodeOf } from "../nodes";
import { ROWS_IN_FILE, ROWS_SINCE, rowsFromFile } from "../parts/rows";
import { FORMAT, type Format, partsFromFile } from "../parts/table";
import type { FileProblem } from "../problems";
import {
  malformed,
  parseJson,
  readList,
  readNumber,
  readNumbers,
  readObject,
  readRows,
  readText,
  readTexts,
  readWhole,
  refuse,
  refuseField,
} from "../reader";
import { recipeFits, tableOfRecipe } from "../recipe-table";
import { failure, type Result } from "../result";
import { readingDocument } from "./document-reader";
import { FILE_NAME } from "./file-writer";
import { firstLayout } from "./first-layout";

/**
 * The document in the text of a file, which anybody may have written: fields are copied one by one, and one that is not
 * known is refused, for it would be lost. `maxBytes` bounds the size of the text. Never throws.
 */
export function readFile(
  text: string,
  maxBytes = MAX_FILE_BYTES,
  format = FORMAT,
): Result<BackflowDocument, FileProblem> {
  if (text.length > maxBytes || new TextEncoder().encode(text).length > maxBytes) {
    return failure({ kind: "file-too-large", limit: maxBytes });
  }
  const json = parseJson(text);
  if (json === undefined) return failure({ kind: "not-json" });
  if (
    typeof json !== "object" ||
    json === null ||
    !("format" in json) ||
    json.format !== FILE_NAME
  ) {
    return failure({ kind: "not-backflow" });
  }
  const version: unknown = "version" in json ? json.version : undefined;
  if (typeof version === "number" && version > format.version) {
    return failure({ kind: "newer-file", version });
  }
  return readingDocument(() => documentFromFile(json, format));
}

function documentFromFile(json: unknown, format: Format): BackflowDocument {
  const {
    format: _name,
    version,
    title = "",
    batch = 1,
    nodes,
    wires,
    output = null,
    [ROWS_IN_FILE]: told,
    ...parts
  } = readObject(json, "file", [
    "format",
    "version",
    "title",
    "batch",
    "nodes",
    "wires",
    "output",
    ...(format.version >= ROWS_SINCE ? [ROWS_IN_FILE] : []),
    ...format.parts,
  ]);
  if (readWhole(version, "version") < 1) malformed("version", "whole number");
  const numbers = new Map<NodeId, NodeNumbers>();
  const columns = new Map<NodeId, readonly Column[]>();
  const layout = new Map<NodeId, Position>();
  const rows = readWhole(batch, "batch");
  const source = told === undefined ? 0 : rowsFromFile(told);
  const problem = checkRows(rows, typeof source === "number" ? source : 0);
  if (problem) refuse(problem);
  const graph: Graph = {
    nodes: readList(nodes, "nodes").map((node, index) =>
      readNode(node, `nodes[${index}]`, { rows, numbers, columns, layout }),
    ),
    wires: readList(wires, "wires").map((wire, index) => readWire(wire, `wires[${index}]`)),
    output: output === null ? null : readText(output, "output"),
  };
  const own = partsFromFile(parts);
  // One whose numbers were changed by hand in the file is an ordinary graph.
  const made = own.made && isAsMade(own.made, { graph, numbers }) ? own.made : null;
  return {
    title: readText(title, "title"),
    graph,
    numbers,
    data: tableFrom(graph, ownTable(rows, columns), source),
    layout: layout.size < graph.nodes.length ? firstLayout(graph, layout) : layout,
    ...own,
    made,
  };
}

/** The rows that were read, as what they claim to be; those of a recipe that have been changed since are the user's own. */
function tableFrom(graph: Graph, own: DataTable, source: number | Recipe): DataTable {
  if (typeof source === "number") return { ...own, validation: source };
  const validation = Math.min(source.validation, own.rows - 1);
  if (!recipeFits(graph, source)) return { ...own, validation };
  const generated = tableOfRecipe(graph, source);
  return isSameTable(generated, { ...own, validation }) ? generated : { ...own, validation };
}

function readWire(value: unknown, path: string): Wire {
  const { from, to, port = 0 } = readObject(value, path, ["from", "to", "port"]);
  return {
    source: readText(from, `${path}.from`),
    target: readText(to, `${path}.to`),
    port: readWhole(port, `${path}.port`),
  };
}

/** What a node has in a file beside id, op, symbol and position, by what it owns. */
const FIELDS: { readonly [Owned in OwnedKind]: readonly NodeField[] } = {
  leaf: ["value"],
  columns: ["value"],
  linear: ["beta", "omega", "betaSymbol", "omegaSymbols"],
  setting: ["setting"],
};

const COMMON_FIELDS = ["id", "op", "symbol", "position"] as const;
const OWN_FIELDS = ["value", "beta", "omega", "betaSymbol", "omegaSymbols", "setting"] as const;
type NodeField = (typeof OWN_FIELDS)[number];

/** Rows of numbers; one number by itself stands for one row of one. */
function readMatrix(value: unknown, path: string): Matrix {
  return typeof value === "number" ? [[value]] : readRows(value, path);
}

/** What belongs to nodes beside the graph, and is read with them. */
interface Belongings {
  /** Of the table, as the file claims. */
  readonly rows: number;
  readonly numbers: Map<NodeId, NodeNumbers>;
  readonly columns: Map<NodeId, readonly Column[]>;
  readonly layout: Map<NodeId, Position>;
}

/** Reads a node, and puts its numbers, its columns and its position into the maps. */
function readNode(
  value: unknown,
  path: string,
  { rows, numbers, columns, layout }: Belongings,
): GraphNode {
  const fields = readObject(value, path, [...COMMON_FIELDS, ...OWN_FIELDS]);
  const id = readText(fields.id, `${path}.id`);
  const name = readText(fields.op, `${path}.op`);
  const op = opById.get(name) ?? refuse({ kind: "unknown-op", node: id, op: name });
  const owned = ownedKind(op);
  const own = owned === null ? [] : FIELDS[owned];
  for (const field of OWN_FIELDS) {
    if (fields[field] !== undefined && !own.includes(field)) refuseField(path, field);
  }
  if (fields.position !== undefined) {
    const { x, y } = readObject(fields.position, `${path}.position`, ["x", "y"]);
    layout.set(id, {
      x: readNumber(x, `${path}.position.x`),
      y: readNumber(y, `${path}.position.y`),
    });
  }
  let width = 1;
  let ports = 0;
  if (op.kind === "leaf") {
    const own = readMatrix(fields.value, `${path}.value`);
    width = own[0]?.length ?? 0;
    // A matrix is not kept, so that its shape has to be looked at now.
    const count = op.perSample ? rows : 1;
    const odd = own.find((row) => row.length !== width);
    if (width > 0 && (own.length !== count || odd)) {
      const found = [own.length, (odd ?? own[0])?.length ?? 0] as const;
      refuse({ kind: "shape", node: id, part: "value", expected: [count, width], found });
    }
    if (op.perSample) columns.set(id, columnsOfRows(own, width));
    else numbers.set(id, { kind: "leaf", values: own[0] ?? [] });
  } else if (op.kind === "linear") {
    const { beta: units } = fields;
    const beta = readNumbers(typeof units === "number" ? [units] : units, `${path}.beta`);
    const omega = readList(fields.omega, `${path}.omega`).map((block, port) =>
      readMatrix(block, `${path}.omega[${port}]`),
    );
    numbers.set(id, { kind: "linear", beta, omega });
    width = beta.length;
    ports = omega.length;
  } else if (owned === "setting") {
    const { setting = settingOf(op)?.initial } = fields;
    numbers.set(id, { kind: "setting", value: readNumber(setting, `${path}.setting`) });
  }
  const [symbol, betaSymbol, ...omegaSymbols] = defaultSymbols(op, id, ports);
  return nodeOf(op, id, width, [
    readText(fields.symbol ?? symbol, `${path}.symbol`),
    readText(fields.betaSymbol ?? betaSymbol ?? "", `${path}.betaSymbol`),
    ...readTexts(fields.omegaSymbols ?? omegaSymbols, `${path}.omegaSymbols`),
  ]);
}
