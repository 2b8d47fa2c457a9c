import { type Op, type OpId, ops, portNames } from "@/ops";
import { failure, type Result, success } from "../result";

/** What a formula computes: a number, what bears a name, or an op of terms. */
export type Term =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  /** `setting`: of an op that has one, such as the exponent of a power. */
  | {
      readonly kind: "apply";
      readonly op: OpId;
      readonly inputs: readonly Term[];
      readonly setting?: number;
    };

/** One formula of a text: a term, and the name that its result gets. */
export interface Statement {
  readonly name: string | null;
  readonly term: Term;
}

/** Why a text is no formula that can be built. `found`: where in it. */
export interface FormulaProblem {
  readonly kind: "formula";
  readonly reason:
    | "character"
    | "parenthesis"
    | "operand"
    | "function"
    | "arguments"
    | "exponent"
    | "not-finite"
    | "number-alone"
    | "rows"
    | "too-long";
  readonly found: string;
}

/** A longer text, or one that nests deeper, is no formula that anybody types. */
const MOST_CHARACTERS = 2000;
const DEEPEST = 60;

const SPACE = /^\s+/;
const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i;
const NAME = /^\p{L}[\p{L}\p{M}\d₀-₉]*(?:_\{?[\p{L}\d]+\}?)*/u;
const SIGN = /^(?:\*\*|[-+*/]=|[-+*/^=(),;.½])/;

/** Signs that mean the same. */
const SAME_SIGNS: ReadonlyMap<string, string> = new Map([
  ["−", "-"],
  ["–", "-"],
  ["·", "*"],
  ["×", "*"],
  ["⋅", "*"],
  ["÷", "/"],
]);

interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
}

const END: Token = { kind: "end", text: "" };

/** Thrown while a text is read, and caught where reading began. */
class Unreadable extends Error {
  constructor(readonly problem: FormulaProblem) {
    super(problem.reason);
  }
}

function unreadable(reason: FormulaProblem["reason"], found: string): never {
  throw new Unreadable({ kind: "formula", reason, found });
}

/**
 * Reads formulas as they are typed, apart by semicolons, commas or lines: `f = (x + y)·z`, `c += relu(b + a)`, `2x^3 + 1/x`.
 * Powers bind first and from the right, then a product, which may go without its sign, then a sum. What follows a
 * name in parentheses is the input of that op, by any of its names. `hasE`: is something called e already, so that e^x is
 * a power of it?
 */
export function readFormula(
  text: string,
  hasE = false,
): Result<readonly Statement[], FormulaProblem> {
  try {
    if (text.length > MOST_CHARACTERS) unreadable("too-long", "");
    return success(new Reader(tokensOf(text), hasE).statements());
  } catch (error) {
    if (error instanceof Unreadable) return failure(error.problem);
    throw error;
  }
}

function tokensOf(text: string): readonly Token[] {
  let rest = text
    .replace(/[−–·×⋅÷]/g, (sign) => SAME_SIGNS.get(sign) ?? sign)
    .replaceAll("√", " sqrt ")
    .replaceAll("\n", ";");
  const tokens: Token[] = [];
  const take = (kind: Token["kind"], pattern: RegExp): boolean => {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) return false;
    tokens.push({ kind, text: found });
    rest = rest.slice(found.length);
    return true;
  };
  for (;;) {
    rest = rest.replace(SPACE, "");
    if (rest === "") return tokens;
    if (!take("number", NUMBER) && !take("name", NAME) && !take("sign", SIGN)) {
      unreadable("character", Array.from(rest)[0] ?? "");
    }
  }
}

