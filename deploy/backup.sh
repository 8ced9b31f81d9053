#!/usr/bin/env bash
# Makes a backup of the database while the bot runs, and throws away all but the newest ones.
# Usage: backup.sh FOLDER [HOW_MANY_TO_KEEP]    The command `wijkmaat` and WIJKMAAT_DATABASE come from the environment.
set -euo pipefail
umask 077
export LC_ALL=C

folder=${1:?usage: backup.sh FOLDER [HOW_MANY_TO_KEEP]}
keep=${2:-14}
if [[ ! $keep =~ ^[1-9][0-9]*$ ]]; then
  echo "backup.sh: keep at least 1 backup, not '$keep'" >&2
  exit 2
fi

mkdir -p "$folder"
# The command runs SQLite's quick_check over the copy before it gets this name. When that fails, or the disk is full,
# we stop here: no older backup goes for a newer one that is not whole.
wijkmaat db backup "$folder/wijkmaat-$(date -u +%Y-%m-%dT%H%M%SZ).sqlite3"

shopt -s nullglob
backups=("$folder"/wijkmaat-*.sqlite3) # by name is by time
for ((i = 0; i < ${#backups[@]} - keep; i++)); do
  rm -- "${backups[i]}"
done
