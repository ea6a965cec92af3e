#!/bin/sh
# Every night at NIGHTLY_AT (UTC): load what is new in /data, then look for rings.
# A file that was loaded before adds nothing, so that the folder need not be cleared.
set -u

at="${NIGHTLY_AT:-02:30}"
while :; do
    now=$(date -u +%s)
    next=$(date -u -d "$at" +%s)
    [ "$next" -gt "$now" ] || next=$((next + 86400))
    sleep $((next - now))
    if linkage --no-input load /data && linkage --no-input discover; then
        echo "nightly job done" >&2
    else
        echo "nightly job failed with exit code $?; it runs again tomorrow" >&2
    fi
done
