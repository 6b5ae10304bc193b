#!/usr/bin/env bash
# Logs in with the Salesforce CLI; where that fails, says why. Takes SF_USERNAME, SF_CLIENT_ID, SF_LOGIN_URL and
# SF_JWT_KEY (the private key, as it is or in base64) from the environment.
set -euo pipefail
set +x # the key is in the environment

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
key=$folder/server.key
case $SF_JWT_KEY in
  *BEGIN*) printf '%s\n' "$SF_JWT_KEY" > "$key" ;;
  *) printf '%s' "$SF_JWT_KEY" | base64 --decode > "$key" || printf '%s\n' "$SF_JWT_KEY" > "$key" ;;
esac

login=(--username "$SF_USERNAME" --client-id "$SF_CLIENT_ID" --jwt-key-file "$key" --instance-url "$SF_LOGIN_URL")
if sf org login jwt "${login[@]}"; then exit 0; fi

code=0
npx --yes sf-jwt-doctor@0.1.0 "${login[@]}" --output - --output sf-jwt-doctor.xml --output sf-jwt-doctor.json || code=$?
if [ "$code" -eq 0 ]; then
  echo 'The same login works for the doctor: try again, or read the error of the Salesforce CLI above.' >&2
  code=1
fi
exit "$code"
