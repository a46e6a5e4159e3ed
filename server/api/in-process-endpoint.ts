import type { RequestOrigin } from '../auth/viewer.ts';
import { faultFields, logLine } from '../log.ts';
import type { InProcessApi, InProcessResponse } from '../shared/in-process-api.ts';
import { viewerOfToken } from './authenticate.ts';
import { runOperation, type Api } from './graphql-endpoint.ts';
import { crowded, overTheLimit } from './refusals.ts';

/** The API for code of this process, the web app's server side: with the same limits, and the same answers. */
export function inProcessApi(api: Api, origin: RequestOrigin): InProcessApi {
  return {
    clientAddress: origin.clientAddress,
    requestId: origin.requestId,
    async execute({
      query,
      variables,
      operationName,
      accessToken,
      requestId,
      clientAddress,
      userAgent,
      idempotencyKey = null,
    }) {
      const from = { requestId, clientAddress, client: userAgent };
      const authentication = accessToken
        ? await viewerOfToken(api.services, accessToken)
        : ({ ok: true, viewer: null } as const);
      const viewer = authentication.ok ? authentication.viewer : null;
      const admission = await api.traffic.admit(viewer, from);
      if (!admission.isAdmitted) return refusal(429, 'RATE_LIMITED', overTheLimit(admission));
      if (!authentication.ok) return refusal(401, 'UNAUTHENTICATED', authentication.message);
      const answer = await runOperation(api, viewer, from, idempotencyKey, (context) =>
        api.apollo.executeOperation({ query, variables, operationName }, { contextValue: context }),
      );
      if (answer === 'full') return refusal(429, 'RATE_LIMITED', crowded);
      const { body, http } = answer;
      if (body.kind !== 'single') throw new Error('Incremental delivery is not served');
      return { status: http.status ?? 200, body: body.singleResult as never };
    },
    reportFault: (error) => logLine('error', 'fault', faultFields(error)),
  };
}

function refusal(status: number, code: string, message: string): InProcessResponse {
  return { status, body: { errors: [{ message, extensions: { code } }] } };
}