class Reader {
  private place = 0;
  private depth = 0;

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
    this.place += 2;
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
      this.place++;
      const name = this.name();
      term = applied(name, [term, ...this.inputs(name)]);
    }
    return term;
  }

  private atom(): Term {
    const { kind, text } = this.next();
    this.place++;
    if (kind === "number") return numberTerm(Number(text));
    if (text === "½") return { kind: "number", value: 0.5 };
    if (text === "(") {
      const inner = this.nested(() => this.sum());
      if (!this.takes(")")) unreadable("parenthesis", "(");
      return inner;
    }
    if (kind !== "name") unreadable("operand", text);
    if (text === "π") return { kind: "number", value: Math.PI };
    if (this.next().text !== "(") {
      // A root reaches over the one thing behind it.
      if (text === "sqrt") return applied(text, [this.nested(() => this.called())]);
      return { kind: "name", name: text };
    }
    // A single letter before a parenthesis is a factor, unless it names an op: x(y + z), σ(x).
    if (!isOpName(text) && Array.from(text).length === 1) return { kind: "name", name: text };
    return applied(text, this.inputs(text));
  }

  private name(): string {
    const { text } = this.next();
    this.place++;
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
    return this.tokens[this.place + ahead] ?? END;
  }

  private takes(sign: string): boolean {
    const { kind, text } = this.next();
    if (kind !== "sign" || text !== sign) return false;
    this.place++;
    return true;
  }
}

const OPERATIONS = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
} as const;

/** Two terms joined; of two numbers, the number. */
function joined(op: keyof typeof OPERATIONS, first: Term, second: Term): Term {
  if (first.kind === "number" && second.kind === "number") {
    return numberTerm(OPERATIONS[op](first.value, second.value));
  }
  return { kind: "apply", op, inputs: [first, second] };
}

/** One over something is a function of its own. */
function quotient(first: Term, second: Term): Term {
  if (first.kind === "number" && first.value === 1 && second.kind !== "number") {
    return { kind: "apply", op: "reciprocal", inputs: [second] };
  }
  return joined("divide", first, second);
}

function negated(term: Term): Term {
  if (term.kind === "number") return { kind: "number", value: -term.value };
  return { kind: "apply", op: "negate", inputs: [term] };
}

function raised(base: Term, exponent: number): Term {
  if (base.kind === "number") return numberTerm(base.value ** exponent);
  if (exponent === 2) return { kind: "apply", op: "square", inputs: [base] };
  return { kind: "apply", op: "power", inputs: [base], setting: exponent };
}

function numberTerm(value: number): Term {
  if (!Number.isFinite(value)) unreadable("not-finite", "");
  return { kind: "number", value };
}

/** What ops are called in formulas beside the names by which they are searched for. */
const NICKNAMES: ReadonlyMap<string, OpId> = new Map([
  ["sgm", "sigmoid"],
  ["pow", "power"],
  ["leakyrelu", "leaky-relu"],
]);

/** An op by what somebody calls it, of those that take so many inputs; null where none is called so. */
function opsCalled(name: string): readonly Op[] {
  const wanted = name.toLowerCase().replaceAll("_", "-");
  const own = ops.filter(({ id, title }) => id === wanted || title.toLowerCase() === wanted);
  const others = ops.filter(
    (op) =>
      NICKNAMES.get(wanted) === op.id ||
      ("searchNames" in op && op.searchNames.some((other) => other.toLowerCase() === wanted)),
  );
  return [...own, ...others].filter(({ kind }) => kind !== "leaf");
}

function isOpName(name: string): boolean {
  return opsCalled(name).length > 0;
}

function applied(name: string, inputs: readonly Term[]): Term {
  const called = opsCalled(name);
  if (called.length === 0) unreadable("function", name);
  const [base, exponent] = inputs;
  if (called.some(({ id }) => id === "power") && base && inputs.length === 2) {
    if (exponent?.kind !== "number") unreadable("exponent", "");
    return raised(base, exponent.value);
  }
  const op = called.find((each) => {
    const ports = portNames(each);
    return ports === null ? inputs.length > 0 : ports.length === inputs.length;
  });
  if (!op) unreadable("arguments", name);
  return { kind: "apply", op: op.id, inputs };
}
