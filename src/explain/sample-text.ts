import { type DataTable, trainingRows } from "@/data";

/** Which sample it is, counted from 1: "Sample 7 of 24", "Validation sample 3 of 8". `sample` is its row, from 0. */
export function sampleText(data: DataTable, sample: number): string {
  const training = trainingRows(data);
  return sample < training
    ? `Sample ${sample + 1} of ${training}`
    : `Validation sample ${sample - training + 1} of ${data.validation}`;
}
