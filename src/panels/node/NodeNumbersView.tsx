import { useState } from "react";
import { partialsOf, samplePartialsOf } from "@/engine";
import { formatNumber, formatSigned } from "@/explain";
import { numberAt } from "@/graph";
import { changeNumber, documentOf, useBackflow } from "@/store";
import { allDigits, Button, classes, keyed, NumberField } from "@/ui";
import { type NodePartProps, Section, signClass } from "./NodeSection";
import styles from "./node-panel.module.css";
import { type Block, blocksOf, type Cell } from "./number-blocks";

/** The numbers that a node owns, as fields, each with its partial below. */
export function NodeNumbersView({ frame, node }: NodePartProps) {
  const { evaluation, sample, document } = frame;
  const own = document.numbers.get(node.id);
  if (!own) return null;
  const means = partialsOf(evaluation, node.id);
  const { batch } = document.graph;
  const partials = samplePartialsOf(evaluation, node.id, sample);
  const blocks = blocksOf(document.graph, node, own, partials, means);
  return (
    <Section title="Its own numbers">
      {keyed(blocks).map(({ key, item }) => (
        <BlockView key={key} block={item} batch={batch} />
      ))}
      {means && (
        <p className={styles.soft}>
          {batch === 1
            ? "Below each number: its partial derivative."
            : `Below each number: its partial at this sample, then the mean over all ${batch} samples, which training uses.`}
        </p>
      )}
    </Section>
  );
}

/** Numbers of one block that are fields at first, and what their count is multiplied by to show more. */
const FIRST_PORTION = 64;
const GROWTH = 4;

function BlockView({ block, batch }: { readonly block: Block; readonly batch: number }) {
  const [limit, setLimit] = useState(FIRST_PORTION);
  const shown = Math.min(limit, block.count);
  const cells = Array.from({ length: shown }, (_, index) => block.cellAt(index));
  return (
    <div className={styles.block}>
      <h4>
        {block.name}
        {block.count > 1 && <span className={styles.soft}> {block.count} numbers</span>}
      </h4>
      <div
        className={styles.cells}
        style={{ gridTemplateColumns: `repeat(${Math.min(block.columns, 3)}, minmax(0, 1fr))` }}
      >
        {cells.map((cell) => (
          <CellView key={cell.name} cell={cell} batch={batch} />
        ))}
      </div>
      {shown < block.count && (
        <Button onClick={() => setLimit(limit * GROWTH)}>
          Show more ({block.count - shown} left)
        </Button>
      )}
    </div>
  );
}

function CellView({ cell, batch }: { readonly cell: Cell; readonly batch: number }) {
  const value = useBackflow((state) => numberAt(documentOf(state), cell.address));
  if (value === undefined) return null;
  return (
    <div className={styles.cell}>
      <NumberField
        value={value}
        label={cell.name}
        format={formatNumber}
        className={styles.field}
        min={cell.address.kind === "setting" ? 0 : undefined}
        onChange={(next, gesture) => changeNumber(cell.address, next, cell.name, gesture)}
      />
      {cell.partial !== null && <Partial word="∂" value={cell.partial} />}
      {cell.mean !== null && batch > 1 && <Partial word="mean" value={cell.mean} />}
    </div>
  );
}

function Partial({ word, value }: { readonly word: string; readonly value: number }) {
  return (
    <span className={classes(styles.partial, signClass(value))} title={allDigits(value)}>
      {word} {formatSigned(value)}
    </span>
  );
}
