#!/bin/sh
# Installs what the Neo4j tests need and is missing: a JDK (17 or newer) and Maven.
# Needs apt and either root or sudo; prints nothing where both are there already.
set -eu

has_jdk() {
    # Not the first line: JAVA_TOOL_OPTIONS makes java say more. A JRE lacks the compiler, with
    # which java runs the server's launcher from its source.
    version="$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')"
    [ "${version:-0}" -ge 17 ] && java --list-modules 2>/dev/null | grep -q '^jdk\.compiler'
}

packages=""
has_jdk || packages="default-jdk-headless"
command -v mvn >/dev/null 2>&1 || packages="$packages maven"
[ -n "$packages" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "the Neo4j tests need a JDK (17 or newer) and Maven; install: $packages" >&2
    exit 1
fi
root=""
if [ "$(id -u)" -ne 0 ]; then
    root="sudo"
    if ! command -v sudo >/dev/null 2>&1; then
        echo "the Neo4j tests need packages that root has to install: apt-get install $packages" >&2
        exit 1
    fi
fi
echo "installing for the Neo4j tests: $packages" >&2
$root apt-get update -qq
# shellcheck disable=SC2086  # a list of package names on purpose
$root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $packages >&2
if ! has_jdk; then
    echo "java is still not a JDK of version 17 or newer; install one and put it first in PATH" >&2
    exit 1
fi
