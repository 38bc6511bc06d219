# What `archiver` alone says: where this folder stands, and what comes next.

start-files = { $count ->
    [0] No PDF or ZIP document in { $sources }.
    [one] One PDF or ZIP file is waiting in { $sources }; there is no archive here yet.
   *[other] { $count } PDF or ZIP files are waiting in { $sources }; there is no archive here yet.
}
start-files-at-least = At least { $count } PDF or ZIP files in { $sources }; there is no archive here yet.
start-nowhere = No document in this folder, and the downloads folder was not found.
start-absent = archiver.toml names { $sources }, which does not exist (any more).
start-archive-safe = The archive { $archive } is there: nothing required was missing from it for { $as_of }.
start-archive-gaps = { $count ->
    [one] The archive { $archive } is there, but one required point was not settled for { $as_of }.
   *[other] The archive { $archive } is there, but { $count } required points were not settled for { $as_of }.
}
start-archive-locked = The archive { $archive } is there, locked.
start-archive-doubtful = { $archive } is named like an archive but does not open as one.
start-newer = { $count ->
    [one] One file has come since.
   *[other] { $count } files have come since.
}
start-do = To do: { $command } — { $why }
start-why-watch = then open your account and download: the list is ticked as you go.
start-why-folder = with the folder of your documents in its place; nothing in it is changed.
start-why-check = says what is missing; writes and changes nothing.
start-why-backup = says what is missing, writes the archive and gives the verdict.
start-why-again = makes the archive anew, with what has come.
start-why-gaps = says what is still missing, and where to download it.
start-why-doubtful = says what is wrong, and what can be saved of it.
start-why-verify = checks the archive; then archiver guide leads to the closing of the account.
start-why-ask = a few questions: your answers may add documents to those that are needed.
start-why-after = what to watch once the account is closed.
start-mend = To do: mend archiver.toml, then run again: archiver
start-elsewhere = To do: go to the folder of your documents (cd), then run again: archiver
start-rest = The whole way: archiver guide. All commands: archiver --help
start-rest-init = A few questions make the list your own: archiver init. The whole way: archiver guide. All commands: archiver --help
start-folder = FOLDER
