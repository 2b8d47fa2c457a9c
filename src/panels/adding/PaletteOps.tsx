import { useState } from "react";
import { type Op, opOf } from "@/ops";
import { chosenNode, documentOf, handOf, placeAtOnce, useBackflow } from "@/store";
import { Icon } from "@/ui";
import { OpPicture } from "./OpPicture";
import { OP_GROUPS, OPS_BY_GROUP, searchOps, unitsOf } from "./op-search";
import styles from "./palette.module.css";
import { type Carried, type Carrying, useCarrying } from "./palette-drag";

/** All ops by group, to be dragged, clicked or entered onto the canvas. */
export function PaletteOps() {
  const [query, setQuery] = useState("");
  const carrying = useCarrying();
  const units = useBackflow((state) => unitsOf(documentOf(state).graph, chosenNode(state)));
  const found = searchOps(query, OPS_BY_GROUP, units);
  const groups =
    query.trim() === ""
      ? OP_GROUPS.map((group) => ({ ...group, ops: found.filter((op) => op.group === group.id) }))
      : [{ id: "found", name: "Found", ops: found }];

  return (
    <>
      <div className={styles.search}>
        <Icon name="search" size={16} />
        <input
          type="search"
          aria-label="Search operations"
          placeholder="Search: relu, ×, mse …"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [best] = found;
            if (event.key === "Enter" && best && query.trim() !== "") placeAtOnce(best.id);
            else if (event.key === "Escape" && query !== "") setQuery("");
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
      </div>
      <HandHint />
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group.id} className={styles.group} aria-label={group.name}>
            <h3>{group.name}</h3>
            <div className={styles.items}>
              {group.ops.map((op) => (
                <Item key={op.id} op={op} carrying={carrying} />
              ))}
            </div>
          </section>
        ))}
        <p className={found.length === 0 ? styles.none : "visually-hidden"} role="status">
          {found.length === 0 &&
            `Nothing is called “${query.trim().slice(0, 40)}”. Try another word, such as “sig” or “×”.`}
        </p>
      </div>
      {carrying.carried && <Ghost carried={carrying.carried} />}
    </>
  );
}

/** What one does to a target, in the words of the pointer at hand. */
function pressWord(): "tap" | "click" {
  return matchMedia("(pointer: coarse)").matches ? "tap" : "click";
}

/** What to do next: it changes once something is in hand. */
function HandHint() {
  const hand = useBackflow(handOf);
  const held = hand?.kind === "op" ? opOf(hand.op).title : null;
  const [press] = useState(pressWord);
  return (
    <p className={styles.hint} role="status" data-held={held !== null}>
      {held === null
        ? `Drag onto the canvas, or ${press} and then ${press} there.`
        : `${held} is in hand: ${press} on the canvas to place it.`}
    </p>
  );
}

/** One op. A drag carries it, a click takes it in hand, Enter places it at once. */
function Item({ op, carrying }: { readonly op: Op; readonly carrying: Carrying }) {
  const held = useBackflow((state) => {
    const hand = handOf(state);
    return hand?.kind === "op" && hand.op === op.id;
  });
  const [press] = useState(pressWord);
  return (
    <button
      type="button"
      className={styles.item}
      aria-pressed={held}
      aria-label={op.title}
      title={`${op.title}: drag it, ${press} and ${press} on the canvas, or press Enter`}
      onPointerDown={(event) => carrying.onPointerDown(event, op.id)}
      onPointerMove={carrying.onPointerMove}
      onPointerUp={carrying.onPointerUp}
      onPointerCancel={carrying.onPointerCancel}
      onClick={(event) => {
        // Keys and screen readers have no place to point at.
        if (event.detail === 0) placeAtOnce(op.id);
        else if (!carrying.hasCarried()) {
          useBackflow.getState().setHand(held ? null : { kind: "op", op: op.id });
        }
      }}
    >
      <OpPicture op={op} />
      <span className={styles.name}>{op.title}</span>
    </button>
  );
}

/** What is carried, at the pointer. */
function Ghost({ carried }: { readonly carried: Carried }) {
  const op = opOf(carried.op);
  return (
    <div
      className={styles.ghost}
      aria-hidden="true"
      style={{ translate: `${carried.x}px ${carried.y}px` }}
    >
      <OpPicture op={op} />
      <span className={styles.name}>{op.title}</span>
    </div>
  );
}
