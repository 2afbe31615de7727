# shellcheck shell=sh
# How to build a program that is complete in itself; read by install.sh and by the scripts beside this file, where `here` is the folder of
# the project and `has` tells whether there is a command.
: "${here:?}"

# A program that is complete in itself starts in half the time. That takes Rust's own part for musl and musl's compiler for the C parts,
# or else the C library that is here as an archive.
prefer_static() {
  host=$(cd -- "$here" && rustc -vV 2>/dev/null | sed -n 's/^host: //p') || return 0
  case $host in *-linux-*) ;; *) return 0 ;; esac
  musl=${host%-*}-musl
  if has musl-gcc && has rustup && (cd -- "$here" && rustup target list --installed 2>/dev/null) | grep -qx "$musl"; then
    CARGO_BUILD_TARGET=$musl
  elif [ -f "$("${CC:-cc}" -print-file-name=libc.a)" ]; then
    CARGO_BUILD_TARGET=$host
  else
    return 0
  fi
  # For a target, even this one, the flags do not reach what runs during the build.
  RUSTFLAGS='-C target-feature=+crt-static'
  # The C library puts packed addresses right since 2.36, which makes the program smaller and its start shorter.
  case $CARGO_BUILD_TARGET,$(getconf GNU_LIBC_VERSION 2>/dev/null) in
    *-gnu,*\ 2.3[6-9] | *-gnu,*\ 2.[4-9][0-9]) RUSTFLAGS="$RUSTFLAGS -C link-arg=-Wl,-z,pack-relative-relocs" ;;
  esac
  export CARGO_BUILD_TARGET RUSTFLAGS
}
