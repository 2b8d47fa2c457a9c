const STEPS = [
  { unit: "minute", seconds: 60 },
  { unit: "hour", seconds: 3600 },
  { unit: "day", seconds: 86_400 },
] as const;
const LONG_AGO = 7 * 86_400;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const calendar = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** When something happened, as one would say it: "just now", "2 minutes ago", "yesterday", then the date. Milliseconds since 1970. */
export function agoText(then: number, now: number): string {
  const seconds = Math.max(0, (now - then) / 1000);
  if (seconds >= LONG_AGO) return calendar.format(then);
  const step = STEPS.findLast((candidate) => seconds >= candidate.seconds);
  return step ? relative.format(-Math.floor(seconds / step.seconds), step.unit) : "just now";
}
