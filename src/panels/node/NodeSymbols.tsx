import { useEffect } from "react";
import { editProblemSentence, isAllowedSymbol, symbolLatex, typedSymbol } from "@/explain";
import { type GraphNode, LIMITS, type SymbolPart, withSymbol } from "@/graph";
import { canvasView, documentOf, type Interaction, useBackflow } from "@/store";
import { keyed, Tex, TextField } from "@/ui";
import { type NodePartProps, Section } from "./NodeSection";
import styles from "./node-panel.module.css";

/** Symbols of ω that are listed; of more, only how many there are. */
const MOST_OMEGAS = 24;

/** The symbols of a node: its own, and of a linear node those of β and of each ω. */
export function NodeSymbols({ node }: NodePartProps) {
  const renaming = useBackflow(({ interaction }) => isRenaming(interaction, node.id));
  // Closing the details ends the renaming, too.
  useEffect(
    () => () => {
      const state = useBackflow.getState();
      if (isRenaming(state.interaction, node.id)) state.setRenamingNode(null);
    },
    [node.id],
  );
  const omegas = "omegaSymbols" in node ? node.omegaSymbols : [];
  return (
    <Section title="Symbols">
      <SymbolField
        node={node}
        part="own"
        symbol={node.symbol}
        name="Symbol"
        takesFocus={renaming}
      />
      {"betaSymbol" in node && (
        <SymbolField node={node} part="beta" symbol={node.betaSymbol} name="Symbol of β" />
      )}
      {keyed(omegas.slice(0, MOST_OMEGAS)).map(({ key, item }) => (
        <SymbolField
          key={key}
          node={node}
          part={{ port: Number(key) }}
          symbol={item}
          name={omegas.length === 1 ? "Symbol of ω" : `Symbol of ω of wire ${Number(key) + 1}`}
        />
      ))}
      {omegas.length > MOST_OMEGAS && (
        <p className={styles.soft}>
          The first {MOST_OMEGAS} of {omegas.length} ω.
        </p>
      )}
    </Section>
  );
}

interface SymbolFieldProps {
  readonly node: GraphNode;
  readonly part: SymbolPart;
  readonly symbol: string;
  readonly name: string;
  readonly takesFocus?: boolean;
}

/** One symbol as LaTeX, with its preview while it is typed. */
function SymbolField({ node, part, symbol, name, takesFocus = false }: SymbolFieldProps) {
  const rename = (text: string): string | null => {
    const state = useBackflow.getState();
    state.setRenamingNode(null);
    const document = documentOf(state);
    const edited = withSymbol(document, node.id, part, typedSymbol(text));
    if (!edited.ok) return editProblemSentence(document.graph, edited.problem);
    state.apply(edited);
    return null;
  };
  return (
    <TextField
      label={<Tex latex={symbolLatex(symbol)} />}
      name={name}
      value={symbol}
      onCommit={rename}
      isCode
      takesFocus={takesFocus}
      onEnter={() => canvasView.get().focus(node.id)}
      onLeave={() => useBackflow.getState().setRenamingNode(null)}
      hint={(text) => <SymbolHint text={text} />}
    />
  );
}

/** How a symbol will look, and why it looks so. */
function SymbolHint({ text }: { readonly text: string }) {
  const symbol = typedSymbol(text);
  if (symbol === "") return <p>Empty: Enter brings back the symbol that it had at first.</p>;
  if (symbol.length > LIMITS.symbol) {
    return <p>{`${symbol.length} characters; a symbol may have ${LIMITS.symbol}.`}</p>;
  }
  if (isAllowedSymbol(symbol)) {
    return (
      <p className={styles.preview}>
        <Tex latex={symbol} />
      </p>
    );
  }
  return (
    <>
      <p className={styles.preview}>
        <Tex latex={symbolLatex(symbol)} />
      </p>
      <p>{reasonOf(symbol)}</p>
    </>
  );
}

/** A command that is not in the set is named; other text is only shown as it is. */
function reasonOf(symbol: string): string {
  const commands = symbol.match(/\\[A-Za-z]+/g) ?? [];
  const foreign = commands.find(
    (command) => !isAllowedSymbol(command) && !isAllowedSymbol(`${command}{x}`),
  );
  return foreign === undefined
    ? "This is no symbol of mathematics, so it is shown as it is typed. Try f_0, \\theta_{11} or \\hat{y}."
    : `${foreign} is not in the allowed set, so this is shown as it is typed.`;
}

function isRenaming(interaction: Interaction, node: string): boolean {
  return interaction.kind === "renaming-node" && interaction.node === node;
}
