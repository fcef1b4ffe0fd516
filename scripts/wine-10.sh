#!/usr/bin/env bash
# Makes a Debian trixie with Wine 10 in a folder, for the tests of the portable folder for Windows: Wine 8, which
# Debian bookworm has, ends at once with the Node 24 in it. About 1.4 GB and three minutes; needs root, debootstrap
# and Debian's keyring. What is in the folder already and complete is left as it is.
#
#   scripts/wine-10.sh [folder]     in the user's cache unless told; prints where it lies
#
# FOLDER/wine and FOLDER/wineserver run the programs inside, as root and with this system's /tmp. All that is
# mounted for that is mounted for that process alone and is gone with it: `rm -r` takes the folder away again.
set -euo pipefail

folder=$(realpath -m "${1:-${XDG_CACHE_HOME:-$HOME/.cache}/product-key-vault-tests/wine-10}")
[ -e "$folder/complete" ] && echo "$folder" && exit 0
[ "$(id -u)" = 0 ] || { echo 'wine-10.sh: only root can make it' >&2; exit 1; }
command -v debootstrap > /dev/null || { echo 'wine-10.sh: apt-get install -y debootstrap' >&2; exit 1; }

# The mirror that this machine already uses.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | sort -u | head -n 1)
inside=$folder/debian
mkdir -p "$folder"
# What a stopped run left. Nothing of this system is mounted in it.
rm -rf "$inside"

# Writes a program that runs one of the programs inside.
starter() {
  cat > "$folder/$1" << END
#!/bin/sh
exec unshare --mount sh -c '
  mount --make-rprivate /
  mount --rbind /dev "\$0/dev"
  mount -t proc proc "\$0/proc"
  mount --bind /tmp "\$0/tmp"
  exec chroot "\$0" "\$@"' '$inside' $2 "\$@"
END
  chmod +x "$folder/$1"
}
starter run ''
starter wine /usr/bin/wine
starter wineserver /usr/lib/wine/wineserver

{
  unshare --mount debootstrap --variant=minbase trixie "$inside" "${mirror:-http://deb.debian.org/debian/}"
  options='-qq -y --no-install-recommends -o Dpkg::Use-Pty=0'
  DEBIAN_FRONTEND=noninteractive "$folder/run" apt-get install $options wine wine64
  "$folder/run" apt-get clean
} > "$folder/log" 2>&1 || { tail -n 20 "$folder/log" >&2; exit 1; }
touch "$folder/complete"
echo "$folder"
