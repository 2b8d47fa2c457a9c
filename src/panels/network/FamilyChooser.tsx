import { families, initialMade, startMade } from "@/graph";
import { Button } from "@/ui";
import { useServices } from "../page/services";
import styles from "./network.module.css";

/** Opens a new graph of a family, whose settings are sliders then. */
export function FamilyChooser() {
  const services = useServices();
  return (
    <section className={styles.count} aria-label="Make a graph from settings">
      <p>Make a graph from settings:</p>
      <div className={styles.buttons}>
        {families.map((family) => (
          <Button
            key={family.id}
            variant="outline"
            title={family.words}
            onClick={() => services.openOwn(startMade(initialMade(family)), "network")}
          >
            {family.title}
          </Button>
        ))}
      </div>
      <p className={styles.caption}>It opens as a graph of your own; this one stays where it is.</p>
    </section>
  );
}
