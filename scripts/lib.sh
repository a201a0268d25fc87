# shellcheck shell=bash
# What the scripts share. Sourced, not run.

# Prints to stderr: stdout belongs to what a script runs.
say() { printf '%s\n' "$*" >&2; }

# The oldest toolchain that builds the package.
readonly swift_needed=6.2

# Fails, and says what to do, unless Swift is here and new enough.
need_swift() {
  if ! command -v swift >/dev/null 2>&1; then
    say "headgate is built with Swift $swift_needed or newer, and there is no 'swift' on the PATH."
    say "Install it from https://www.swift.org/install (swiftly does it in one command)."
    return 1
  fi
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  if [ "$(printf '%s\n' "$swift_needed" "$version" | sort -V | head -n 1)" != "$swift_needed" ]; then
    say "headgate needs Swift $swift_needed or newer; 'swift' is ${version:-of an unknown version}."
    say "Install a newer one from https://www.swift.org/install."
    return 1
  fi
}

has_sqlite_headers() {
  [ "$(uname -s)" = Darwin ] && return 0
  local include
  for include in /usr/include /usr/local/include; do
    [ -f "$include/sqlite3.h" ] && return 0
  done
  command -v pkg-config >/dev/null 2>&1 && pkg-config --exists sqlite3
}

# Installs SQLite's development files where this may be done, else says how.
need_sqlite() {
  has_sqlite_headers && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Installing libsqlite3-dev, which the results store is built on ..."
    if apt-get update -qq >&2 &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libsqlite3-dev >&2 &&
      has_sqlite_headers; then
      return 0
    fi
  fi
  say "SQLite's development files (sqlite3.h) are missing. Install them:"
  say "  Debian, Ubuntu:  sudo apt-get install libsqlite3-dev"
  say "  Fedora, RHEL:    sudo dnf install sqlite-devel"
  say "  Alpine:          sudo apk add sqlite-dev"
  return 1
}

need_all() {
  need_swift
  need_sqlite
}

# Starts the embedding server that one test needs, and has it stopped at the end of the script. Where
# it cannot be had, the test is skipped: that is no failure.
start_embedding_server() {
  local folder url='' waited=0
  folder=$(mktemp -d)
  scripts/embedding-server </dev/null >"$folder/url" &
  local server=$!
  # shellcheck disable=SC2064 # What is to be stopped is known now.
  trap "kill $server 2>/dev/null || true; rm -rf '$folder'" EXIT
  # The first time it installs 100 MB.
  while [ -z "$url" ] && [ "$waited" -lt 300 ] && kill -0 "$server" 2>/dev/null; do
    sleep 1
    waited=$((waited + 1))
    url=$(head -n 1 "$folder/url")
  done
  if [ -z "$url" ]; then
    say "The embedding server did not start: the test against it will be skipped."
    return 0
  fi
  export HEADGATE_EMBEDDING_SERVER=$url
}
