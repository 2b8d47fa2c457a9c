/** How the symbols are called that follow a symbol: z_3, z_4, z_5 … */
export interface SymbolNumbering {
  /** The first number after that of the symbol itself. */
  readonly first: number;
  symbolOf(number: number): string;
}

/** One character, one command, or a group with groups within it. */
const SCRIPT = String.raw`(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|[A-Za-z0-9*])`;
/** What bears an index, the index, and a power behind it. */
const INDEXED = new RegExp(`^(.+)_(${SCRIPT})((?:\\^${SCRIPT})?)$`, "s");
/** A number at the end that is no index and no power. */
const NUMBERED = /^(.*[^\d^{\\])(\d{1,9})$/s;
/** What cannot be a symbol of mathematics and is shown as it is typed, such as "hidden unit". */
const TEXT = /^[^\\_^{}]*[^\\_^{}A-Za-z0-9][^\\_^{}]*$/s;

/**
 * A copy gets the next index: z_3 → z_4, \theta_{11} → \theta_{12}, \omega_{0,1} → \omega_{0,2}, w1 → w2. What has none
 * begins with 2, as ids do: \alpha → \alpha_2, z_k → z_{k,2}. The index of the sample gives way, as in x_i, x_2.
 */
export function numberingOf(symbol: string): SymbolNumbering {
  const [, base, script, power = ""] = INDEXED.exec(symbol) ?? [];
  if (base !== undefined && script !== undefined) {
    const index = script.startsWith("{") ? script.slice(1, -1) : script;
    const { before, number, digits } = splitIndex(index);
    return {
      first: number + 1,
      symbolOf: (next) => `${base}${subscript(`${before}${inDigits(next, digits)}`)}${power}`,
    };
  }
  const [, stem, digits] = NUMBERED.exec(symbol) ?? [];
  if (stem !== undefined && digits !== undefined) {
    const { length } = digits;
    return { first: Number(digits) + 1, symbolOf: (next) => `${stem}${inDigits(next, length)}` };
  }
  const isText = TEXT.test(symbol);
  return {
    first: 2,
    symbolOf: (next) => (isText ? `${symbol} ${next}` : `${symbol}${subscript(`${next}`)}`),
  };
}

interface Index {
  /** What stays. */
  readonly before: string;
  /** What goes on; 1 where there is none. */
  readonly number: number;
  readonly digits: number;
}

function splitIndex(index: string): Index {
  const [, before = "", digits] = /^(.*,)?(\d{1,9})$/s.exec(index) ?? [];
  if (digits !== undefined) return { before, number: Number(digits), digits: digits.length };
  return { before: index === "i" ? "" : `${index},`, number: 1, digits: 1 };
}

/** Of row and column the row may be 0: \theta_{01} → \theta_{02}. */
function inDigits(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}

function subscript(index: string): string {
  return index.length === 1 ? `_${index}` : `_{${index}}`;
}
