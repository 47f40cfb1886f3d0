#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The two commands a newcomer needs, each from a fresh clone to its end:
#
#   bash setup.sh run     install what is missing, build, compare the strategies on the London scenario
#   bash setup.sh test    install what is missing, build, lint and test
#
# This is a shell script, and not a Makefile target, because a fresh Debian has bash but no make. Everything
# a contributor needs beyond these two is in the Makefile (`make help`), which calls this script for them.
#
# Installing happens only where a package is really missing. It works as root and with sudo; where neither
# can install, the script names the packages and the command an administrator would run, and ends with 1.
#
#   PATROLSIM_PACKAGES   the packages to ask for, instead of those below; empty: none. For a system where
#                        these libraries come from elsewhere, or is not a Debian.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly needed_swift_major=6 needed_swift_minor=2

# What PatrolSim links with, and what the Swift toolchain needs around it on Debian and Ubuntu. `a|b` is met
# by either package, as a pattern of dpkg-query; where neither is there, the first is installed.
readonly default_packages=(
  libgsl-dev                          # GNU Scientific Library: distributions, tests, optimisers
  librandom123-dev                    # counter-based random numbers
  libsqlite3-dev                      # results database
  zlib1g-dev                          # reading and writing .gz
  pkg-config                          # how the Swift package manager finds the above
  tzdata                              # civil time: shifts and profiles follow Europe/London
  libjs-leaflet                       # the map of a report
  git ca-certificates                 # fetching the Swift packages
  make                                # the Makefile
  'g++|libstdc++-[0-9]*-dev'          # C and C++ headers and libraries that every Swift program links with
  binutils                            # the linker
  'libc6-dev|libc-dev'                # C library headers
  'libcurl4-openssl-dev|libcurl4*'    # the toolchain's own: package manager,
  'libxml2-dev|libxml2*'              #   Foundation and the debugger
  'libncurses-dev|libncurses6*'
)

# What only the tests need.
readonly test_packages=(
  chromium                            # opens the pages of reports
  fonts-dejavu-core                   # and writes in them
  r-base-core                         # runs the page on loading results in R
  r-cran-jsonlite
  r-cran-rsqlite
  slurm-wlm                           # a cluster of two nodes, for studies
  munge
)

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "setup.sh: $*"
  exit 1
}

# --- packages ---------------------------------------------------------------------------------------------

is_installed() {
  local status
  status=$(dpkg-query --show --showformat '${db:Status-Status}\n' "$1" 2>/dev/null || true)
  grep -qx installed <<<"$status"
}

# Prints, one a line, the packages that are needed and not installed.
missing_packages() {
  local need alternative found
  local -a needs alternatives
  if [[ -v PATROLSIM_PACKAGES ]]; then
    read -r -a needs <<<"$PATROLSIM_PACKAGES"
  else
    needs=("${default_packages[@]}")
  fi
  for need in "${needs[@]}"; do
    IFS='|' read -r -a alternatives <<<"$need"
    found=false
    for alternative in "${alternatives[@]}"; do
      if is_installed "$alternative"; then found=true; fi
    done
    if ! $found; then printf '%s\n' "${alternatives[0]}"; fi
  done
  # Charts of reports, and what the tests compare with, come from Python; any that can make an environment will do.
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then printf 'python3-venv\n'; fi
  if [[ $verb == test || $verb == ci ]]; then
    for need in "${test_packages[@]}"; do
      if ! is_installed "$need"; then printf '%s\n' "$need"; fi
    done
  fi
}

# Prints the words to put before a command so that it runs as root; fails where there is no way.
prefix_for_root() {
  if ((EUID == 0)); then
    return 0
  elif ! command -v sudo >/dev/null; then
    return 1
  elif sudo -n true 2>/dev/null; then
    echo 'sudo -n'
  elif [[ -t 0 && -t 2 ]]; then
    say 'Installing them needs your password for sudo.'
    echo 'sudo'
  else
    return 1
  fi
}

# What root does, given packages; one call, so that sudo asks once. An index that can't be refreshed in full (a
# broken third-party source) may still hold what is needed, so only the installation decides.
# shellcheck disable=SC2016 # Root's shell is the one to expand these.
readonly as_root='
  export DEBIAN_FRONTEND=noninteractive DEBCONF_NONINTERACTIVE_SEEN=true
  options="-q -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold"
  apt-get $options update || echo "apt-get update did not succeed; trying with the index at hand."
  exec apt-get $options install -y --no-install-recommends "$@"'

install_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    if [[ -v PATROLSIM_PACKAGES && -z $PATROLSIM_PACKAGES ]]; then return 0; fi
    fail "this is not a Debian or Ubuntu system, so nothing can be installed for you. PatrolSim needs, with
