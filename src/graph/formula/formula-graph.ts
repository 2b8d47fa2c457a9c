import { type OpId, opOf } from "@/ops";
import type { BackflowDocument, NodeId } from "../document";
import { withSymbol } from "../edits/renaming";
import { addNode, addWire } from "../edits/structure";
import { withNumber } from "../edits/values";
import type { EditProblem } from "../problems";
import { failure, type Result, success } from "../result";
import type { FormulaProblem, Statement, Term } from "./formula-text";

/** A document into which formulas were built. */
export interface BuiltFormula {
  readonly document: BackflowDocument;
  /** What is new, all at the origin: places are given by whoever knows sizes. */
  readonly nodes: readonly NodeId[];
  /** What the last formula computes. */
  readonly result: NodeId;
}

const ORIGIN = { x: 0, y: 0 };

/** Numbers of these names are trained. */
const PARAMETER = /^(?:w|b|β|ω|θ|theta|omega|beta)/i;

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  η: "eta",
  θ: "theta",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
  φ: "phi",
  ψ: "psi",
  ω: "omega",
  ℓ: "ell",
};

/**
 * Builds formulas into a document: a node for each operation and each number. A name is the last node of that symbol; any
 * other becomes an input, or a parameter where it begins as weights and biases do. `x = −2` gives a number to x. The
 * last result of a name has it as its symbol.
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
  /** By the plain form of their names. */
  private readonly named = new Map<string, NodeId>();
  private readonly added: NodeId[] = [];
  private readonly results = new Map<string, NodeId>();
  /** Symbols that the formulas use: constants get others. */
  private symbols: ReadonlySet<string> = new Set();
  private constants = 0;

  constructor(private document: BackflowDocument) {
    // What was called so last is meant, and a name as it reads before one without its index.
    const { nodes } = document.graph;
    for (const { id, symbol } of nodes) this.named.set(plainName(symbol.replace(/_i$/, "")), id);
    for (const { id, symbol } of nodes) this.named.set(plainName(symbol), id);
  }

  build(statements: readonly Statement[]): BuiltFormula {
    let result: NodeId | null = null;
    this.symbols = new Set(statements.flatMap(namesIn).map(symbolOfName));
    for (const { name, term } of statements) {
      if (name !== null && term.kind === "number") {
        result = this.withValue(name, term.value);
        continue;
      }
      if (term.kind === "number") {
        throw new Unbuildable({ kind: "formula", reason: "number-alone", found: `${term.value}` });
      }
      result = this.nodeOf(term);
      if (name === null) continue;
      this.named.set(plainName(name), result);
      this.results.set(name, result);
    }
    for (const [name, node] of this.results) {
      const isNew = this.added.includes(node);
      if (isNew && !this.isLeaf(node)) this.callAlone(node, name);
    }
    if (result === null) throw new Unbuildable({ kind: "formula", reason: "operand", found: "" });
    return { document: this.document, nodes: this.added, result };
  }

  /** The node that computes a term. */
  private nodeOf(term: Term): NodeId {
    switch (term.kind) {
      case "number":
        return this.constant(term.value);
      case "name":
        return this.named.get(plainName(term.name)) ?? this.number(term.name, null);
      case "apply": {
        // Inputs first, so that the order of the document is that of the computation.
        const inputs = term.inputs.map((input) => this.nodeOf(input));
        const node = this.add(term.op);
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

  /** Gives a number to what bears a name, or to a new node of that name. */
  private withValue(name: string, value: number): NodeId {
    const id = this.named.get(plainName(name));
    const node = this.document.graph.nodes.find((each) => each.id === id);
    if (id === undefined || !node || opOf(node.op).kind !== "leaf") return this.number(name, value);
    if (this.document.data.columns.has(id) && this.document.data.rows > 1) {
      throw new Unbuildable({ kind: "formula", reason: "rows", found: name });
    }
    this.setValue(id, value);
    return id;
  }

  private number(name: string, value: number | null): NodeId {
    const node = this.leaf(PARAMETER.test(name) ? "parameter" : "input", value);
    this.named.set(plainName(name), node);
    this.call(node, name);
    return node;
  }

  private constant(value: number): NodeId {
    const node = this.leaf("constant", value);
    const found = this.document.graph.nodes.find(({ id }) => id === node);
    if (found && this.symbols.has(found.symbol)) this.call(node, `k${++this.constants}`);
    return node;
  }

  private leaf(op: OpId, value: number | null): NodeId {
    const node = this.add(op);
    if (value !== null) this.setValue(node, value);
    return node;
  }

  private setValue(node: NodeId, value: number): void {
    for (let row = 0; row < this.document.data.rows; row++) {
      this.document = withNumber(this.document, { kind: "value", node, row, unit: 0 }, value);
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

  /** Calls a result by its name. What was computed under that name before goes by its own again. */
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
  const waiting = [term];
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

/** "w₀", "w_0" and "w0" are one name, and so are "θ" and "\theta". */
function plainName(name: string): string {
  return spelled(name).replace(/[\\_{}\s]/g, "");
}

/** With plain digits, and Greek letters by their names. */
function spelled(name: string): string {
  return name
    .replace(/[₀-₉]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x2080 + 0x30))
    .replace(/[α-ωℓ]/g, (letter) => GREEK[letter] ?? letter);
}

/** A typed name as a symbol: w0 → w_0, θ₁₁ → \theta_{11}, net_h1 → net_{h1}. */
function symbolOfName(name: string): string {
  const text = name.replace(/[₀-₉]/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) - 0x2080 + 0x30),
  );
  const numbered = /^(\D+?)_?\{?(\d+)\}?$/.exec(text) ?? /^([^_]+)_\{?([^}]+)\}?$/.exec(text);
  const [letters = text, index = ""] = numbered?.slice(1) ?? [];
  const command = GREEK[letters];
  const stem = command ? `\\${command}` : letters;
  if (index === "") return stem;
  return index.length === 1 ? `${stem}_${index}` : `${stem}_{${index}}`;
}
