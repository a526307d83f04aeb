#!/bin/sh
# Starts Portside with the Java that lies beside it.
self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
here=$(cd "$(dirname "$self")" && pwd -P) || exit 1
# Java opens files with letters beyond ASCII only where the locale has them.
if command -v locale >/dev/null 2>&1 && [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
  PORTSIDE_LOCALE=${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}}
  LC_ALL=C.UTF-8
  export PORTSIDE_LOCALE LC_ALL
fi
exec "$here/runtime/bin/java" --enable-native-access=ALL-UNNAMED -jar "$here/lib/portside.jar" "$@"
