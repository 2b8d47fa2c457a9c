/** A sequence of pseudo-random numbers. Each call moves it on. */
export interface RandomNumbers {
  /** In [0, 1), of 53 bits, all equally likely. */
  uniform(): number;
  /** Of the standard normal distribution: mean 0, variance 1. */
  normal(): number;
  /** A whole number in 0, …, bound − 1. */
  below(bound: number): number;
}

/** What may be a seed: a whole number of 32 bits. */
export const MOST_SEED = 2 ** 32 - 1;

/**
 * The one generator of all that is random and kept: xoshiro128** 1.1 (D. Blackman and S. Vigna, "Scrambled Linear
 * Pseudorandom Number Generators", 2018; prng.di.unimi.it, public domain). Its arithmetic is of 32-bit whole numbers, so
 * that every browser gives the same sequence. `stream` tells sequences of one seed apart, such as epochs.
 */
export function randomNumbers(seed: number, stream = 0): RandomNumbers {
  const next = xoshiro128(stateOf(seed, stream));
  let spare: number | null = null;

  const uniform = () => {
    const high = next() >>> 5;
    return (high * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  };

  /** Marsaglia's polar method; it gives two at a time. */
  const normal = () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    spare = y * factor;
    return x * factor;
  };

  return { uniform, normal, below: (bound) => Math.floor(uniform() * bound) };
}

/** The bare generator from a state of four words, not all zero; each call gives a whole number of 32 bits. */
export function xoshiro128(state: Uint32Array): () => number {
  let [a = 1, b = 0, c = 0, d = 0] = state;
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** Words far apart for neighbouring seeds: the finaliser of MurmurHash3 over steps of the golden ratio. */
function stateOf(seed: number, stream: number): Uint32Array {
  const state = new Uint32Array(4);
  let word = (mixed(seed) ^ Math.imul(stream, 0x85ebca6b)) >>> 0;
  for (let index = 0; index < 4; index++) {
    word = (word + 0x9e3779b9) >>> 0;
    state[index] = mixed(word);
  }
  return state;
}

function mixed(word: number): number {
  let bits = word ^ (word >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The numbers 0, …, count − 1 in a random order (Fisher and Yates). */
export function shuffledOrder(count: number, random: RandomNumbers): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

/**
 * To four decimals, never −0. All random numbers that a document keeps are rounded so: `Math.sin` and `Math.log` differ
 * in the last bit between browsers, and a link has to mean the same everywhere.
 */
export function roundedToFourDecimals(value: number): number {
  return Math.round(value * 1e4) / 1e4 + 0;
}
