import fc from 'fast-check';

/** What code may do inside a unit of work, wrong things too. */
export type Step =
  | {
      kind:
        | 'write'
        | 'savepoint'
        | 'release'
        | 'divide by zero'
        | 'look at the other'
        | 'cancel'
        | 'kill'
        | 'pause';
    }
  /** `back`: how many savepoints are passed over; more than there are is an error. */
  | { kind: 'roll back to'; back: number };

export interface RandomUnit {
  /** Which of two organisations. */
  side: 0 | 1;
  mode: 'read' | 'write';
  steps: Step[];
  ends: 'returns' | 'throws';
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ kind: 'write' }) },
  { weight: 5, arbitrary: fc.constant<Step>({ kind: 'savepoint' }) },
  { weight: 5, arbitrary: fc.nat(2).map((back): Step => ({ kind: 'roll back to', back })) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'release' }) },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'divide by zero' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'look at the other' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'pause' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'cancel' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'kill' }) },
);

const unit: fc.Arbitrary<RandomUnit> = fc.record({
  side: fc.constantFrom(0, 1),
  mode: fc.constantFrom('read', 'write', 'write'),
  steps: fc.array(step, { maxLength: 9 }),
  ends: fc.constantFrom('returns', 'returns', 'returns', 'throws'),
});

/** Units that run one after the other, beside those of other lanes. */
export const randomLanes: fc.Arbitrary<RandomUnit[][]> = fc.array(
  fc.array(unit, { minLength: 1, maxLength: 3 }),
  { minLength: 2, maxLength: 4 },
);

/** What PostgreSQL's documentation says a transaction is, in a few lines: the other half of the comparison. */
export class ModelTransaction {
  private state: 'healthy' | 'failed' | 'broken' = 'healthy';
  private readonly written: string[][] = [[]];

  constructor(private readonly mode: 'read' | 'write') {}

  get isHealthy(): boolean {
    return this.state === 'healthy';
  }

  get isBroken(): boolean {
    return this.state === 'broken';
  }

  /** What is there after a commit. */
  get kept(): string[] {
    return this.isHealthy ? this.written.flat() : [];
  }

  /** The SQLSTATE that the step must get; null when it succeeds, `broken` when the connection is gone. */
  apply(step: Step, word: string): string | null {
    if (step.kind === 'kill') {
      this.state = 'broken';
      return null;
    }
    if (this.state === 'broken') return 'broken';
    if (step.kind === 'roll back to') return this.rollBackTo(step.back);
    if (this.state === 'failed') return '25P02';
    switch (step.kind) {
      case 'savepoint':
        this.written.push([]);
        return null;
      case 'release':
        if (this.written.length === 1) return this.fail('3B001');
        this.written.splice(-2, 2, this.written.slice(-2).flat());
        return null;
      case 'write':
        if (this.mode === 'read') return this.fail('25006');
        this.written.at(-1)?.push(word);
        return null;
      case 'divide by zero':
        return this.fail('22012');
      case 'look at the other':
        return this.fail('42501');
      case 'cancel':
        return this.fail('57014');
      default:
        return null;
    }
  }

  /** The number of the savepoint that `back` names, counted from 1, or of none that there is. */
  savepointAt(back: number): number {
    return this.written.length - 1 - back;
  }

  get savepointCount(): number {
    return this.written.length - 1;
  }

  private rollBackTo(back: number): string | null {
    const number = this.savepointAt(back);
    if (number < 1) return this.fail('3B001');
    // The savepoint stays, and is empty again.
    this.written.splice(number, this.written.length, []);
    this.state = 'healthy';
    return null;
  }

  private fail(code: string): string {
    this.state = 'failed';
    return code;
  }
}
