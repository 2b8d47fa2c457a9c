import { type EpochLoss, epochIn } from "@/training";

/** Losses of a run as they are kept: of `stride` iterations the least and the greatest of a mini-batch, and L of each epoch. */
export interface KeptLosses {
  readonly first: number;
  readonly stride: number;
  readonly least: ArrayLike<number>;
  readonly greatest: ArrayLike<number>;
  readonly count: number;
  readonly epochs: Float64Array;
  readonly epochCount: number;
}

/**
 * The losses of a run as a table. A line for each iteration has the loss of its mini-batch, before the update, and L over the
 * training and the validation rows after it, which are computed once an epoch; of a very long run a line is for several
 * iterations. The line of the iteration that a run begins at has no mini-batch. `descended` is the name of L, which is another
 * where what is made smaller is no loss.
 */
export function lossesCsv(
  { first, stride, least, greatest, count, epochs, epochCount }: KeptLosses,
  descended: string,
): string {
  const one = descended === "L" ? "loss" : descended;
  const ofBatches =
    stride === 1
      ? [`${one} of the mini-batch before the update`]
      : [`least ${one} of ${stride} mini-batches`, `greatest ${one} of ${stride} mini-batches`];
  const heads = [
    "iteration",
    ...ofBatches,
    `${descended} over the training rows`,
    `${descended} over the validation rows`,
  ];
  const none = ofBatches.map(() => "");
  const lines: string[] = [heads.map(field).join(",")];
  let epoch = 0;
  const linesOfEpochsBefore = (iteration: number): void => {
    for (; epoch < epochCount && tOf(epoch) < iteration; epoch++) {
      lines.push([tOf(epoch), ...none, ...meansOf(epochIn(epochs, epoch))].join(","));
    }
  };
  const tOf = (index: number) => epochIn(epochs, index).t;
  for (let entry = 0; entry < count; entry++) {
    const iteration = first + entry * stride + 1;
    linesOfEpochsBefore(iteration);
    const numbers = stride === 1 ? [least[entry]] : [least[entry], greatest[entry]];
    const isEpoch = epoch < epochCount && tOf(epoch) === iteration;
    const means = isEpoch ? meansOf(epochIn(epochs, epoch++)) : ["", ""];
    lines.push([iteration, ...numbers, ...means].join(","));
  }
  linesOfEpochsBefore(Number.POSITIVE_INFINITY);
  return `${lines.join("\r\n")}\r\n`;
}

/** A name may have a comma. */
function field(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function meansOf({ training, validation }: EpochLoss): readonly (number | string)[] {
  return [training, validation].map((mean) => (Number.isNaN(mean) ? "" : mean));
}
