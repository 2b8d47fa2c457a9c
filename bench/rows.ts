/** One line of what a bench prints: a ratio within one run, and what it has to keep. */
export interface Row {
  readonly figure: string;
  readonly medians: string;
  readonly ratio: number;
  /** Left out where a row only shows something. */
  readonly bound?: number;
  /** Whether the bound is the least ratio that will do; else it is the largest. */
  readonly atLeast?: boolean;
}

/** A time in nanoseconds, as milliseconds. */
export function milliseconds(time: number): string {
  return `${(time / 1e6).toPrecision(3)} ms`;
}

/** Prints ratios with their bounds. Nothing fails for being slow: that would fail on somebody else's machine. */
export function printRows(rows: readonly Row[]): void {
  console.log(`${"medians of many rounds".padEnd(54)} ${"ours, theirs".padEnd(28)}  ratio   bound`);
  for (const { figure, medians, ratio, bound, atLeast = false } of rows) {
    const verdict = bound === undefined ? "" : verdictOn(ratio, bound, atLeast);
    console.log(
      `${figure.padEnd(54)} ${medians.padEnd(28)} ${ratio.toFixed(2).padStart(6)}   ${verdict}`.trimEnd(),
    );
  }
}

function verdictOn(ratio: number, bound: number, atLeast: boolean): string {
  const holds = atLeast ? ratio >= bound : ratio <= bound;
  return `${`${atLeast ? "≥" : "≤"} ${bound}`.padEnd(5)}  ${holds ? "ok" : "MISSED"}`;
}
