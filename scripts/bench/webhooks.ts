import type { Bench } from './support/bench.ts';
import { withScratchDatabase } from './support/scratch-database.ts';
import { formatCount, formatTable } from './support/table.ts';
import { runWebhooks } from './webhooks/run-webhooks.ts';

/** Ten thousand events to a target that fails one call in five. */
export const bench: Bench = {
  summary:
    '10,000 events to a target that fails one call in five: all delivered, in order per complaint, none doubled by id',
  options: {
    events: { summary: 'how many events', default: 10_000 },
    seed: { summary: 'where the choice of the calls that fail begins', default: 1 },
  },
  async run(options, print) {
    const seed = options.number('seed');
    const report = await withScratchDatabase({ maxConnections: 20 }, (database) =>
      runWebhooks(database, { events: options.number('events'), seed }),
    );
    const { calls, milliseconds } = report;
    const all = calls.answered + calls.refused + calls.odd + calls.hung + calls.reset;
    const rows = [
      ['events', formatCount(report.events)],
      ['of complaints', formatCount(report.complaints)],
      ['calls', formatCount(all)],
      ['of them refused with a 500', formatCount(calls.refused)],
      ['answered with another protocol', formatCount(calls.odd)],
      ['hung until the time was over', formatCount(calls.hung)],
      ['reset after the message was taken', formatCount(calls.reset)],
      ['messages that came more than once', formatCount(report.doubles)],
      ['jumps to the next attempts', formatCount(report.jumps)],
      ['written through the API in', `${(milliseconds.written / 1000).toFixed(1)} s`],
      ['delivered meanwhile and after in', `${(milliseconds.delivered / 1000).toFixed(1)} s`],
      [
        'processor time for each event, API, worker and target together',
        `${(milliseconds.processor / report.events).toFixed(1)} ms`,
      ],
      ['events/s, written and delivered', formatCount(report.events / (milliseconds.delivered / 1000))],
    ];
    print(`  seed: ${seed}`);
    for (const line of formatTable(['what', 'how many'], rows)) print(line);
    const claims: [boolean, string][] = [
      [report.missing === 0, `${report.missing} events never came`],
      [report.disordered === 0, `of ${report.disordered} complaints the events came in another order`],
      [report.undelivered === 0, `${report.undelivered} deliveries are not told as delivered`],
      [report.left === 0, `${report.left} entries are left in the outbox`],
      [calls.forged === 0, `${calls.forged} messages had a signature that was refused`],
      [report.doubles > 0, 'nothing came twice: the target did not fail as it should'],
    ];
    return claims.filter(([holds]) => !holds).map(([, sentence]) => sentence);
  },
};
