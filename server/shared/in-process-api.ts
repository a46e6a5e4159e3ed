/** One GraphQL request that code of the same process (the web app's server side) makes without going through the network. */
export interface InProcessRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  /** The bearer token of the caller, null for a visitor. */
  accessToken: string | null;
  requestId: string;
  clientAddress: string;
  userAgent: string | null;
  /** As the header `Idempotency-Key`. */
  idempotencyKey?: string | null;
}

/** A GraphQL answer as it would have come over HTTP. */
export interface InProcessResponse {
  /** The HTTP status: 401 for an invalid or expired token, 429 for too many requests, 503 when there is too much to do. */
  status: number;
  body: {
    data?: Record<string, unknown> | null;
    errors?: readonly {
      message: string;
      path?: readonly (string | number)[];
      extensions?: { code?: string };
    }[];
  };
}

/** What the HTTP server hangs on each request that it hands to the web app, as `req.redress`. */
export interface InProcessApi {
  execute(request: InProcessRequest): Promise<InProcessResponse>;
  /** The address of the client, after trusted proxies. */
  clientAddress: string;
  requestId: string;
  /** Writes a fault of a page into the log; its message stays out. */
  reportFault(error: unknown): void;
}
