import { middleRatio, spreadOfRatios, type Turn } from './contestants.ts';
import { trustedName, type ApiReport } from './run-api.ts';

/** One line of the table: what was reached of a floor and a goal. */
export interface Finding {
  what: string;
  reached: string;
  floor: string;
  goal: string;
  isReached: boolean;
  distance: string;
}

const perSecond = (turn: Turn) => turn.perSecond;
const cpu = (turn: Turn) => turn.cpuMilliseconds;

/** Holds what was measured against the floors and goals. */
export function judge({
  list,
  detail,
  tenants,
  create,
  provisioning,
  residentMegabytes,
}: ApiReport): Finding[] {
  const many = [...tenants.keys()].at(-1) as string;
  return [
    share('list against the bare client', middleRatio(list, 'redress', 'bare client', perSecond), 0.45, 0.65),
    share(
      'detail against the bare client',
      middleRatio(detail, 'redress', 'bare client', perSecond),
      0.55,
      0.75,
    ),
    ...knownDocumentFindings(list, detail),
    ...peerFindings(list, detail),
    most(
      'rules on against none, processor time',
      middleRatio(list, 'the API alone', 'the API without rules', cpu),
      1.1,
      1.03,
      percent,
    ),
    against(`${many} against one`, tenants, [many, 'one organisation'], {
      floor: 0.7,
      goal: 0.85,
      format: percent,
    }),
    ...(create.has('pgbench')
      ? [
          share(
            'a complaint submitted against pgbench',
            middleRatio(create, 'redress', 'pgbench', perSecond),
            0.7,
            0.9,
          ),
        ]
      : []),
    most('an organisation made, cold', provisioning.cold, 200, 80, milliseconds),
    most('an organisation made, from stock', provisioning.fromStock, 20, 5, milliseconds),
    most('memory after load', residentMegabytes, 300, 200, (megabytes) => `${Math.round(megabytes)} MB`),
  ];
}

/** There is a goal and no floor. */
function knownDocumentFindings(list: ApiReport['list'], detail: ApiReport['detail']): Finding[] {
  return Object.entries({ list, detail }).map(([what, turns]) => ({
    ...share(
      `${what} by its hash, against the bare client`,
      middleRatio(turns, trustedName, 'bare client', perSecond),
      0,
      0.9,
    ),
    floor: '–',
  }));
}

/** Ratios of the rounds that lie further apart than this part of their middle say more about the machine than about the contestants. */
const noisySpread = 0.25;

/**
 * One contestant against another: by answers in a second, beside it the server's processor time for each. Where the machine is noisy, that decides:
 * what else runs takes time from both, but is not counted.
 */
function against(
  what: string,
  turns: ReadonlyMap<string, Turn[]>,
  [one, other]: readonly [one: string, other: string],
  { floor, goal, format }: { floor: number; goal: number; format: (ratio: number) => string },
): Finding {
  const [bySpeed, byCpu] = [
    middleRatio(turns, one, other, perSecond),
    1 / middleRatio(turns, one, other, cpu),
  ];
  const isNoisy = spreadOfRatios(turns, one, other, perSecond) > noisySpread;
  const finding = share(what, isNoisy ? byCpu : bySpeed, floor, goal, format);
  const beside = isNoisy ? `noisy; ${format(bySpeed)} by speed` : `${format(byCpu)} by processor time`;
  return { ...finding, reached: `${finding.reached} (${beside})` };
}

function peerFindings(list: ApiReport['list'], detail: ApiReport['detail']): Finding[] {
  const peers = [
    { name: 'postgraphile 5', floor: 2, goals: [3.5, 3] },
    { name: 'textbook stack', floor: 5, goals: [8, 8] },
  ];
  return peers
    .filter(({ name }) => list.has(name))
    .flatMap(({ name, floor, goals }) =>
      Object.entries({ list, detail }).map(([what, turns], at) =>
        against(`${what} against ${name}`, turns, ['redress', name], {
          floor,
          goal: goals[at] as number,
          format: times,
        }),
      ),
    );
}

/** The findings as rows. */
export function tableOf(findings: readonly Finding[]): string[][] {
  return findings.map(({ what, reached, floor, goal, distance }) => [what, reached, floor, goal, distance]);
}

const percent = (ratio: number) => `${(ratio * 100).toFixed(0)} %`;

const milliseconds = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

const times = (ratio: number) => `${ratio.toFixed(1)} ×`;

function share(what: string, reached: number, floor: number, goal: number, format = percent): Finding {
  return {
    what,
    reached: format(reached),
    floor: format(floor),
    goal: format(goal),
    isReached: reached >= floor,
    distance: reached >= goal ? 'reached' : `${percent(reached / goal)} of it`,
  };
}

function most(
  what: string,
  reached: number,
  floor: number,
  goal: number,
  format: (value: number) => string,
): Finding {
  return {
    what,
    reached: format(reached),
    floor: format(floor),
    goal: format(goal),
    isReached: reached <= floor,
    distance: reached <= goal ? 'reached' : `${percent(reached / goal)} of it`,
  };
}
