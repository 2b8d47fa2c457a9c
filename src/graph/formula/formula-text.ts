import { failure, type Result, success } from "../result";
import type { FormulaProblem } from "./formula-problem";
import {
  applied,
  isFunctionName,
  isOpName,
  joined,
  negated,
  numberTerm,
  quotient,
  raised,
  type Term,
} from "./formula-terms";
import { type Token, tokensOf, Unreadable, unreadable } from "./formula-tokens";

/** Numbers for the units of what they are given to: `x = [1, −2]`. */
export interface NumberList {
  readonly kind: "list";
  readonly values: readonly number[];
}

/** One formula of a text: a term, or numbers, and the name that its result gets. */
export interface Statement {
  readonly name: string | null;
  readonly term: Term | NumberList;
}

/** What nests deeper is no formula that anybody types. */
const DEEPEST = 60;

const END: Token = { kind: "end", text: "" };

/**
 * Reads formulas as they are typed, apart by semicolons, commas or lines: `f = (x + y)·z`, `c += relu(b + a)`, `2x^3 + 1/x`.
 * Powers bind first and from the right, then a product, which may go without its sign, then a sum. What follows a
 * name in parentheses is the input of that op, by any of its names, and so is what follows the name of a function: `sin x`.
 * `x = [1, −2]` gives numbers to units, `linear(x, 3)` has 3 of them. `hasE`: is something called e already, so that e^x is
 * a power of it?
 */
export function readFormula(
  text: string,
  hasE = false,
): Result<readonly Statement[], FormulaProblem> {
  try {
    return success(new Reader(tokensOf(text), hasE).statements());
  } catch (error) {
    if (error instanceof Unreadable) return failure(error.problem);
    throw error;
  }
}

