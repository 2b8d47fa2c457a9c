import type { FormulaProblem } from "./formula-problem";

/** A longer text is no formula that anybody types. */
const MOST_CHARACTERS = 2000;

const SPACE = /^\s+/;
const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i;
const NAME = /^\p{L}[\p{L}\p{M}\d₀-₉]*(?:_\{?[\p{L}\d]+\}?)*/u;
const SIGN = /^(?:\*\*|[-+*/]=|[-+*/^=(),;.½|[\]])/;

/** Signs that mean the same. */
const SAME_SIGNS: ReadonlyMap<string, string> = new Map([
  ["−", "-"],
  ["–", "-"],
  ["·", "*"],
  ["×", "*"],
  ["⋅", "*"],
  ["÷", "/"],
]);

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** One word of a formula. */
export interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
}

/** Thrown while a text is read, and caught where reading began. */
export class Unreadable extends Error {
  constructor(readonly problem: FormulaProblem) {
    super(problem.reason);
  }
}

/** Ends the reading of a text that is no formula. */
export function unreadable(reason: FormulaProblem["reason"], found: string): never {
  throw new Unreadable({ kind: "formula", reason, found });
}

/** The words of a text; what means the same is the same: "×" is "*", "x²" is "x^2", and "\\sigma" is "sigma". */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > MOST_CHARACTERS) unreadable("too-long", "");
  let rest = text
    .replace(/\\(?:cdot|times)(?![A-Za-z])/g, "*")
    .replace(/\\(?=[A-Za-z])/g, " ")
    .replace(/[−–·×⋅÷]/g, (sign) => SAME_SIGNS.get(sign) ?? sign)
    .replace(/[⁺⁻⁰¹²³⁴-⁹]+/g, (raised) => `^${lowered(raised)}`)
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

/** "⁻¹²" as "-12". */
function lowered(raised: string): string {
  return raised
    .replace("⁺", "+")
    .replace("⁻", "-")
    .replace(/[^-+]/g, (digit) => String(RAISED.indexOf(digit)));
}
