#!/bin/sh
# Builds leakgate from this folder and puts it where you can call it; `./install.sh --help` tells the rest.
# Everything stands in functions, and the last line calls the first: a file that arrived in part does nothing.
set -eu

usage() {
  cat <<'TEXT'
Usage: ./install.sh [--prefix DIR] [--bootstrap] [REPOSITORY]
       ./install.sh [--prefix DIR] --uninstall [REPOSITORY]

Builds leakgate and installs it as ~/.local/bin/leakgate, with completions for bash, zsh and fish and the manual
below ~/.local/share. With a REPOSITORY, it also puts the hooks there; a hook that is there already is kept, and
called first.

  --prefix DIR   install as DIR/bin/leakgate, the rest below DIR/share
  --bootstrap    fetch what the build needs and this system lacks: a C compiler, Rust
  --uninstall    restore the hooks of REPOSITORY and remove the program, its completions and its manual
TEXT
}

main() {
  prefix='' bootstrap=no action=install repository=''
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix) [ $# -gt 1 ] || fail '--prefix needs a folder'; prefix=$2; shift ;;
      --prefix=*) prefix=${1#*=} ;;
      --bootstrap) bootstrap=yes ;;
      --uninstall) action=uninstall ;;
      -h | --help) usage; exit 0 ;;
      --) shift; break ;;
      -*) usage >&2; fail "there is no option $1" ;;
      *) take_repository "$1" ;;
    esac
    shift
  done
  for name in "$@"; do take_repository "$name"; done
  if [ -z "$prefix" ]; then
    [ -n "${HOME-}" ] || fail 'HOME is not set' 'say where to: ./install.sh --prefix DIR'
    prefix=$HOME/.local
  fi
  case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
  case $repository in '' | /*) ;; *) repository=$PWD/$repository ;; esac
  [ -z "$repository" ] || [ -d "$repository" ] || fail "there is no folder $repository"
  program=$prefix/bin/leakgate

  case $action in
    install) install_all ;;
    uninstall) uninstall_all ;;
  esac
}

take_repository() {
  [ -z "$repository" ] || fail "one repository at a time: '$repository' or '$1'?"
  repository=$1
}

install_all() {
  here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
  grep -q '^name = "leakgate"' "$here/Cargo.toml" 2>/dev/null || fail 'this is not a folder of leakgate' 'clone the whole repository and run its install.sh'
  # Where rustup puts it; a shell that was there before does not know.
  [ ! -d "${CARGO_HOME:-${HOME-}/.cargo}/bin" ] || PATH=$PATH:${CARGO_HOME:-${HOME-}/.cargo}/bin
  lowest=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$here/Cargo.toml")
  lacking=no
  has "${CC:-cc}" || get_compiler
  has_cargo || get_cargo
  [ "$lacking" = no ] || fail 'the build needs what this system lacks' 'do the above, or let ./install.sh --bootstrap do it'
  build
  temporary='' made=''
  trap 'rm -rf -- "$temporary" "$made"' EXIT
  trap 'exit 130' HUP INT TERM
  put_program
  put_pages
  [ -z "$repository" ] || "$program" install "$repository"
}

uninstall_all() {
  if [ -n "$repository" ]; then
    [ -x "$program" ] || fail "there is no $program to restore the hooks with" 'install it again, then uninstall'
    "$program" uninstall "$repository"
  fi
  # Global hooks without a program would stop every commit in every repository.
  if [ -x "$program" ] && [ -d "${XDG_CONFIG_HOME:-${HOME-}/.config}/leakgate/hooks" ]; then
    "$program" uninstall --global
  fi
  if [ -e "$program" ]; then
    rm -f -- "$program"
    say "removed $program; hooks that are still in other repositories stop commits there until they are removed, too"
  else
    say "nothing to remove: there is no $program"
  fi
  name_pages
  rm -f -- "$bash_completions" "$zsh_completions" "$fish_completions" "$manual"/leakgate.1 "$manual"/leakgate-*.1
}

build() {
  say "building in $here"
  target=${CARGO_TARGET_DIR:-target}
  # shellcheck source=packaging/static.sh
  . "$here/packaging/static.sh"
  [ -n "${CARGO_BUILD_TARGET-}${RUSTFLAGS-}" ] || prefer_static
  # Cargo and rustup look for their settings from the current folder upwards.
  (cd -- "$here" && cargo build --release --locked --target-dir "$target") || fail 'the build failed' 'the messages above say why'
  case $target in /*) ;; *) target=$here/$target ;; esac
  built=$target/${CARGO_BUILD_TARGET:+$CARGO_BUILD_TARGET/}release/leakgate
  [ -x "$built" ] || fail "the build left no $built"
}

# Replaces the program whole or not at all, also while it runs.
put_program() {
  if cmp -s -- "$built" "$program" 2>/dev/null; then
    say "$program is up to date"
  else
    replace "$built" "$program" 755
    say "installed $program"
  fi
  case :$PATH: in
    *:"$prefix/bin":*) ;;
    *) say "note: $prefix/bin is not on your PATH: add export PATH=\"$prefix/bin:\$PATH\" to your shell's profile" ;;
  esac
}

# Where shells and man look: below share/ of the prefix that the program is in, for ~/.local, /usr/local and /usr.
name_pages() {
  bash_completions=$prefix/share/bash-completion/completions/leakgate
  zsh_completions=$prefix/share/zsh/site-functions/_leakgate
  fish_completions=$prefix/share/fish/vendor_completions.d/leakgate.fish
  manual=$prefix/share/man/man1
}

put_pages() {
  name_pages
  made=$prefix/share/.leakgate.$$
  "$program" man --folder "$made/man"
  for shell in bash zsh fish; do "$program" completions "$shell" >"$made/$shell"; done
  changed=no
  keep_current "$made/bash" "$bash_completions"
  keep_current "$made/zsh" "$zsh_completions"
  keep_current "$made/fish" "$fish_completions"
  for page in "$made/man"/*; do keep_current "$page" "$manual/${page##*/}"; done
  # Of a verb that an older program had.
  for page in "$manual"/leakgate-*.1; do
    [ -e "$made/man/${page##*/}" ] || rm -f -- "$page"
  done
  rm -rf -- "$made"
  [ "$changed" = yes ] || return 0
  say "installed completions (bash, zsh, fish) and the manual below $prefix/share"
  case $prefix in
    /usr | /usr/local) ;;
    *) ! has zsh || say "note: zsh looks there after fpath=(\"$prefix/share/zsh/site-functions\" \$fpath) in ~/.zshrc, above compinit" ;;
  esac
  ! has pwsh || say "note: for PowerShell: leakgate completions powershell >> \$PROFILE"
}

