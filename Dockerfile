# docs/deploy.md: docker build -t playground . && docker run -p 8080:8080 playground
FROM node:22-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build && npm run deploy -- nginx

FROM nginxinc/nginx-unprivileged:stable-alpine
COPY --from=build /app/deploy/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /app/dist /usr/share/nginx/html
EXPOSE 8080
