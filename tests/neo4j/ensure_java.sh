#!/bin/sh
# Installs what the Neo4j tests need and is missing: a JDK (17 or newer) and Maven.
# Needs apt and either root or sudo; prints nothing where both are there already.
set -eu

java_version() {
    java -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
}

packages=""
version="$(java_version || true)"
if [ "${version:-0}" -lt 17 ]; then
    packages="default-jdk-headless"
fi
if ! command -v mvn >/dev/null 2>&1; then
    packages="$packages maven"
fi
[ -n "$packages" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "the Neo4j tests need Java 17 or newer and Maven; install:$packages" >&2
    exit 1
fi
root=""
if [ "$(id -u)" -ne 0 ]; then
    root="sudo"
fi
echo "installing for the Neo4j tests:$packages" >&2
$root apt-get update -qq
# shellcheck disable=SC2086  # a list of package names on purpose
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $packages >&2
