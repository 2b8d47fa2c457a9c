const STEPS = [
  { unit: "minute", seconds: 60 },
  { unit: "hour", seconds: 3600 },
  { unit: "day", seconds: 86_400 },
] as const;
const LONG_AGO = 7 * 86_400;

// Made when they are first asked: the first one of a page takes some 50 ms.
let relative: Intl.RelativeTimeFormat | null = null;
let calendar: Intl.DateTimeFormat | null = null;

/** When something happened, as one would say it: "just now", "2 minutes ago", "yesterday", then the date. Milliseconds since 1970. */
export function agoText(then: number, now: number): string {
  const seconds = Math.max(0, (now - then) / 1000);
  if (seconds >= LONG_AGO) {
    calendar ??= new Intl.DateTimeFormat("en", { dateStyle: "medium" });
    return calendar.format(then);
  }
  const step = STEPS.findLast((candidate) => seconds >= candidate.seconds);
  if (!step) return "just now";
  relative ??= new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  return relative.format(-Math.floor(seconds / step.seconds), step.unit);
}
