#!/usr/bin/env bash
# Build the example story, and run the tests given (all of them unless told), where there is no network at all: in a name
# space with no interface but a loopback that leads to itself. Needs Linux and the right to make one. Usage: check_network.sh [TESTS…]
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unshare -rn bash -c '
  ip link set lo up 2> /dev/null || true
  if '"$python"' -c "import socket; socket.create_connection((\"93.184.215.14\", 80), 2)" 2> /dev/null; then echo "there is a network"; exit 1; fi
  '"$python"' -m copydesk.cli demo -o "$0"
  '"$python"' -m pytest -q "$@"
' "$folder" "$@"