# Copies the file where it says something else than the one that is there.
keep_current() {
  cmp -s -- "$1" "$2" 2>/dev/null || { replace "$1" "$2" 644 && changed=yes; }
}

# Copies a file with this mode: whole or not at all.
replace() {
  mkdir -p -- "${2%/*}"
  temporary=${2%/*}/.leakgate.$$
  cp -- "$1" "$temporary"
  chmod "$3" "$temporary"
  mv -f -- "$temporary" "$2"
}

# libgit2 is C and is built in; Rust links with the same compiler.
get_compiler() {
  lack="no C compiler (${CC:-cc})"
  case $(packager) in
    apt-get) get "$lack" "$(as_root "$(packages gcc libc6-dev)")" ;;
    apk) get "$lack" "$(as_root "$(packages gcc musl-dev)")" ;;
    dnf) get "$lack" "$(as_root "$(packages gcc)")" ;;
    xcode) get "$lack" 'xcode-select --install' ;;
    brew) get "$lack" "$(packages gcc)" ;;
    *) fail "$lack" 'install one, then run this again' ;;
  esac
  [ "$lacking" = yes ] || has "${CC:-cc}" || fail "there is still $lack" 'on a Mac, wait for the installation to end and run this again'
}

get_cargo() {
  if has brew && ! has rustup; then
    get "$(cargo_found)" "$(packages rust)"
  else
    get_rustup
  fi
  [ "$lacking" = yes ] || has_cargo || fail "$(cargo_found)" 'see https://rustup.rs'
}

# Rust by rustup, from the host that serves the toolchains, too; where that cannot be reached, by the system's package.
get_rustup() {
  from=https://static.rust-lang.org/rustup/rustup-init.sh
  if has rustup; then
    command='rustup toolchain install stable --profile minimal && rustup default stable'
  elif has wget && ! has curl; then
    command="wget -qO- $from | sh -s -- -y --profile minimal"
  else
    has curl || [ -z "$(packager)" ] || get 'neither curl nor wget' "$(as_root "$(packages curl ca-certificates)")"
    command="curl --proto =https --tlsv1.2 -sSf $from | sh -s -- -y --profile minimal"
  fi
  if [ "$bootstrap" = no ]; then
    get "$(cargo_found)" "$command"
    return
  fi
  say "$(cargo_found)"
  if try "$command" && has_cargo_in "${CARGO_HOME:-${HOME-}/.cargo}/bin"; then return; fi
  [ -n "$(packager)" ] || return 0
  say 'rustup brings no Rust here: trying the package of this system'
  run "$(as_root "$(packages cargo)")"
  has_cargo_in /usr/bin || return 0
}

# A cargo that runs (rustup leaves one that does not where it has no toolchain), and is new enough.
has_cargo() {
  version=$(cd -- "$here" && cargo --version 2>/dev/null) || return 1
  version=${version#cargo }
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt "${lowest%%.*}" ] || { [ "$major" -eq "${lowest%%.*}" ] && [ "$minor" -ge "${lowest#*.}" ]; }
}

has_cargo_in() {
  before=$PATH
  PATH=$1:$PATH
  has_cargo || { PATH=$before; return 1; }
}

cargo_found() {
  found=$(cd -- "$here" && cargo --version 2>/dev/null) || found='no cargo that runs'
  echo "$found, where Rust $lowest or later is needed"
}

packager() {
  [ "$(uname -s)" != Darwin ] || { echo xcode; return; }
  for name in apt-get dnf apk brew; do
    if has "$name"; then
      echo "$name"
      return
    fi
  done
}

# The command that installs these packages.
packages() {
  case $(packager) in
    apt-get) echo "apt-get update && apt-get install -y $*" ;;
    dnf) echo "dnf install -y $*" ;;
    apk) echo "apk add $*" ;;
    brew | xcode) echo "brew install $*" ;;
  esac
}

# The same as this user has to call it.
as_root() {
  if [ "$(id -u)" = 0 ]; then echo "$1"; elif has sudo; then echo "sudo sh -c '$1'"; else echo "su -c '$1'"; fi
}

# What is missing, and the command that brings it: run with --bootstrap, else told.
get() {
  if [ "$bootstrap" = yes ]; then
    say "$1"
    run "$2"
  else
    lacking=yes
    printf 'install.sh: error: %s\n  next: %s\n' "$1" "$2" >&2
  fi
}

run() {
  try "$1" || fail "this failed: $1" 'run it by hand to see why'
}

try() {
  say "running: $1"
  sh -c "$1"
}

has() { command -v "$1" >/dev/null 2>&1; }
say() { printf 'install.sh: %s\n' "$*"; }
fail() {
  printf 'install.sh: error: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '  next: %s\n' "$line" >&2; done
  exit 2
}

main "$@"
