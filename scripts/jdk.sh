# shellcheck shell=sh
# Finds a JDK that can build and run Millrace. To be sourced by a POSIX shell; it defines functions and runs nothing.

MILLRACE_JAVA_VERSION=25

# Prints the feature version of the Java in a folder, such as 25; nothing when there is no Java.
java_feature_version() {
  [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
  fi
}

# Prints every folder that may hold a Java, the preferred ones first.
java_candidates() {
  if [ -n "${JAVA_HOME:-}" ]; then
    printf '%s\n' "$JAVA_HOME"
  fi
  for candidate in /usr/lib/jvm/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/*; do
    if [ -d "$candidate" ]; then
      printf '%s\n' "$candidate"
    fi
  done
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$MILLRACE_JAVA_VERSION+" 2>/dev/null || true
  fi
  for candidate in /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -d "$candidate" ]; then
      printf '%s\n' "$candidate"
    fi
  done
  if on_path=$(command -v java 2>/dev/null); then
    while [ -L "$on_path" ]; do
      target=$(readlink "$on_path")
      case $target in
        /*) on_path=$target ;;
        *) on_path=$(dirname "$on_path")/$target ;;
      esac
    done
    dirname "$(dirname "$on_path")"
  fi
}

# Prints the folder of the first Java that is new enough. With the argument "compiler" it must have one, to build with.
# Without any, says on standard error what was found and how to get one, and returns 1.
find_jdk() {
  found_too_old=
  old_ifs=$IFS
  IFS='
'
  for candidate in $(java_candidates); do
    version=$(java_feature_version "$candidate")
    if [ -z "$version" ]; then
      continue
    fi
    if [ "$version" -lt "$MILLRACE_JAVA_VERSION" ]; then
      found_too_old="$found_too_old
  Java $version in $candidate"
    elif [ "${1:-}" = compiler ] && [ ! -x "$candidate/bin/javac" ]; then
      found_too_old="$found_too_old
  Java $version without a compiler in $candidate"
    else
      IFS=$old_ifs
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  IFS=$old_ifs
  {
    echo "Millrace needs a JDK of version $MILLRACE_JAVA_VERSION or newer, and none was found."
    if [ -n "$found_too_old" ]; then
      echo "Found, but not usable:$found_too_old"
    fi
    echo "Looked at JAVA_HOME, /usr/lib/jvm, ~/.sdkman, ~/.jdks, the folders of macOS and the PATH."
    echo "To get one:"
    echo "  any system     https://adoptium.net/temurin/releases/?version=$MILLRACE_JAVA_VERSION, then set JAVA_HOME to its folder"
    echo "  Debian, Ubuntu apt install openjdk-$MILLRACE_JAVA_VERSION-jdk (where the release has it)"
    echo "  Fedora         dnf install java-$MILLRACE_JAVA_VERSION-openjdk-devel"
    echo "  macOS          brew install openjdk@$MILLRACE_JAVA_VERSION"
    echo "  SDKMAN!        sdk install java $MILLRACE_JAVA_VERSION-tem"
  } >&2
  return 1
}
