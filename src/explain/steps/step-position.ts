import type { Step, Trace } from "@/engine";

/** "step 13 of 23", "extra step after step 8 of 23" */
export function stepPosition({ count }: Trace, { number, optional }: Step): string {
  if (!optional) return `step ${number} of ${count}`;
  return number === 0
    ? `extra step before step 1 of ${count}`
    : `extra step after step ${number} of ${count}`;
}
