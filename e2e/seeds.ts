/** The seed of the n-th random test, from 1: Chromium's are odd and Firefox's even, so that neither tries what the other does. */
export function seedOf(browserName: string, number: number): number {
  return 2 * number - (browserName === "firefox" ? 0 : 1);
}
