import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { GraphQLError, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { RequestOrigin, Viewer } from '../../auth/viewer.ts';
import { faultFields, logLine } from '../../log.ts';
import { authenticate, isOwnPage } from '../authenticate.ts';
import type { Api } from '../graphql-endpoint.ts';
import { documentLimits } from '../limits.ts';
import { runStream } from './run-stream.ts';

interface Extra extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  headers: IncomingHttpHeaders;
  origin: RequestOrigin;
  viewer: Viewer | null;
  /** How many run on it. */
  streams: number;
}

const aliveMilliseconds = 12_000;
const idleMilliseconds = 60_000;
// The library only looks at which kind of operation it is: what the client sent, Apollo parses, with its limits.
const subscription = parse('subscription { stream }');

/** Serves subscriptions at `/graphql` by WebSocket, in the protocol graphql-transport-ws. */
export function serveSockets(
  api: Api,
  server: Server,
  readOrigin: (request: IncomingMessage) => RequestOrigin,
): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: documentLimits.bodyBytes,
    handleProtocols,
  });
  const protocol = protocolServer(api);
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const path = (request.url ?? '/').split('?', 1)[0];
    if (path !== '/graphql') {
      // In development vite listens too, for its own.
      if (server.listenerCount('upgrade') === 1) refuseUpgrade(stream, '404 Not Found');
      return;
    }
    // Browsers let every page open a socket to everywhere, and send the cookies along.
    if (!isOwnPage(api.services, request)) return refuseUpgrade(stream, '403 Forbidden');
    const origin = readOrigin(request);
    void api.traffic.admit(null, origin).then(
      ({ isAdmitted }) => {
        if (!isAdmitted) return refuseUpgrade(stream, '429 Too Many Requests');
        sockets.handleUpgrade(request, stream, head, (socket) =>
          openSocket(protocol, socket, {
            socket,
            headers: request.headers,
            origin,
            viewer: null,
            streams: 0,
          }),
        );
      },
      () => refuseUpgrade(stream, '503 Service Unavailable'),
    );
  });
}

function protocolServer(api: Api) {
  return makeServer<Record<string, unknown>, Extra>({
    async onConnect({ connectionParams, extra }) {
      const token = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
      // The token of the first message stands for the header that browsers cannot set.
      if (typeof token === 'string') extra.headers = { ...extra.headers, authorization: token };
      const now = await authenticate(api.services, extra);
      extra.viewer = now.ok ? now.viewer : null;
      return extra.viewer !== null;
    },
    async onSubscribe({ extra }, _id, payload) {
      const { viewer, socket, origin } = extra;
      if (!viewer) return [new GraphQLError('Sign in first.')];
      const admission = await api.traffic.admit(viewer, origin);
      if (!admission.isAdmitted) {
        const extensions = { code: 'RATE_LIMITED', retryAfterSeconds: admission.retryAfterSeconds };
        return [new GraphQLError('There were too many requests.', { extensions })];
      }
      const results = runStream(api, {
        parameters: payload,
        viewer,
        origin,
        authenticate: () => authenticate(api.services, extra),
        transport: {
          bufferedBytes: () => socket.bufferedAmount,
          cut: () => cut(socket),
        },
      });
      extra.streams += 1;
      return { schema: {} as GraphQLSchema, document: subscription, rootValue: results };
    },
    subscribe: ({ rootValue }) => rootValue as AsyncGenerator<ExecutionResult>,
    onComplete: ({ extra }) => void (extra.streams -= 1),
    // As it is: its errors are formatted already.
    onNext: (_context, _id, _payload, _args, result) => result as never,
  });
}

function openSocket(protocol: ReturnType<typeof protocolServer>, socket: WebSocket, extra: Extra): void {
  let isAlive = true;
  let heardAt = performance.now();
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise<void>((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          socket.send(text, (error) => (error ? reject(error) : resolve()));
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (data) => {
          heardAt = performance.now();
          take(String(data)).catch((error: unknown) => {
            // Only the library's words tell it from a fault: a message that is for servers to send.
            if (error instanceof Error && error.message.startsWith('Unexpected message of type'))
              return socket.close(CloseCode.BadRequest, error.message);
            logLine('error', 'fault', faultFields(error));
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        }),
    },
    extra,
  );
  socket.on('error', () => socket.terminate());
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    // Whoever opens one and asks for nothing has no use for it.
    const isIdle = extra.streams === 0 && performance.now() - heardAt > idleMilliseconds;
    if (!isAlive || isIdle) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, aliveMilliseconds);
  timer.unref();
  socket.once('close', (code, reason) => {
    clearInterval(timer);
    closed(code, String(reason)).catch((error: unknown) => logLine('error', 'fault', faultFields(error)));
  });
}

/** Says that the client may come back, with a token that is good; one that does not take even that is broken off. */
function cut(socket: WebSocket): void {
  socket.close(1012, 'Come back');
  setTimeout(() => socket.terminate(), 1_000).unref();
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
