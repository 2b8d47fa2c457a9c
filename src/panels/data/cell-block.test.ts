import { describe, expect, it } from "vitest";
import { pastedInto, pasteSentence, readBlock } from "./cell-block";
import { blockBetween } from "./selection";

const numbersOf = (text: string) => {
  const read = readBlock(text, 2);
  if (!read.ok) throw new Error(`${text} is no block.`);
  return read.value;
};

describe("numbers that are pasted", () => {
  const size = { rows: 4, columns: 2 };

  it("go into every selected cell where it is one, and it is said", () => {
    const block = blockBetween({ row: 3, column: 1 }, { row: 1, column: 1 });
    const one = numbersOf("-2.5");
    const pasted = pastedInto(block, 2, one);
    expect(pasted).toEqual([[-2.5], [-2.5], [-2.5]]);
    expect(pasteSentence(one, pasted, block.from, size)).toBe("3 cells are −2.5 now.");
    const cell = blockBetween(block.from, block.from);
    expect(pasteSentence(one, pastedInto(cell, 2, one), cell.from, size)).toBe(
      "1 cell is −2.5 now.",
    );
  });

  it("fill whole rows where the rows themselves are selected", () => {
    const rows = blockBetween({ row: 0, column: -1 }, { row: 1, column: -1 });
    expect(pastedInto(rows, 2, numbersOf("7"))).toEqual([
      [7, 7],
      [7, 7],
    ]);
  });

  it("begin at the corner of the selection where they are more; what is added or left out is said", () => {
    const block = blockBetween({ row: 3, column: 1 }, { row: 0, column: 1 });
    const more = numbersOf("1\t2\n3\t4");
    expect(pastedInto(block, 2, more)).toBe(more);
    expect(pasteSentence(more, more, { row: 0, column: 0 }, size)).toBe("Pasted 2 × 2 cells.");
    expect(pasteSentence(more, more, { row: 3, column: 1 }, size)).toBe(
      "Pasted 2 × 1 cells. 1 row was added. What stands out at the right was left out.",
    );
  });
});
