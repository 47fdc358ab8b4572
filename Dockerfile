FROM node:20-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
COPY scripts/patch-postgres.mjs scripts/patch-postgres.mjs
RUN npm ci --ignore-scripts && node scripts/patch-postgres.mjs
COPY tsconfig.json next.config.ts postcss.config.mjs instrumentation.ts ./
COPY app app
COPY components components
COPY drizzle drizzle
COPY e2e e2e
COPY lib lib
COPY public public
COPY scripts scripts
# The build checks the types of everything it finds, so the development packages go only after it.
RUN npm run build && npm prune --omit=dev --ignore-scripts

# tsx and the TypeScript sources stay: `npm start`, the worker and db:migrate run from them.
FROM base AS run
ENV NODE_ENV=production
COPY --from=build --chown=node:node /app ./
USER node
EXPOSE 3000
CMD ["node", "scripts/bootstrap.mjs", "start"]
