#!/usr/bin/env bash
# usage: bash docs/build.sh FOLDER; needs what requirements-docs.lock names
# Makes the site. Any warning (a link that leads nowhere, a page that no other names) is an error.
set -euo pipefail
docs=$(dirname "$0")
for lang in fr en; do
    python -m sphinx -q -W --keep-going -d "$1/.cache/$lang" -D language="$lang" "$docs" "$1/$lang"
done
cp "$docs/_site/start.html" "$1/index.html"
rm -r "$1/.cache"
