import type { Defence } from './defence.ts';
import { dataDefences } from './data-defences.ts';
import { edgeDefences } from './edge-defences.ts';
import { liveDefences } from './live-defences.ts';
import { permissionDefences } from './permission-defences.ts';
import { secondFactorDefences } from './second-factor-defences.ts';
import { serviceTokenDefences } from './service-token-defences.ts';
import { sessionDefences } from './session-defences.ts';
import { telemetryDefences } from './telemetry-defences.ts';
import { tenancyDefences } from './tenancy-defences.ts';
import { webhookDefences } from './webhook-defences.ts';

/** Every defence that a test must miss. */
export const allDefences: readonly Defence[] = [
  ...tenancyDefences,
  ...permissionDefences,
  ...sessionDefences,
  ...serviceTokenDefences,
  ...secondFactorDefences,
  ...edgeDefences,
  ...dataDefences,
  ...telemetryDefences,
  ...webhookDefences,
  ...liveDefences,
];
