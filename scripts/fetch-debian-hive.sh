#!/usr/bin/env bash
# Fetches a real SOFTWARE hive of Windows 8.1 (65 MB, dirty, Apache-2.0) out of Debian's source package
# dfwinreg, for the system test and the benchmark. It is not part of this repository. Needs Debian, and
# a source line of a release that has the package; nothing is installed and apt's own lists are not touched.
#
#   scripts/fetch-debian-hive.sh [release]     trixie unless told
set -euo pipefail

release=${1:-trixie}
sum=701862e7a17f2d63e36d2796af9244feb99180c5e56dbb5b2c8a82c01ddf4a6d
folder=${XDG_CACHE_HOME:-$HOME/.cache}/product-key-vault-tests
hive=$folder/debian-hive/SOFTWARE
# The mirror that this machine already uses.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort -u | grep -v security | head -n 1)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$folder/debian-hive"
# Whatever comes is compared with the pinned sum.
echo "deb-src [trusted=yes] $mirror $release main" > "$work/sources.list"
options=(-o "Dir::Etc::sourcelist=$work/sources.list" -o 'Dir::Etc::sourceparts=-' -o "Dir::State::lists=$work/lists")
apt-get "${options[@]}" update -qq 2> /dev/null
(cd "$work" && apt-get "${options[@]}" source -qq --download-only --tar-only dfwinreg)
tar -xzf "$work"/dfwinreg_*.orig.tar.gz -C "$work" --wildcards '*/test_data/SOFTWARE'
echo "$sum  $(find "$work" -name SOFTWARE)" | sha256sum --check --quiet
mv "$(find "$work" -name SOFTWARE)" "$hive"
echo "$hive"
