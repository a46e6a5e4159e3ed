import { parseCronItems, run, type Task as GraphileTask, type TaskList } from 'graphile-worker';
import type { Config } from '../config.ts';
import { faultFields, logLine, withLogFields } from '../log.ts';
import { watchJob } from '../telemetry/work.ts';
import { queueLogger } from './queue-logger.ts';

/** A job: its name, what it does, and when it runs by itself. Running it twice does nothing twice. */
export interface Task {
  name: string;
  /** Five cron fields, in UTC; null when it only runs when it was queued. */
  schedule: string | null;
  run: (payload: unknown) => Promise<void>;
}

export interface WorkerOptions {
  config: Pick<Config, 'databaseUrl' | 'databaseDirectUrl'>;
  databaseUrl: string;
  tasks: readonly Task[];
}

/** Works the platform's queue until stopped. A failed job is tried again by the queue, later each time. */
export async function startWorkers({
  config,
  databaseUrl,
  tasks,
}: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries(tasks.map((task) => [task.name, guarded(task)]));
  const scheduled = tasks.filter((task) => task.schedule !== null);
  const runner = await run({
    // LISTEN needs a connection of its own, past a pooler.
    connectionString: config.databaseDirectUrl ?? databaseUrl,
    concurrency: 2,
    maxPoolSize: 3,
    pollInterval: 5_000,
    noHandleSignals: true,
    logger: queueLogger,
    taskList,
    parsedCronItems: parseCronItems(
      scheduled.map((task) => ({
        task: task.name,
        match: task.schedule as string,
        options: { maxAttempts: 3 },
        identifier: task.name,
      })),
    ),
  });
  // The runner ends by itself only by a fault of its own; jobs then wait for the next start, requests go on.
  runner.promise.catch((error: unknown) => logLine('error', 'the queue stopped', faultFields(error)));
  return { stop: () => runner.stop() };
}

function guarded(task: Task): GraphileTask {
  return (payload, { job }) =>
    withLogFields({ jobId: String(job.id), task: task.name }, async () => {
      try {
        await watchJob({ task: task.name, jobId: String(job.id), causedBy: null }, async () => {
          await task.run(payload);
          return 'done';
        });
      } catch (error) {
        logLine('error', 'job failed', faultFields(error));
        throw error;
      }
    });
}
