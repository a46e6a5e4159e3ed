import { Logger } from 'graphile-worker';
import { logLine } from '../log.ts';

/** The queue's own words: warnings and errors only, without payloads. */
export const queueLogger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') {
    logLine(level === 'error' ? 'error' : 'warn', 'queue', { message: message.slice(0, 300) });
  }
});