their headers: the GNU Scientific Library (gsl), Random123 (1.14 or newer), SQLite 3 and zlib; beside them
pkg-config, git and the time zone database. Install these, then run
  PATROLSIM_PACKAGES= bash setup.sh $verb"
  fi

  local -a missing prefix
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} == 0)); then return 0; fi

  say "Missing packages: ${missing[*]}"
  local words
  if ! words=$(prefix_for_root); then
    fail "you are neither root nor able to use sudo here, so they can't be installed. Ask an administrator to run
  apt-get update && apt-get install --no-install-recommends ${missing[*]}
and then repeat: bash setup.sh $verb"
  fi
  read -r -a prefix <<<"$words"
  "${prefix[@]}" sh -c "$as_root" sh "${missing[@]}" </dev/null >&2 || fail "these packages are not installed: ${missing[*]}
The reason stands above. By hand, as an administrator:
  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
}

# --- Swift ------------------------------------------------------------------------------------------------

readonly where_to_get_swift="Install Swift $needed_swift_major.$needed_swift_minor or newer from https://www.swift.org/install/linux/ (swiftly does it without
root), open a new shell so that \`swift --version\` answers, and repeat the command."

check_swift() {
  local place answer
  if ! command -v swift >/dev/null; then
    # Usual places of a toolchain that is installed but not in PATH.
    for place in "${HOME:-/root}/.local/share/swiftly/bin" /opt/swift/usr/bin /usr/share/swift/usr/bin; do
      if [[ -x $place/swift ]]; then PATH=$PATH:$place; fi
    done
  fi
  command -v swift >/dev/null || fail "there is no Swift toolchain in PATH. $where_to_get_swift"
  answer=$(swift --version 2>&1) || fail "$(command -v swift) does not run: $answer
$where_to_get_swift"
  [[ $answer =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]] \
    || fail "$(command -v swift) is not the Swift compiler; it says: $answer
$where_to_get_swift"
  local major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[2]}
  if ((major < needed_swift_major || (major == needed_swift_major && minor < needed_swift_minor))); then
    fail "Swift $major.$minor is too old. $where_to_get_swift"
  fi
}

check_folder() {
  local folder
  for folder in . .build; do
    if [[ -e $folder && ! -w $folder ]]; then
      fail "$PWD/$folder is not writable for $(id -un); it was probably made by another user. Change its owner, or
work in a clone of your own."
    fi
  done
}

prepare() {
  check_folder
  install_packages
  check_swift
  report_tools || say "setup.sh: what draws the charts and maps of a report could not be installed; the reason stands above.
Everything else works: results have their tables and data, but no report.html."
}

# --- what draws reports -----------------------------------------------------------------------------------

# Vega, Vega-Lite and Vega-Embed come with this Python package, which also draws figures for papers.
readonly chart_package='vl-convert-python==1.9.0.post1'
readonly leaflet=/usr/share/javascript/leaflet

# Makes .venv-report, unless it is there: the Python package, and in page/ what is put into pages.
report_tools() (
  local tools=.venv-report
  # What others could change is not used.
  umask 022
  if [[ -e $tools/page/notices.txt && $(cat "$tools/version" 2>/dev/null) == "$chart_package" ]]; then return 0; fi
  rm -rf "$tools"
  python3 -m venv "$tools" >&2 \
    && "$tools/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: "$chart_package" >&2 \
    && mkdir -p "$tools/page" \
    && cp "$leaflet/leaflet.min.js" "$tools/page/leaflet.js" \
    && cp "$leaflet/leaflet.css" "$tools/page/leaflet.css" \
    && "$tools/bin/python" -c 'import vl_convert; print(vl_convert.javascript_bundle())' >"$tools/page/vega.js" \
    && echo "$chart_package" >"$tools/version" \
    && report_notices "$tools" >"$tools/page/notices.txt"
)

# Prints the licences of what is put into pages.
report_notices() {
  local tools=$1
  cat <<'END'
Vega, Vega-Lite, Vega-Embed, vega-tooltip: copyright University of Washington Interactive Data Lab and contributors,
BSD 3-Clause licence. D3 and TopoJSON, which they use: copyright Mike Bostock and others, ISC licence. Bundled by
vl-convert-python, whose licence, the same BSD 3-Clause, follows.

END
  cat "$tools"/lib/python3*/site-packages/vl_convert_python-*.dist-info/licenses/LICENSE
  printf '\nLeaflet, as Debian has it:\n\n'
  cat /usr/share/doc/libjs-leaflet/copyright
}

# --- verbs ------------------------------------------------------------------------------------------------

run() {
  prepare
  say 'Building in release mode; the first time this takes some minutes.'
  swift build -c release --product patrolsim >&2
  "$(swift build -c release --show-bin-path)/patrolsim" compare Scenarios/london-20-hotspots.yaml "$@"
}

# Each step of the tests: its name, its seconds, how it ended.
steps=()
failed=false

step() {
  local name=$1 start=$SECONDS outcome=passed
  shift
  printf '\n== %s\n' "$name"
  if ! "$@"; then
    outcome=FAILED
    failed=true
  fi
  steps+=("$(printf '%-42s %-7s %4d s' "$name" "$outcome" $((SECONDS - start)))")
  [[ $outcome == passed ]]
}

# A target may import only what Package.swift grants it.
readonly checked=(--explicit-target-dependency-import-check error)

# What continuous integration runs beside the tests, each a build of its own: samples of what `make soak` runs whole.
samples() {
  step 'documentation, a sample' documented PatrolModel PatrolStrategies || true
  step 'thread sanitizer, a sample' sanitized || true
  step 'benchmarks: release build, a sample' optimised || true
  step 'a package that embeds it' embedded || true
}

# One build serves all tests: building a second time, optimised, takes longer than it saves. `make soak` does.
# What it is called with is run after them.
test_all() {
  local log
  prepare
  mkdir -p .build
  log=$(mktemp .build/test-log.XXXXXX)
  # shellcheck disable=SC2064 # The name of the log is meant as it is now.
  trap "rm -f '$log'" EXIT

  step 'lint' swift format lint --strict -r -p Package.swift Sources Tests || true
  step 'grants of Package.swift' python3 Tests/Structure/unused_grants.py || true
  step 'Python environment' python_environment || true
  if step 'build, debug' swift build --build-tests "${checked[@]}"; then
    step 'tests' tested "$log" || true
  fi
  "$@"

  printf '\n== Summary\n'
  grep -E '^.{0,4}Test run with' "$log" || true
  printf '%s\n' "${steps[@]}"
  if $failed; then
    printf 'FAILED after %d s\n' "$SECONDS"
    exit 1
  fi
  printf 'All passed in %d s\n' "$SECONDS"
}

# Makes the Python environment that tests compare statistics with, unless it is as the list asks for.
python_environment() {
  local list=Tests/requirements.txt environment=.venv-tests
  if cmp -s "$list" "$environment/requirements.txt"; then return 0; fi
  rm -rf "$environment"
  python3 -m venv "$environment" \
    && "$environment/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$list" \
    && cp "$list" "$environment/requirements.txt"
}

# Runs tests with these options; what they print is kept in the log too.
tested() {
  local log=$1
  shift
  swift test --disable-xctest "${checked[@]}" "$@" 2>&1 | tee -a "$log"
}

# Compares strategies and runs a study, on two threads each, under the thread sanitizer; `make soak` runs the tests under it.
sanitized() {
  local build=(--sanitize thread --scratch-path .build-thread --product patrolsim) patrolsim
  swift build "${build[@]}" || return 1
  patrolsim=$(swift build "${build[@]}" --show-bin-path)/patrolsim
  rm -rf .build-thread/study
  "$patrolsim" compare Scenarios/tiny.yaml --replications 12 --jobs 2 --quiet --output .build-thread/result --force \
    >/dev/null \
    && "$patrolsim" batch Scenarios/studies/tiny-town.yaml --replications 2 --jobs 2 --quiet \
      --output .build-thread/study >/dev/null
}

# Checks what the optimiser makes of the kernel: its order of events, theory, and that a replication in
# its loop asks for no memory. Quick rounds, whose times mean nothing.
optimised() {
  local build=(--package-path Tests/Benchmarks --scratch-path .build-benchmarks -c release)
  swift build "${build[@]}" --build-tests \
    && swift test "${build[@]}" --skip-build --disable-xctest \
    && "$(swift build "${build[@]}" --show-bin-path)/patrolsim-bench" --quick --rounds 1 \
      --only mm1 mmc phold-1k phold-100k churn random dispatch allocations
}

# Builds and runs a package of its own that uses the libraries, as those do who embed them.
embedded() {
  local build=(--package-path Tests/EmbeddingExample --scratch-path .build-embedding)
  swift build "${build[@]}" \
    && "$(swift build "${build[@]}" --show-bin-path)/EmbeddingExample" Scenarios/tiny.yaml
}

# Builds the documentation of these modules; `make docs` does it for all.
documented() {
  local module
  for module in "$@"; do
    swift package generate-documentation --target "$module" --warnings-as-errors || return 1
  done
}

usage() {
  cat <<'END'
Usage: bash setup.sh VERB

  run [OPTION…]   install what is missing, build in release mode and compare the strategies on
                  Scenarios/london-20-hotspots.yaml; options go to `patrolsim compare`
  test            install what is missing, then lint, build and run the tests
  ci              the same, then samples of the documentation, the thread sanitizer, the release build and an embedding package
  install         install what is missing, nothing more

Everything else is in the Makefile: make help
END
}

verb=${1:-help}
case $verb in
  run)
    shift
    run "$@"
    ;;
  test) test_all : ;;
  ci) test_all samples ;;
  install)
    prepare
    say 'Nothing is missing.'
    ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    exit 64
    ;;
esac
