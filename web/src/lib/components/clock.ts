import { createContext } from 'svelte';

/** The moment that relative times count from: when the server made the page, later the browser's own minute. */
export interface Clock {
  readonly now: Date;
}

export const [getClock, setClock] = createContext<Clock>();
