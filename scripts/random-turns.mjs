// @ts-check
// What is tried at random, and how often: a small, fixed share in `npm test`, all of it in `npm run test:long`, which
// sets LONG. A test takes its number of turns from here (in Vitest by `inject("turns")`), so that `npm test` can say at
// its end what it has left.

/** @typedef {{ readonly short: number, readonly long: number }} Share */

/** @satisfies {Record<string, Share>} */
export const shares = {
  "random sequences of edits": { short: 100, long: 20_000 },
  "random edits of tables, recipes and settings": { short: 40, long: 2000 },
  "changed links of tables, recipes and made graphs": { short: 600, long: 20_000 },
  "links with other characters": { short: 2000, long: 160_000 },
  "links with flipped bits": { short: 1000, long: 80_000 },
  "forged links": { short: 1000, long: 160_000 },
  "altered files": { short: 1000, long: 40_000 },
  "joints of random graphs against exact fractions": { short: 60, long: 1000 },
  "tangents of random graphs and axes": { short: 60, long: 500 },
  "random edits of figures": { short: 60, long: 2000 },
  "changed links of figures": { short: 600, long: 20_000 },
  "random graphs of whose claims each is checked": { short: 120, long: 2000 },
  "random graphs made tidy": { short: 300, long: 3000 },
  "changed links followed in the browser": { short: 40, long: 2000 },
  "random interleavings of two tabs": { short: 1, long: 200 },
  "monkeys at the page": { short: 1, long: 100 },
  "killed browsers": { short: 1, long: 50 },
  // Not random, but the same once too often.
  "hostile texts in graphs of their own, in steps and in details": { short: 44, long: 300 },
  "fields of files, links and addresses that a hostile text is written into": {
    short: 1,
    long: 22,
  },
  "themes and widths in which axe walks through each view": { short: 1, long: 4 },
};

/** @typedef {Record<keyof typeof shares, number>} Turns */

/** How many turns this run takes. */
export const turns = /** @type {Turns} */ (
  Object.fromEntries(
    Object.entries(shares).map(([what, { short, long }]) => [
      what,
      process.env.LONG ? long : short,
    ]),
  )
);
