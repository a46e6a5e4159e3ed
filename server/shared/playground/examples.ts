import { consumerExamples, visitorExamples } from './consumer-examples.ts';
import type { ExampleAudience, PlaygroundExample } from './example.ts';
import { adminExamples, managerExamples } from './manager-examples.ts';
import { partnerExamples } from './partner-examples.ts';
import { helpDeskExamples, supportExamples } from './staff-examples.ts';

/** What the playground offers each audience. A test runs every one of them on the demo's data. */
export const playgroundExamples: Readonly<Record<ExampleAudience, readonly PlaygroundExample[]>> = {
  visitor: visitorExamples,
  consumer: consumerExamples,
  help_desk: helpDeskExamples,
  support: supportExamples,
  manager: managerExamples,
  admin: adminExamples,
  partner: partnerExamples,
};
