import { type Op, type OpId, ops, portNames } from "@/ops";
import { unreadable } from "./formula-tokens";

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
      /** Of a linear node: how many units it has; one unless told. */
      readonly units?: number;
    };

const OPERATIONS = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
} as const;

/** Two terms joined; of two numbers, the number. */
export function joined(op: keyof typeof OPERATIONS, first: Term, second: Term): Term {
  if (first.kind === "number" && second.kind === "number") {
    return numberTerm(OPERATIONS[op](first.value, second.value));
  }
  return { kind: "apply", op, inputs: [first, second] };
}

/** One over something is a function of its own. */
export function quotient(first: Term, second: Term): Term {
  if (first.kind === "number" && first.value === 1 && second.kind !== "number") {
    return { kind: "apply", op: "reciprocal", inputs: [second] };
  }
  return joined("divide", first, second);
}

/** A term with the other sign. */
export function negated(term: Term): Term {
  if (term.kind === "number") return { kind: "number", value: -term.value };
  return { kind: "apply", op: "negate", inputs: [term] };
}

/** A term to a constant power; a square is a function of its own. */
export function raised(base: Term, exponent: number): Term {
  if (base.kind === "number") return numberTerm(base.value ** exponent);
  if (exponent === 2) return { kind: "apply", op: "square", inputs: [base] };
  return { kind: "apply", op: "power", inputs: [base], setting: exponent };
}

/** A number that a graph can hold. */
export function numberTerm(value: number): Term {
  if (!Number.isFinite(value)) unreadable("not-finite", "");
  return { kind: "number", value };
}

/** What ops are called in formulas beside the names by which they are searched for. */
const NICKNAMES: ReadonlyMap<string, OpId> = new Map([
  ["sgm", "sigmoid"],
  ["pow", "power"],
  ["leakyrelu", "leaky-relu"],
  ["cross-entropy", "softmax-cross-entropy"],
  ["crossentropyloss", "softmax-cross-entropy"],
  ["bce-with-logits", "binary-cross-entropy-with-logits"],
  ["bcewithlogitsloss", "binary-cross-entropy-with-logits"],
  ["mseloss", "mean-squared-error"],
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

/** Is an op called so? */
export function isOpName(name: string): boolean {
  return opsCalled(name).length > 0;
}

/** Is a function of one input called so, as in "sin x"? A single letter is rather a factor. */
export function isFunctionName(name: string): boolean {
  return Array.from(name).length > 1 && opsCalled(name).some(({ kind }) => kind === "unary");
}

/** The op that is called so of these inputs; of a linear node a number behind its inputs is that of its units. */
export function applied(name: string, inputs: readonly Term[]): Term {
  const called = opsCalled(name);
  if (called.length === 0) unreadable("function", name);
  const [base, exponent] = inputs;
  if (called.some(({ id }) => id === "power") && base && inputs.length === 2) {
    if (exponent?.kind !== "number") unreadable("exponent", "");
    return raised(base, exponent.value);
  }
  const last = inputs.at(-1);
  if (called[0]?.kind === "linear" && inputs.length > 1 && last?.kind === "number") {
    if (!Number.isInteger(last.value) || last.value < 1) unreadable("units", name);
    const [units, before] = [last.value, inputs.slice(0, -1)];
    return { kind: "apply", op: called[0].id, inputs: before, units };
  }
  const op = called.find((each) => {
    const ports = portNames(each);
    return ports === null ? inputs.length > 0 : ports.length === inputs.length;
  });
  if (!op) unreadable("arguments", name);
  return { kind: "apply", op: op.id, inputs };
}
