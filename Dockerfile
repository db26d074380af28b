# The app for use with an outside PostgreSQL (HOPTAC_DATABASE_URL); the embedded server is for machines, not containers.
FROM python:3.13-slim AS build
WORKDIR /build
COPY pyproject.toml constraints.txt README.md ./
COPY scripts/build_hook.py scripts/
COPY src src
COPY templates templates
COPY static static
COPY migrations migrations
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home hoptac
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 HOPTAC_HOST=0.0.0.0 HOPTAC_PORT=8000 HOPTAC_DATA_DIR=/home/hoptac/data
USER hoptac
WORKDIR /home/hoptac
EXPOSE 8000
# For `hoptac serve`; a container that runs `hoptac worker` serves no pages and is started with --no-healthcheck.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", \
  "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"HOPTAC_PORT\"]}/healthz', timeout=4)"]
CMD ["hoptac", "serve"]
