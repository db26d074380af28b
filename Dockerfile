# The app for use with an outside PostgreSQL (HOPTAC_DATABASE_URL); the embedded server is for machines, not containers.
FROM python:3.13-slim AS build
WORKDIR /app
COPY pyproject.toml constraints.txt README.md ./
COPY src ./src
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -c constraints.txt -e .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home hoptac
WORKDIR /app
COPY --from=build /venv /venv
COPY --chown=root:root . .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 HOPTAC_HOST=0.0.0.0 HOPTAC_DATA_DIR=/home/hoptac/data
USER hoptac
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=5)"]
CMD ["hoptac", "serve"]
