import { COMMAND_GROUPS, type Command, commands, isSingleKey, useBackflow } from "@/store";
import { Icon, Kbd, Prose, Toggle } from "@/ui";
import { chordTexts } from "../page/key-names";
import { GESTURES } from "./gestures";
import styles from "./shortcut-sheet.module.css";

type Listed = (typeof commands)[keyof typeof commands];

/** All commands with their keys, and what the pointer does on the canvas. */
export function ShortcutSheet() {
  const singleKeys = useBackflow((state) => state.singleKeys);
  return (
    <div className={styles.sheet}>
      <section className={styles.choice}>
        <Toggle
          label="Keys without Ctrl or Alt"
          checked={singleKeys}
          onChange={(on) => useBackflow.getState().setSingleKeys(on)}
        />
        <p>
          Switch them off if you speak to your computer, or press letters by accident. Everything is
          in the bars and menus as well.
        </p>
      </section>
      <div className={styles.groups}>
        {COMMAND_GROUPS.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{group}</h3>
            <ul>
              {Object.entries(commands)
                .filter(([, command]) => command.group === group)
                .map(([id, command]) => (
                  <Row key={id} command={command} singleKeys={singleKeys} />
                ))}
            </ul>
          </section>
        ))}
      </div>
      <section className={styles.gestures}>
        <h3>By hand</h3>
        <p>
          <Kbd>Tab</Kbd> walks from node to node, and on through the wires.
        </p>
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">Mouse</th>
              <th scope="col">Finger</th>
            </tr>
          </thead>
          <tbody>
            {GESTURES.map(({ what, mouse, finger }) => (
              <tr key={what}>
                <th scope="row">
                  <Prose text={what} />
                </th>
                <td className={styles.byMouse}>
                  <Prose text={mouse} />
                </td>
                <td className={styles.byFinger}>
                  <Prose text={finger} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Row({ command, singleKeys }: { readonly command: Listed; readonly singleKeys: boolean }) {
  const { keys, keysWhen }: Command = command;
  const live = keys.filter((chord) => singleKeys || !isSingleKey(chord));
  return (
    <li>
      <Icon name={command.icon} size={16} className={styles.icon} />
      <Prose text={command.name} />
      <span className={styles.keys}>
        {keysWhen !== undefined && live.length > 0 && (
          <span className={styles.when}>{keysWhen}</span>
        )}
        {chordTexts(live).map((text) => (
          <Kbd key={text}>{text}</Kbd>
        ))}
      </span>
    </li>
  );
}
