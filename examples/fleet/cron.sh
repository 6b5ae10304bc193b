#!/bin/sh
# Every night on one machine. Cron: 15 2 * * * cd /srv/fleet && ./cron.sh
# The node exporter reads fleet.prom (--collector.textfile.directory).
set -u
today="fleet-$(date +%F).jsonl"
last="$(ls fleet-????-??-??.jsonl 2>/dev/null | grep -v "$today" | tail -n 1)"

sf-jwt-doctor fleet run orgs.yaml --journal "$today" --quiet --fail-on expiring=14d \
  ${last:+--previous "$last"} --output fleet.html --output fleet.prom