class Reader {
  private cursor = 0;
  private depth = 0;
  /** Strokes of absolute values that are open. */
  private bars = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private hasE: boolean,
  ) {}

  statements(): readonly Statement[] {
    const statements: Statement[] = [];
    while (this.next().kind !== "end") {
      if (this.takes(";") || this.takes(",")) continue;
      statements.push(this.statement());
      const after = this.next();
      if (after.text === ")") unreadable("parenthesis", ")");
      if (after.kind !== "end" && after.text !== ";" && after.text !== ",") {
        unreadable("operand", after.text);
      }
    }
    if (statements.length === 0) unreadable("operand", "");
    return statements;
  }

  private statement(): Statement {
    const [name, sign] = [this.next(), this.next(1)];
    if (name.kind !== "name" || !/^[-+*/]?=$/.test(sign.text)) {
      return { name: null, term: this.sum() };
    }
    this.cursor += 2;
    if (sign.text === "=" && this.takes("[")) return { name: name.text, term: this.list() };
    const term = this.sum();
    this.hasE ||= name.text === "e";
    const own: Term = { kind: "name", name: name.text };
    switch (sign.text) {
      case "+=":
        return { name: name.text, term: joined("add", own, term) };
      case "-=":
        return { name: name.text, term: joined("subtract", own, term) };
      case "*=":
        return { name: name.text, term: joined("multiply", own, term) };
      case "/=":
        return { name: name.text, term: joined("divide", own, term) };
      default:
        return { name: name.text, term };
    }
  }

  /** Numbers up to the bracket that ends them. */
  private list(): NumberList {
    const values: number[] = [];
    while (!this.takes("]")) {
      if (this.next().kind === "end") unreadable("parenthesis", "[");
      if (this.takes(",")) continue;
      const term = this.signed();
      if (term.kind !== "number") unreadable("list", "");
      values.push(term.value);
    }
    if (values.length === 0) unreadable("list", "");
    return { kind: "list", values };
  }

  private sum(): Term {
    let total = this.product();
    for (;;) {
      if (this.takes("+")) total = joined("add", total, this.product());
      else if (this.takes("-")) total = joined("subtract", total, this.product());
      else return total;
    }
  }

  private product(): Term {
    let total = this.signed();
    for (;;) {
      if (this.takes("*")) total = joined("multiply", total, this.signed());
      else if (this.takes("/")) total = quotient(total, this.signed());
      else if (this.beginsTerm()) total = joined("multiply", total, this.power());
      else return total;
    }
  }

  /** Does a term follow, so that a product is meant? */
  private beginsTerm(): boolean {
    const { kind, text } = this.next();
    if (text === "|") return this.bars === 0;
    return kind === "name" || kind === "number" || text === "(" || text === "½";
  }

  private signed(): Term {
    if (this.takes("+")) return this.signed();
    return this.takes("-") ? negated(this.signed()) : this.power();
  }

  private power(): Term {
    const base = this.called();
    if (!this.takes("^") && !this.takes("**")) return base;
    const exponent = this.nested(() => this.signed());
    // A function of its own, unless something is called e.
    if (base.kind === "name" && base.name === "e" && !this.hasE) {
      return { kind: "apply", op: "exp", inputs: [exponent] };
    }
    if (exponent.kind !== "number") unreadable("exponent", "");
    return raised(base, exponent.value);
  }

  /** An atom, and what is called on it: `(b + a).relu()`. */
  private called(): Term {
    let term = this.atom();
    while (this.next().text === "." && this.next(1).kind === "name") {
      this.cursor++;
      const name = this.name();
      term = applied(name, [term, ...this.inputs(name)]);
    }
    return term;
  }

  private atom(): Term {
    const { kind, text } = this.next();
    this.cursor++;
    if (kind === "number") return numberTerm(Number(text));
    if (text === "½") return { kind: "number", value: 0.5 };
    if (text === "(") {
      const inner = this.nested(() => this.sum());
      if (!this.takes(")")) unreadable("parenthesis", "(");
      return inner;
    }
    if (text === "|") return this.absolute();
    if (kind !== "name") unreadable("operand", text);
    if (text === "π") return { kind: "number", value: Math.PI };
    if (this.next().text !== "(") {
      // A root reaches over the one thing behind it.
      if (text === "sqrt") return applied(text, [this.nested(() => this.called())]);
      if (isFunctionName(text) && /^(?:name|number)$/.test(this.next().kind)) {
        return applied(text, [this.nested(() => this.reached())]);
      }
      return { kind: "name", name: text };
    }
    // A single letter before a parenthesis is a factor, unless it names an op: x(y + z), σ(x).
    if (!isOpName(text) && Array.from(text).length === 1) return { kind: "name", name: text };
    return applied(text, this.inputs(text));
  }

  /** What a function without parentheses reaches over: a product without signs, up to the next function: sin 2x cos y. */
  private reached(): Term {
    let total = this.power();
    for (;;) {
      const { kind, text } = this.next();
      const isFactor = kind === "number" || (kind === "name" && !isOpName(text));
      if (!isFactor) return total;
      total = joined("multiply", total, this.power());
    }
  }

  /** What stands between two strokes. */
  private absolute(): Term {
    this.bars++;
    const inner = this.nested(() => this.sum());
    this.bars--;
    if (!this.takes("|")) unreadable("parenthesis", "|");
    return applied("abs", [inner]);
  }

  private name(): string {
    const { text } = this.next();
    this.cursor++;
    return text;
  }

  private inputs(name: string): readonly Term[] {
    if (!this.takes("(")) unreadable("operand", name);
    const terms: Term[] = [];
    while (!this.takes(")")) {
      if (terms.length > 0 && !this.takes(",")) unreadable("parenthesis", "(");
      terms.push(this.nested(() => this.sum()));
    }
    return terms;
  }

  private nested(read: () => Term): Term {
    if (++this.depth > DEEPEST) unreadable("too-long", "");
    const term = read();
    this.depth--;
    return term;
  }

  private next(ahead = 0): Token {
    return this.tokens[this.cursor + ahead] ?? END;
  }

  private takes(sign: string): boolean {
    const { kind, text } = this.next();
    if (kind !== "sign" || text !== sign) return false;
    this.cursor++;
    return true;
  }
}
