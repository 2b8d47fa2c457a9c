/** Longer texts are no numbers that anybody types, and parentheses in them could nest too deep. */
const MOST_CHARACTERS = 200;

const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i;
const PI = /^(?:π|pi(?![a-z]))/i;
const ROOT = /^(?:√|sqrt(?![a-z]))/i;

/**
 * The value of a small expression of numbers: + − × / ^, √ or sqrt, π or pi, parentheses, and a number before π, √ or a
 * parenthesis as a product ("2π"). Powers bind first and from the right, so −2^2 is −4. The text has plain signs already
 * (see `readNumber`). Null where it is no expression; infinite or NaN where its result is.
 */
export function evaluateExpression(text: string): number | null {
  if (text.length > MOST_CHARACTERS) return null;
  let rest = text.replace(/\s+(?=[-+*/^)])|(?<=[-+*/^(√])\s+/g, "").trim();

  function take(pattern: RegExp): string | null {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) return null;
    rest = rest.slice(found.length);
    return found;
  }

  function sum(): number | null {
    let total = product();
    for (let sign = take(/^[+-]/); total !== null && sign !== null; sign = take(/^[+-]/)) {
      const next = product();
      if (next === null) return null;
      total = sign === "+" ? total + next : total - next;
    }
    return total;
  }

  function product(): number | null {
    let total = signed();
    while (total !== null) {
      const operator =
        take(/^[*/]/) ?? (/^(?:π|pi(?![a-z])|√|sqrt(?![a-z])|\()/i.test(rest) ? "*" : null);
      if (operator === null) break;
      const next = signed();
      if (next === null) return null;
      total = operator === "*" ? total * next : total / next;
    }
    return total;
  }

  function signed(): number | null {
    const sign = take(/^[+-]/);
    if (sign === null) return power();
    const value = power();
    return value === null || sign === "+" ? value : -value;
  }

  function power(): number | null {
    const base = atom();
    if (base === null || take(/^\^/) === null) return base;
    const exponent = signed();
    return exponent === null ? null : base ** exponent;
  }

  function atom(): number | null {
    if (take(ROOT) !== null) {
      const inner = atom();
      return inner === null ? null : Math.sqrt(inner);
    }
    if (take(/^\(/) !== null) {
      const inner = sum();
      return take(/^\)/) === null ? null : inner;
    }
    if (take(PI) !== null) return Math.PI;
    const digits = take(NUMBER);
    return digits === null ? null : Number(digits);
  }

  const value = sum();
  return rest === "" ? value : null;
}
