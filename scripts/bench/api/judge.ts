import { middleRatio, type Turn } from './contestants.ts';
import type { ApiReport } from './run-api.ts';

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
export function judge({ list, detail, tenants, residentMegabytes }: ApiReport): Finding[] {
  const many = [...tenants.keys()].at(-1) as string;
  return [
    share('list against the bare client', middleRatio(list, 'redress', 'bare client', perSecond), 0.45, 0.65),
    share(
      'detail against the bare client',
      middleRatio(detail, 'redress', 'bare client', perSecond),
      0.55,
      0.75,
    ),
    most(
      'rules on against none, processor time',
      middleRatio(list, 'redress', 'redress without rules', cpu),
      1.1,
      1.03,
      percent,
    ),
    share(`${many} against one`, middleRatio(tenants, many, 'one organisation', perSecond), 0.7, 0.85),
    most('memory after load', residentMegabytes, 300, 200, (megabytes) => `${Math.round(megabytes)} MB`),
  ];
}

/** The findings as rows. */
export function tableOf(findings: readonly Finding[]): string[][] {
  return findings.map(({ what, reached, floor, goal, distance }) => [what, reached, floor, goal, distance]);
}

const percent = (ratio: number) => `${(ratio * 100).toFixed(0)} %`;

function share(what: string, reached: number, floor: number, goal: number): Finding {
  return {
    what,
    reached: percent(reached),
    floor: percent(floor),
    goal: percent(goal),
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
