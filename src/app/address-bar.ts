/** Takes the preset or graph out of the address: it no longer names what is on the page. */
export function clearFragment(): void {
  if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
}
