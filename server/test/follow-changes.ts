import { listenForNotices } from '../db/notices.ts';
import { hearChanges } from '../live/change-feed.ts';
import { startNoticeRelay } from '../live/notice-relay.ts';
import type { TestDatabase } from './database.ts';

/** Lets a test's server tell and hear what changes, as main.ts does; for tests of subscriptions. */
export function followChanges({ pools, databaseUrl }: TestDatabase): { stop(): Promise<void> } {
  const notices = listenForNotices(databaseUrl);
  hearChanges(pools, notices);
  const relay = startNoticeRelay(pools);
  return {
    async stop() {
      await relay.stop();
      await notices.stop();
    },
  };
}
