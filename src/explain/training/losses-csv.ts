/** Losses of the mini-batches as they are kept: of `stride` iterations the least and the greatest. */
export interface KeptLosses {
  readonly first: number;
  readonly stride: number;
  readonly least: ArrayLike<number>;
  readonly greatest: ArrayLike<number>;
  readonly count: number;
}

/** The losses of a run as a table: one line an iteration, or one for each few of a very long run. */
export function lossesCsv({ first, stride, least, greatest, count }: KeptLosses): string {
  const lines =
    stride === 1
      ? ["iteration,loss of the mini-batch"]
      : [`iteration,least loss of ${stride} mini-batches,greatest loss of ${stride} mini-batches`];
  for (let entry = 0; entry < count; entry++) {
    // The loss of an iteration is taken before its update.
    const iteration = first + entry * stride + 1;
    const numbers = stride === 1 ? [least[entry]] : [least[entry], greatest[entry]];
    lines.push([iteration, ...numbers].join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}
