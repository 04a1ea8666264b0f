#!/bin/sh
# Landmark Tagger: suggests which landmark the selected photos show.
IFS='
'
set -f
# One path a line; without it (a search's results) Caja gives the names themselves.
if [ -n "$CAJA_SCRIPT_SELECTED_FILE_PATHS" ]; then
    set -- $CAJA_SCRIPT_SELECTED_FILE_PATHS
fi
exec @COMMAND@ "$@"
