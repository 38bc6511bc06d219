# What the check of an archive finds, beyond the plain words in cli.ftl.

problem-sidecar-mismatch = The digest noted in the .sha256 file is not that of the archive: one of the two has changed.
problem-sidecar-of-another = The .sha256 file speaks of another file (“{ $name }”), and its digest is not that of the archive.
problem-sidecar-unreadable = The .sha256 file cannot be read: it is no line of “sha256sum”.
problem-empty = The file is empty.
problem-not-pdf = The file is not a PDF.
problem-foreign = The file is a PDF, but no archive of archiver’s.
problem-lock-damaged = The archive has changed since it was sealed, and the passphrase does not open it: if it is the right one, the lock itself is damaged.
problem-original-unlisted = The original “{ $name }” is still in the file, intact, but PDF readers no longer find it there.
problem-newer-format = The archive was written by a newer version of archiver, which this one cannot check: update the program.

verify-whole = { $count ->
    [one] Still intact, in spite of it all:
   *[other] Still intact, in spite of it all ({ $count }):
}
verify-whole-none = No original was found intact.
verify-uncounted = Without the inventory nothing tells how many originals there were: others may be lost.
verify-whole-all = No original is lost: all are intact.
