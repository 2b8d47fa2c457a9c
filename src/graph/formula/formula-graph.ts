import { type OpId, opOf } from "@/ops";
import type { BackflowDocument, NodeId } from "../document";
import { withSymbol } from "../edits/renaming";
import { addNode, addWire } from "../edits/structure";
import { withNumber } from "../edits/values";
import { widenedTogether, withWidth } from "../edits/widths";
import { symbolOfName } from "../letters";
import type { EditProblem } from "../problems";
import { failure, type Result, success } from "../result";
import { topologyOf } from "../topology";
import { isNameOfParameter, keyOfSymbol, keysOfName, keysOfSymbol } from "./formula-names";
import type { FormulaProblem } from "./formula-problem";
import type { Term } from "./formula-terms";
import type { Statement } from "./formula-text";

/** A document into which formulas were built. */
export interface BuiltFormula {
  readonly document: BackflowDocument;
  /** What is new, all at the origin: places are given by whoever knows sizes. */
  readonly nodes: readonly NodeId[];
  /** Numbers that nodes which were there got: one for every unit of them, or one for each. */
  readonly given: ReadonlyMap<NodeId, readonly number[]>;
  /** What was asked for: the output, else what the last text names. */
  readonly result: NodeId;
  /** The last new operation that nothing goes on from, whatever numbers are given after it; null where there is none. */
  readonly output: NodeId | null;
}

const ORIGIN = { x: 0, y: 0 };

/**
 * Builds formulas into a document: a node for each operation and each number. A name is the last node of that symbol; any
 * other becomes an input, or a parameter where it begins as weights and biases do. `x = −2` gives a number to x, to each of
 * its units. The last result of a name has it as its symbol.
 */
export function withFormulas(
  document: BackflowDocument,
  statements: readonly Statement[],
): Result<BuiltFormula, EditProblem | FormulaProblem> {
  try {
    return success(new FormulaBuilder(document).build(statements));
  } catch (error) {
    if (error instanceof Unbuildable) return failure(error.problem);
    throw error;
  }
}

/** Thrown while formulas are built, and caught where building began. */
class Unbuildable extends Error {
  constructor(readonly problem: EditProblem | FormulaProblem) {
    super(problem.kind);
  }
}

class FormulaBuilder {
  /** By all that they can be called. */
  private readonly named = new Map<string, NodeId>();
  private readonly added: NodeId[] = [];
  private readonly given = new Map<NodeId, readonly number[]>();
  private readonly results = new Map<string, NodeId>();
  /** Symbols that the formulas use: constants get others. */
  private symbols: ReadonlySet<string> = new Set();
  private constants = 0;

  constructor(private document: BackflowDocument) {
    // What was called so last is meant, and a name as it reads before one that is only like it.
    const called = document.graph.nodes.map(({ id, symbol }) => ({
      id,
      keys: keysOfSymbol(symbol),
    }));
    for (const nearness of [0, 1, 2]) {
      for (const { id, keys } of called) this.named.set(keys[nearness] ?? "", id);
    }
  }

  build(statements: readonly Statement[]): BuiltFormula {
    let last: NodeId | null = null;
    const computed: NodeId[] = [];
    this.symbols = new Set(statements.flatMap(namesIn).map(symbolOfName));
    for (const { name, term } of statements) {
      if (name !== null && term.kind === "number") {
        last = this.withValues(name, [term.value]);
        continue;
      }
      if (term.kind === "list") {
        if (name === null) throw new Unbuildable({ kind: "formula", reason: "list", found: "" });
        last = this.withValues(name, term.values);
        continue;
      }
      if (term.kind === "number") {
        throw new Unbuildable({ kind: "formula", reason: "number-alone", found: `${term.value}` });
      }
      last = this.nodeOf(term);
      if (this.added.includes(last) && !this.isLeaf(last)) computed.push(last);
      if (name === null) continue;
      this.nameIt(name, last);
      this.results.set(name, last);
    }
    for (const [name, node] of this.results) {
      const isNew = this.added.includes(node);
      if (isNew && !this.isLeaf(node)) this.callAlone(node, name);
    }
    if (last === null) throw new Unbuildable({ kind: "formula", reason: "operand", found: "" });
    const read = new Set(this.document.graph.wires.map(({ source }) => source));
    const output = computed.findLast((node) => !read.has(node)) ?? null;
    return {
      document: this.document,
      nodes: this.added,
      given: this.given,
      result: output ?? last,
      output,
    };
  }

  /** The node that computes a term. */
  private nodeOf(term: Term): NodeId {
    switch (term.kind) {
      case "number":
        return this.constant(term.value);
      case "name":
        return this.nodeCalled(term.name) ?? this.number(term.name);
      case "apply": {
        // Inputs first, so that the order of the document is that of the computation.
        const inputs: NodeId[] = [];
        for (const [port, input] of term.inputs.entries()) {
          const compared = opOf(term.op).kind === "loss" && port === 1 ? inputs[0] : undefined;
          inputs.push(this.targetOf(input, compared, term.op) ?? this.nodeOf(input));
        }
        const node = this.add(term.op);
        if (term.units !== undefined) {
          this.document = sound(withWidth(this.document, node, term.units));
        }
        for (const [port, input] of inputs.entries()) {
          this.document = sound(addWire(this.document, input, node, port));
        }
        if (term.setting !== undefined) {
          this.document = withNumber(this.document, { kind: "setting", node }, term.setting);
        }
        return node;
      }
    }
  }

