# Three stages: Node builds the pages' assets, Python installs everything, and the last keeps only what runs.
# The window's data is in /var/lib/singlewindow: mount a volume there.

FROM node:22-slim AS node

FROM python:3.13 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
RUN python -m venv /opt/singlewindow
ENV PATH=/opt/singlewindow/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /source
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt
COPY . .
RUN python singlewindow/web/assets/build.py --force
RUN pip install --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/singlewindow --create-home --shell /usr/sbin/nologin singlewindow
COPY --from=build /opt/singlewindow /opt/singlewindow
ENV PATH=/opt/singlewindow/bin:$PATH PYTHONUNBUFFERED=1 SINGLEWINDOW_VAR=/var/lib/singlewindow
USER singlewindow
WORKDIR /var/lib/singlewindow
VOLUME /var/lib/singlewindow
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
CMD ["sh", "-c", "singlewindow upgrade && exec singlewindow serve --bind 0.0.0.0:8080"]
