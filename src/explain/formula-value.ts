/**
 * The value of a printed formula: reads the LaTeX that ops make, with numbers put in, and computes it as a reader with
 * a calculator would. So that what is printed can be checked against the printed result, and not what was meant.
 */

export interface FormulaValue {
  readonly value: number;
  /** Went through a function whose result is hardly ever a short decimal. */
  readonly rounded: boolean;
}

/** The value of a formula; null where it has parts that are not understood here. */
export function formulaValue(latex: string): FormulaValue | null {
  const reader = new FormulaReader(latex);
  try {
    const value = reader.readSum();
    return reader.atEnd() ? { value, rounded: reader.rounded } : null;
  } catch (problem) {
    if (problem instanceof NotUnderstood) return null;
    throw problem;
  }
}

class NotUnderstood extends Error {}

type Scalar = (...inputs: number[]) => number;

const sig: Scalar = (x = 0) => 1 / (1 + Math.exp(-x));

interface KnownFunction {
  readonly compute: Scalar;
  readonly isExactAt: (x: number) => boolean;
}

const only =
  (at: number) =>
  (x: number): boolean =>
    x === at;

/** Functions, and the arguments at which their result is exact after all. */
const FUNCTIONS: ReadonlyMap<string, KnownFunction> = new Map<string, KnownFunction>([
  ["sin", { compute: Math.sin, isExactAt: only(0) }],
  ["cos", { compute: Math.cos, isExactAt: only(0) }],
  ["exp", { compute: Math.exp, isExactAt: only(0) }],
  ["log", { compute: Math.log, isExactAt: only(1) }],
  ["tanh", { compute: Math.tanh, isExactAt: only(0) }],
  ["sig", { compute: sig, isExactAt: only(0) }],
  ["ELU", { compute: (x = 0) => (x > 0 ? x : Math.expm1(x)), isExactAt: (x) => x >= 0 }],
  ["SiLU", { compute: (x = 0) => x * sig(x), isExactAt: only(0) }],
  [
    "softplus",
    {
      compute: (x = 0) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
      isExactAt: () => false,
    },
  ],
]);

function huber(delta: number, [x = 0]: readonly number[]): number {
  const size = Math.abs(x);
  return size <= delta ? 0.5 * x * x : delta * (size - 0.5 * delta);
}

const EXACT_FUNCTIONS: ReadonlyMap<string, Scalar> = new Map([
  ["max", Math.max],
  ["min", Math.min],
  ["sign", (x = 0) => Math.sign(x) + 0],
  ["ReLU", (x = 0) => Math.max(x, 0)],
  ["LeakyReLU", (x = 0) => (x > 0 ? x : 0.01 * x)],
]);

const SPACES = /^(?:\s|\\[,;! ]|\\(?:left|right|Bigl|Bigr)(?![A-Za-z]))+/;

class FormulaReader {
  rounded = false;
  private offset = 0;

  constructor(private readonly source: string) {}

  atEnd(): boolean {
    return this.rest() === "";
  }

  readSum(): number {
    let sum = 0;
    let sign = this.take("-") ? -1 : 1;
    this.take("+");
    for (;;) {
      const product = this.readProduct();
      sum = sum === 0 && sign < 0 ? -product : sum + sign * product;
      if (this.take("+")) sign = 1;
      else if (this.take("-")) sign = -1;
      else return sum;
    }
  }

  private readProduct(): number {
    let product = this.readPower();
    for (;;) {
      if (this.take("\\cdot") || this.take("\\times")) {
        product *= this.readPower();
      } else if (/^(?:[\d({]|\\(?![a-z]*vert|le|neq|cdot|times))/.test(this.rest())) {
        product *= this.readPower();
      } else {
        return product;
      }
    }
  }

  private readPower(): number {
    const base = this.readPrimary();
    if (!this.take("^")) return base;
    return base ** this.readGroup();
  }

  private readPrimary(): number {
    const number = /^\d+(?:\.\d+)?/.exec(this.rest())?.[0];
    if (number !== undefined) {
      this.offset += number.length;
      return Number(number);
    }
    if (this.take("(")) return this.close(this.readSum(), ")");
    if (this.rest().startsWith("{")) return this.readGroup();
    if (this.take("\\lvert")) return this.close(Math.abs(this.readSum()), "\\rvert");
    if (this.take("\\frac") || this.take("\\dfrac")) {
      const above = this.readGroup();
      return above / this.readGroup();
    }
    if (this.take("\\sqrt")) return Math.sqrt(this.readGroup());
    if (this.take("\\pi")) return Math.PI;
    if (this.take("\\mathbb{1}")) return this.readIndicator();
    return this.readFunction();
  }

  private readFunction(): number {
    const [all = "", upright, plain] =
      /^\\(?:operatorname\{([A-Za-z]+)\}|([a-z]+))/.exec(this.rest()) ?? [];
    this.offset += all.length;
    const name = upright ?? plain ?? "";
    if (name === "Huber" && this.take("_")) return huber(this.readGroup(), this.readArguments());
    const inputs = this.readArguments();
    const [first = 0] = inputs;
    const exact = EXACT_FUNCTIONS.get(name);
    if (exact) return exact(...inputs);
    const known = FUNCTIONS.get(name);
    if (!known) throw new NotUnderstood();
    if (!known.isExactAt(first)) this.rounded = true;
    return known.compute(first);
  }

  private readArguments(): number[] {
    if (!this.take("[")) throw new NotUnderstood();
    const inputs = [this.readSum()];
    while (this.take(",")) inputs.push(this.readSum());
    this.close(0, "]");
    return inputs;
  }

  private readIndicator(): number {
    if (!this.take("[")) throw new NotUnderstood();
    const left = this.readSum();
    const greater = this.take(">");
    if (!greater && !this.take("\\le")) throw new NotUnderstood();
    const right = this.readSum();
    return this.close(greater === left > right ? 1 : 0, "]");
  }

  private readGroup(): number {
    if (!this.take("{")) throw new NotUnderstood();
    return this.close(this.readSum(), "}");
  }

  private close(value: number, bracket: string): number {
    if (!this.take(bracket)) throw new NotUnderstood();
    return value;
  }

  private take(token: string): boolean {
    const rest = this.rest();
    if (!rest.startsWith(token)) return false;
    // \max is not \m followed by "ax".
    if (
      token.startsWith("\\") &&
      /^[A-Za-z]/.test(rest.slice(token.length)) &&
      /[a-z]$/.test(token)
    )
      return false;
    this.offset += token.length;
    return true;
  }

  private rest(): string {
    const spaces = SPACES.exec(this.source.slice(this.offset))?.[0] ?? "";
    this.offset += spaces.length;
    return this.source.slice(this.offset);
  }
}