  /** A new target for what a loss compares, with as many units; null where the term is no new name. */
  private targetOf(term: Term, compared: NodeId | undefined, loss: OpId): NodeId | null {
    if (compared === undefined || term.kind !== "name") return null;
    if (this.nodeCalled(term.name) !== undefined) return null;
    const { indexOf, widths } = topologyOf(this.document.graph);
    const units = widths[indexOf.get(compared) ?? -1] ?? 1;
    const node = this.namedLeaf(term.name, "target");
    if (units === 1) return node;
    this.document = sound(withWidth(this.document, node, units));
    // Of several classes the first: of none the loss and all derivatives would be 0.
    if ("ofSeveral" in opOf(loss)) this.setValues(node, [1, ...Array<number>(units - 1).fill(0)]);
    return node;
  }

  /** Gives numbers to what bears a name, or to a new node of that name: one to every unit, or each unit its own. */
  private withValues(name: string, values: readonly number[]): NodeId {
    const called = this.nodeCalled(name);
    const found = this.document.graph.nodes.find((each) => each.id === called);
    const isThere = found !== undefined && opOf(found.op).kind === "leaf";
    const id = isThere ? found.id : this.number(name);
    if (this.document.data.columns.has(id) && this.document.data.rows > 1) {
      throw new Unbuildable({ kind: "formula", reason: "rows", found: name });
    }
    if (values.length > 1) this.widen(id, values.length);
    this.setValues(id, values);
    if (isThere && !this.added.includes(id)) this.given.set(id, values);
    return id;
  }

  /** Makes room for so many numbers; where that no longer fits, in what it meets as well. */
  private widen(id: NodeId, units: number): void {
    const alone = withWidth(this.document, id, units);
    const together = alone.ok ? null : widenedTogether(this.document, id, units);
    this.document = together?.document ?? sound(alone);
  }

  private number(name: string): NodeId {
    return this.namedLeaf(name, isNameOfParameter(name) ? "parameter" : "input");
  }

  private namedLeaf(name: string, op: OpId): NodeId {
    const node = this.add(op);
    this.nameIt(name, node);
    this.callAlone(node, name);
    return node;
  }

  private constant(value: number): NodeId {
    const node = this.add("constant");
    this.setValues(node, [value]);
    const found = this.document.graph.nodes.find(({ id }) => id === node);
    if (found && this.symbols.has(found.symbol)) this.call(node, this.freeConstantName());
    return node;
  }

  /** k1, k2 …: the first that neither the formulas nor the document know. */
  private freeConstantName(): string {
    const { nodes } = this.document.graph;
    for (;;) {
      const name = `k${++this.constants}`;
      const symbol = symbolOfName(name);
      if (!this.symbols.has(symbol) && nodes.every((node) => node.symbol !== symbol)) return name;
    }
  }

  private nodeCalled(name: string): NodeId | undefined {
    for (const key of keysOfName(name)) {
      const node = this.named.get(key);
      if (node !== undefined) return node;
    }
    return undefined;
  }

  private nameIt(name: string, node: NodeId): void {
    this.named.set(keyOfSymbol(symbolOfName(name)), node);
  }

  private setValues(node: NodeId, values: readonly number[]): void {
    const { data, graph } = this.document;
    const found = graph.nodes.find(({ id }) => id === node);
    const width = found && "width" in found ? found.width : 1;
    for (let row = 0; row < data.rows; row++) {
      for (let unit = 0; unit < width; unit++) {
        const value = values[unit] ?? values[0] ?? 0;
        this.document = withNumber(this.document, { kind: "value", node, row, unit }, value);
      }
    }
  }

  private add(op: OpId): NodeId {
    const { document, node } = sound(addNode(this.document, op, ORIGIN));
    this.document = document;
    this.added.push(node);
    return node;
  }

  private isLeaf(id: NodeId): boolean {
    const node = this.document.graph.nodes.find((each) => each.id === id);
    return node !== undefined && opOf(node.op).kind === "leaf";
  }

  /** Calls a node by its name. What was computed under that name before goes by its own again. */
  private callAlone(node: NodeId, name: string): void {
    const symbol = symbolOfName(name);
    for (const { id, symbol: other } of this.document.graph.nodes) {
      if (other !== symbol || this.isLeaf(id)) continue;
      this.document = sound(withSymbol(this.document, id, "own", ""));
    }
    this.call(node, name);
  }

  private call(node: NodeId, name: string): void {
    this.document = sound(withSymbol(this.document, node, "own", symbolOfName(name)));
  }
}

/** All names of a formula. */
function namesIn({ name, term }: Statement): readonly string[] {
  const names = name === null ? [] : [name];
  const waiting = term.kind === "list" ? [] : [term];
  // The list grows while it is walked.
  for (const each of waiting) {
    if (each.kind === "name") names.push(each.name);
    else if (each.kind === "apply") waiting.push(...each.inputs);
  }
  return names;
}

function sound<Value>(result: Result<Value, EditProblem>): Value {
  if (!result.ok) throw new Unbuildable(result.problem);
  return result.value;
}
