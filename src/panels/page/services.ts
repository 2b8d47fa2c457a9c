import { createContext, useContext } from "react";
import type { Services } from "@/store";

/** What commands need of the browser; `app/` provides it. */
export const ServicesContext = createContext<Services | null>(null);

/** The services of the page. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("A panel with commands stands outside of ServicesContext.");
  return services;
}
